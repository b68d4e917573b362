import { handle } from "@atrium/server"

import { routes } from "../../../../contracts/routes"
import { receiveGatewayEvent } from "../../../../use-cases/receive-gateway-event"

export const POST = handle(routes, "POST /hooks/gateway/:provider", async ({ params, scope, req }) => {
  await receiveGatewayEvent(scope, {
    provider: params.provider,
    // express.raw leaves an object where there was no body at all.
    rawBody: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
    headers: req.headers,
  })
  return { received: true as const }
})
