import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { confirmConsultation } from "../../../../../use-cases/confirm-consultation"

export const POST = handle(routes, "POST /store/consultations/:id/confirm", async ({ params, body, scope }) => ({
  consultation: await confirmConsultation(scope, params.id, body),
}))
