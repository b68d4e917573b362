import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { lastChangeOf } from "../reconcile/order-facts"
import { settleOrderWork } from "../workflows/work/kinds"

/**
 * Core took something out of an order, or put it back: its commissions follow. A hint; the reconciler finds what it missed.
 */
export default async function settleChangedOrder({
  event,
  container,
}: SubscriberArgs<{ order_id: string }>): Promise<void> {
  const { order_id: orderId } = event.data
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const change = await lastChangeOf(knex, orderId)
  if (change) await enqueueWork(knex, [settleOrderWork(`change:${change}`, orderId)])
}

export const config: SubscriberConfig = {
  event: ["order-edit.confirmed", "order.return_received", "order.claim_created", "order.exchange_created"],
  context: { subscriberId: "affiliate-commissions.settle-changed-order" },
}
