import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findRefunds } from "../reconcile/given-back"
import { canceledOrderWork } from "../workflows/canceled-order-work"
import { refundedOrderWork } from "../workflows/refunded-order-work"

/** Cancelling a paid order refunds it and tells so by this event alone (R17). */
export default async function followCanceledOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const order = { order_id: event.data.id }
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await enqueueWork(knex, [
    ...canceledOrderWork([order]),
    ...refundedOrderWork(await findRefunds(knex, "order_id", event.data.id)),
  ])
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "payments.follow-canceled-order" },
}
