import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findRefunds } from "../data/core/refunds"
import { workAfterRefund } from "../extension-points"
import { isFollowedByCaller, workAfter } from "../use-cases/schedule-work"

const REFUNDED_PAYMENT = "payment.refunded"
const CREATED_REFUND = "payment.refund.created"

/**
 * Core has made a refund. Its workflow's event names the payment alone: all refunds of it are read. The payment module's
 * event names the refund, also where core sends no `payment.refunded`, as when an order is canceled.
 */
export default async function followRefund({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  if (isFollowedByCaller(event)) return
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const refunds = await findRefunds(knex, event.name === CREATED_REFUND ? "refund_id" : "payment_id", event.data.id)
  await enqueueWork(knex, workAfter(workAfterRefund, refunds))
}

export const config: SubscriberConfig = {
  event: [REFUNDED_PAYMENT, CREATED_REFUND],
  context: { subscriberId: "payments.follow-refund" },
}
