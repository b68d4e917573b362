import { actorOf } from "@atrium/server"
import type { MedusaResponse, MedusaStoreRequest } from "@medusajs/framework/http"

import type { SubmittedServicePurchase } from "../../../contracts/purchases"
import { startServicePurchase } from "../../../use-cases/start-service-purchase"

export const POST = async (req: MedusaStoreRequest<SubmittedServicePurchase>, res: MedusaResponse) => {
  const actor = actorOf(req)
  const purchase = await startServicePurchase(req.scope, {
    submitted: req.validatedBody,
    idempotencyKey: req.headers["idempotency-key"],
    publishableKey: req.publishable_key_context.key,
    salesChannelIds: req.publishable_key_context.sales_channel_ids,
    customerId: actor.type === "customer" ? (actor.id ?? undefined) : undefined,
  })
  res.status(201).json({ purchase })
}
