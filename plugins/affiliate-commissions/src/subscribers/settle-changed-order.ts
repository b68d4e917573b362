import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { lastChangeOf } from "../data/core/order-facts"
import { settleOrderWork } from "../domain/work"

/** Medusa removed something from an order or restored it: its commissions follow. The reconciler finds what this missed. */
export default async function settleChangedOrder({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const change = await lastChangeOf(knex, event.data.order_id)
  if (change) await enqueueWork(knex, [settleOrderWork(`change:${change}`, event.data.order_id)])
}

export const config: SubscriberConfig = {
  event: ["order-edit.confirmed", "order.return_received", "order.claim_created", "order.exchange_created"],
  context: { subscriberId: "affiliate-commissions.settle-changed-order" },
}
