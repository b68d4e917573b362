import { commonErrors } from "@atrium/kernel"
import { handle } from "@atrium/server"

import { routes } from "../../../../../contracts"
import { cancelByProvider } from "../../../../../use-cases/cancel-consultation"

export const POST = handle(
  routes,
  "POST /provider/consultations/:id/cancel",
  async ({ actor, params, body, scope }) => {
    if (actor.type !== "provider" || actor.id === null) throw commonErrors.fail("unauthorized")
    const consultation = await cancelByProvider(scope, { ...params, providerId: actor.id, reason: body.reason })
    return { consultation }
  }
)
