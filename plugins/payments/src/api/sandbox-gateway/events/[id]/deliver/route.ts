import { currentRequestId, handle } from "@atrium/server"

import { routes } from "../../../../../contracts/routes"
import { redeliverSandboxEvent } from "../../../../../use-cases/use-sandbox-gateway"

export const POST = handle(routes, "POST /sandbox-gateway/events/:id/deliver", async ({ params, scope }) => ({
  event: await redeliverSandboxEvent(scope, params.id, currentRequestId()),
}))
