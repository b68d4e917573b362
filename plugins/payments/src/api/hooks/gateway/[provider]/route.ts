import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { receiveGatewayEvent } from "../../../../workflows/receive-gateway-event"

export const POST = async (req: MedusaRequest, res: MedusaResponse): Promise<void> => {
  await receiveGatewayEvent(req.scope, {
    provider: String(req.params.provider),
    // express.raw leaves an object where there was no body at all.
    rawBody: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
    headers: req.headers,
  })
  res.json({ received: true })
}
