import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { z } from "zod"

import { orderOfFulfillment } from "../data/core/order-progress"
import { orderProgressWork } from "../domain/work-kinds"

/** `shipment.created` names only the fulfillment, as `id`; `order.fulfillment_…` names both. */
const Changed = z.union([
  z.object({ order_id: z.string(), fulfillment_id: z.string() }),
  z.object({ id: z.string() }).transform(({ id }) => ({ order_id: undefined, fulfillment_id: id })),
])

/** Goods of an order were packed, sent, or taken back. A hint; the reconciler finds changes without an event. */
export default async function followShipments({ event, container }: SubscriberArgs<unknown>): Promise<void> {
  const { fulfillment_id: fulfillmentId, order_id: named } = Changed.parse(event.data)
  const knex = knexOf(container)
  const orderId = named ?? (await orderOfFulfillment(knex, fulfillmentId))
  if (orderId) await enqueueWork(knex, [orderProgressWork(orderId, `${event.name}:${fulfillmentId}`)])
}

export const config: SubscriberConfig = {
  event: ["order.fulfillment_created", "order.fulfillment_canceled", "shipment.created"],
  context: { subscriberId: "service-provisioning.follow-shipments" },
}
