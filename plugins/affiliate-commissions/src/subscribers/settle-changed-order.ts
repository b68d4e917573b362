import { lastOrderChange } from "@atrium/payments/use-cases"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { attributedAmong } from "../data/orders-to-check"
import { settleOrderWork } from "../domain/work"

/** Updates an order's commissions after items were removed or restored. The reconciler finds missed events. */
export default async function settleChangedOrder({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { order_id: orderId } = event.data
  if (!(await attributedAmong(knex, [orderId])).has(orderId)) return
  const change = await lastOrderChange(knex, orderId)
  if (change) await enqueueWork(knex, [settleOrderWork(`change:${change}`, orderId)])
}

export const config: SubscriberConfig = {
  event: ["order-edit.confirmed", "order.return_received", "order.claim_created", "order.exchange_created"],
  context: { subscriberId: "affiliate-commissions.settle-changed-order" },
}
