import { metrics } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { type CapturePlace, findCapturePlace } from "../reconcile/capture-place"
import { capturedPaymentWork } from "./captured-payment-work"
import { rememberOwnCapture, takeOwnCapture } from "./own-work"
import { refundSettlementWork } from "./refund-settlement-work"
import { paymentAtGateway, runCapture } from "./run-capture"

/** A capture that has not ended after this was cut off: no call to a gateway takes longer. */
const CAPTURE_CUT_OFF_SECONDS = 20

/**
 * Core writes its capture row, asks the gateway, then marks the payment. A process that is killed in between leaves a
 * row that core counts as taken and never ends. The row is taken back; the gateway answers the repeated capture from
 * what it already did.
 */
const dropCutOffCaptures = async (container: MedusaContainer, place: CapturePlace): Promise<void> => {
  if (place.captured_at || place.unrecorded_ids.length === 0) return
  // The machine's time: core dates its rows by it and not by business time.
  const age = Date.now() - (place.last_capture_at?.getTime() ?? 0)
  if (age < CAPTURE_CUT_OFF_SECONDS * 1000) throw new WorkFailure("Another capture of this payment is under way")
  await container.resolve(Modules.PAYMENT).deleteCaptures(place.unrecorded_ids)
}

/**
 * No money is taken for an order that was cancelled: the promise is given back, which core's cancellation tried before.
 * False when the money was taken at the gateway meanwhile: then the books follow it, and the refund follows them.
 */
const releaseCanceled = async (container: MedusaContainer, place: CapturePlace): Promise<boolean> => {
  if (place.captured_at) return false
  if ((await paymentAtGateway(container, place))?.state === "captured") return false
  await container.resolve(Modules.PAYMENT).cancelPayment(place.id)
  return true
}

/**
 * Takes the money of an order's payment, once, through core's own workflow, and makes due what follows. May be cut off
 * anywhere and repeated: what is already done is found done.
 */
export const capturePayment = async (container: MedusaContainer, paymentId: string): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const place = await findCapturePlace(knex, paymentId)
  if (!place) throw new WorkFailure("There is no such payment", { permanent: true })
  // Released before it was taken: there is nothing to take.
  if (place.canceled_at) return
  // Order first, then capture: no money is taken without an order.
  if (!place.order_id) throw new WorkFailure("The payment has no order yet")
  if (place.order_canceled && (await releaseCanceled(container, place))) return
  if (!place.captured_at || place.unrecorded_ids.length > 0) {
    await dropCutOffCaptures(container, place)
    rememberOwnCapture(paymentId)
    try {
      await runCapture(container, place)
    } catch (error) {
      takeOwnCapture(paymentId)
      throw error
    }
    metrics().payments.labels("captured").inc()
  }
  await enqueueWork(knex, [
    ...capturedPaymentWork([{ payment_id: paymentId, order_id: place.order_id }]),
    ...(place.order_canceled ? [refundSettlementWork(paymentId, "canceled")] : []),
  ])
}
