import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { moveConsultation } from "../../../../../use-cases/move-consultation"

export const POST = handle(routes, "POST /store/consultations/:id/move", async ({ params, body, scope }) => ({
  consultation: await moveConsultation(scope, params.id, body),
}))
