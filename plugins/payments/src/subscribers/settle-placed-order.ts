import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findOrder } from "../data/core/order-payments"
import { isFollowedByCaller, settlementWork } from "../use-cases/schedule-work"

/** Schedules the capture of orders placed on any route, including Medusa's. Our own settlement does that itself. */
export default async function settlePlacedOrder({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (isFollowedByCaller(event)) return
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const order = await findOrder(knex, event.data.id)
  if (order) await enqueueWork(knex, settlementWork(order))
}

export const config: SubscriberConfig = {
  event: "order.placed",
  context: { subscriberId: "payments.settle-placed-order" },
}
