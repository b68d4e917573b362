import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findRefunds } from "../reconcile/given-back"
import { refundedOrderWork } from "../workflows/refunded-order-work"

/** The payment module has made a refund: also where core sends no `payment.refunded`, as when an order is cancelled. */
export default async function followCreatedRefund({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await enqueueWork(knex, refundedOrderWork(await findRefunds(knex, "refund_id", event.data.id)))
}

export const config: SubscriberConfig = {
  event: "payment.refund.created",
  context: { subscriberId: "payments.follow-created-refund" },
}
