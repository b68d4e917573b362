import { lastOrderChange } from "@atrium/payments/use-cases"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { changedOrderWork } from "../domain/work-kinds"

/** Some of core's events name the order's id `id`, others `order_id`. */
const Changed = z.union([z.object({ order_id: z.string() }), z.object({ id: z.string() })])

/**
 * Core changed an order: what was taken out of it ends, and what was added to it and is paid, or costs nothing, begins.
 * A hint; the reconcilers find what it missed.
 */
export default async function followChangedOrder({ event, container }: SubscriberArgs<unknown>): Promise<void> {
  const changed = Changed.parse(event.data)
  const orderId = "order_id" in changed ? changed.order_id : changed.id
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const change = await lastOrderChange(knex, orderId)
  if (change) await enqueueWork(knex, changedOrderWork(orderId, change))
}

export const config: SubscriberConfig = {
  event: [
    "order.updated",
    "order-edit.confirmed",
    "order.return_received",
    "order.claim_created",
    "order.exchange_created",
  ],
  context: { subscriberId: "service-provisioning.follow-changed-order" },
}
