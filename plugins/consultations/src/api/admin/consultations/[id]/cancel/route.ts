import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { cancelByStaff } from "../../../../../use-cases/cancel-consultation"

export const POST = handle(routes, "POST /admin/consultations/:id/cancel", async ({ params, body, scope }) => ({
  consultation: await cancelByStaff(scope, params.id, body.reason),
}))
