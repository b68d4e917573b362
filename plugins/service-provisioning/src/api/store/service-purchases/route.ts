import { clientGone, handle } from "@atrium/server"

import { routes } from "../../../contracts"
import { beginnings } from "../../../use-cases/serve-purchases"
import { startServicePurchase } from "../../../use-cases/start-service-purchase"
import { customerIdOf } from "../../customer"
import { publishableKeyOf } from "../services/visitor"

export const POST = handle(routes, "POST /store/service-purchases", async ({ body, actor, scope, req, res }) => {
  const { key, sales_channel_ids: salesChannelIds } = publishableKeyOf(req)
  const begin = () =>
    startServicePurchase(scope, {
      submitted: body,
      idempotencyKey: req.headers["idempotency-key"],
      publishableKey: key,
      salesChannelIds,
      customerId: customerIdOf(actor),
    })
  const purchase = await beginnings.run(begin, clientGone(res))
  // The client has gone: there is no response to send.
  if (!purchase) return undefined
  res.status(201)
  return { purchase }
})
