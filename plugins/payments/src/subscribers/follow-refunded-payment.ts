import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findRefunds } from "../reconcile/given-back"
import { refundedOrderWork } from "../workflows/refunded-order-work"

/** Core's refund workflow has ended. Its event names the payment alone: all refunds of it are asked for. */
export default async function followRefundedPayment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await enqueueWork(knex, refundedOrderWork(await findRefunds(knex, "payment_id", event.data.id)))
}

export const config: SubscriberConfig = {
  event: "payment.refunded",
  context: { subscriberId: "payments.follow-refunded-payment" },
}
