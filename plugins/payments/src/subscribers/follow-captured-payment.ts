import { enqueueWork } from "@atrium/work-queue/tx"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { findCapturePlace } from "../reconcile/capture-place"
import { capturedPaymentWork } from "../workflows/captured-payment-work"
import { takeOwnCapture } from "../workflows/own-work"

/** Money taken by hand in Admin: what follows a capture becomes due. Captures of our own have seen to that. */
export default async function followCapturedPayment({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  if (takeOwnCapture(event.data.id)) return
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const place = await findCapturePlace(knex, event.data.id)
  if (!place?.order_id || !place.captured_at) return
  await enqueueWork(knex, capturedPaymentWork([{ payment_id: place.id, order_id: place.order_id }]))
}

export const config: SubscriberConfig = {
  event: "payment.captured",
  context: { subscriberId: "payments.follow-captured-payment" },
}
