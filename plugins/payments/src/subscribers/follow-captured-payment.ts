import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findOrderedPayment } from "../data/core/payment-context"
import { workAfterCapture } from "../extension-points"
import { isFollowedByCaller, workAfter } from "../use-cases/schedule-work"

/** Schedules the follow-up of captures made in Admin. Our own captures do that themselves. */
export default async function followCapturedPayment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  if (isFollowedByCaller(event)) return
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const payment = await findOrderedPayment(knex, event.data.id)
  if (!payment?.captured_at) return
  const { payment_id, order_id } = payment
  await enqueueWork(knex, workAfter(workAfterCapture, [{ payment_id, order_id }]))
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "payments.follow-captured-payment" },
}
