import { handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { startServicePurchase } from "../../../use-cases/start-service-purchase"
import { customerIdOf } from "../../customer"
import { publishableKeyOf } from "../services/visitor"

export const POST = handle(routes, "POST /store/service-purchases", async ({ body, actor, scope, req, res }) => {
  const { key, sales_channel_ids: salesChannelIds } = publishableKeyOf(req)
  const purchase = await startServicePurchase(scope, {
    submitted: body,
    idempotencyKey: req.headers["idempotency-key"],
    publishableKey: key,
    salesChannelIds,
    customerId: customerIdOf(actor),
  })
  res.status(201)
  return { purchase }
})
