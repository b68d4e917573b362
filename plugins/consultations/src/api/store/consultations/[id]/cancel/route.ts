import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { cancelByLink } from "../../../../../use-cases/cancel-consultation"

export const POST = handle(routes, "POST /store/consultations/:id/cancel", async ({ params, body, scope }) => ({
  consultation: await cancelByLink(scope, { id: params.id, token: body.token }),
}))
