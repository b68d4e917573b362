import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findRefunds } from "../reconcile/given-back"
import { findOrder } from "../reconcile/order-payments"
import { canceledOrderWork } from "../workflows/canceled-order-work"
import { refundSettlementWork } from "../workflows/refund-settlement-work"
import { refundedOrderWork } from "../workflows/refunded-order-work"

/**
 * Cancelling a paid order refunds it and tells so by this event alone (R17). Whether the gateway did so, core does not
 * ask: its payments are looked at.
 */
export default async function followCanceledOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const order = { order_id: event.data.id }
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const payments = (await findOrder(knex, order.order_id))?.payments ?? []
  await enqueueWork(knex, [
    ...canceledOrderWork([order]),
    ...refundedOrderWork(await findRefunds(knex, "order_id", order.order_id)),
    ...payments.filter(({ canceled_at }) => !canceled_at).map(({ id }) => refundSettlementWork(id, "canceled")),
  ])
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "payments.follow-canceled-order" },
}
