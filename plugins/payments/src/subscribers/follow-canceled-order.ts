import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findOrder } from "../data/core/order-payments"
import { findRefunds } from "../data/core/refunds"
import { workAfterCancellation, workAfterRefund } from "../extension-points"
import { refundSettlementWork, workAfter } from "../use-cases/schedule-work"

/**
 * Canceling a paid order refunds it, which only this event reports (R17). Core does not check whether the gateway refunded
 * it, so its payments are compared.
 */
export default async function followCanceledOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const order = { order_id: event.data.id }
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const payments = (await findOrder(knex, order.order_id))?.payments ?? []
  await enqueueWork(knex, [
    ...workAfter(workAfterCancellation, [order]),
    ...workAfter(workAfterRefund, await findRefunds(knex, "order_id", order.order_id)),
    ...payments.filter(({ canceled_at }) => !canceled_at).map(({ id }) => refundSettlementWork(id, "canceled")),
  ])
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "payments.follow-canceled-order" },
}
