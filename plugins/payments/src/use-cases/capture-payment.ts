import { isAtriumError, roundToMinorUnits, toMajorText } from "@atrium/kernel"
import { metrics } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, PaymentEvents } from "@medusajs/framework/utils"

import { findPaymentContext, type PaymentContext } from "../data/core/payment-context"
import { workAfterCapture } from "../extension-points"
import { bookCaptures } from "./book-captures"
import { cancelUnpaidOrder } from "./cancel-unpaid-order"
import { heldPaymentOf } from "./find-gateway"
import { withGroupedEvents } from "./grouped-events"
import { withCaptureMadeElsewhere } from "./record-made-elsewhere"
import { refundSettlementWork, workAfter } from "./schedule-work"

/** A capture that has not finished after this time was interrupted: no call to a gateway takes longer. */
const CAPTURE_CUT_OFF_SECONDS = 20

/**
 * Core writes its capture row, asks the gateway, then marks the payment. A process that is killed in between leaves a
 * row that core counts as taken and never ends. The row is taken back; the gateway answers the repeated capture from
 * what it already did.
 */
const dropCutOffCaptures = async (container: MedusaContainer, payment: PaymentContext): Promise<void> => {
  if (payment.captured_at || payment.unbooked_capture_ids.length === 0) return
  // The machine's time: core dates its rows by it and not by business time.
  const age = Date.now() - (payment.last_unbooked_capture_at?.getTime() ?? 0)
  if (age < CAPTURE_CUT_OFF_SECONDS * 1000) throw new WorkFailure("Another capture of this payment is in progress")
  await container.resolve(Modules.PAYMENT).deleteCaptures(payment.unbooked_capture_ids)
}

/**
 * No money is taken for an order that was canceled: the authorization is released, which core's cancellation tried
 * before. False when the money was taken at the gateway meanwhile: then the books follow it, and the refund follows them.
 */
const releaseCanceled = async (container: MedusaContainer, payment: PaymentContext): Promise<boolean> => {
  if (payment.captured_at) return false
  if ((await heldPaymentOf(container, payment))?.payment.state === "captured") return false
  await container.resolve(Modules.PAYMENT).cancelPayment(payment.payment_id)
  return true
}

/** What core's capture workflow does, on its module services. On a payment that is captured it only completes the books. */
const capture = (container: MedusaContainer, paymentId: string, amount?: string): Promise<void> =>
  withGroupedEvents(container, async (events) => {
    await container
      .resolve(Modules.PAYMENT)
      .capturePayment({ payment_id: paymentId, ...(amount ? { amount } : {}) }, events.context())
    await bookCaptures(container, paymentId, events)
    await events.emit(PaymentEvents.CAPTURED, { id: paymentId })
  })

/**
 * Captures all of a payment. Where a part was taken before, by staff or on the gateway's own pages, it books
 * what the gateway took and no more: the rest was never paid, and the order stays open by it.
 */
const captureAll = async (container: MedusaContainer, payment: PaymentContext): Promise<void> => {
  const take = (amount?: string) => capture(container, payment.payment_id, amount)
  if (!payment.captured_at && Number(payment.captured_booked) > 0) {
    const held = (await heldPaymentOf(container, payment))?.payment
    if (!held) return
    const rest = held.captured - roundToMinorUnits(payment.captured_booked, held.currencyCode)
    if (rest > 0n) await take(toMajorText(rest, held.currencyCode))
    return
  }
  try {
    await take()
  } catch (error) {
    if (!isAtriumError(error) || error.code !== "captured_in_part") throw error
    const held = (await heldPaymentOf(container, payment))?.payment
    if (!held) throw error
    const taken = toMajorText(held.captured, held.currencyCode)
    await withCaptureMadeElsewhere(held.reference, () => take(taken))
  }
}

/** Captures. When the gateway refuses because it released the payment, whatever became of its event, the order is canceled. */
const takeOrRelease = async (container: MedusaContainer, payment: PaymentContext, orderId: string) => {
  try {
    await captureAll(container, payment)
    return "taken"
  } catch (error) {
    const released = (await heldPaymentOf(container, payment))?.payment.state === "canceled"
    if (released && (await cancelUnpaidOrder(container, orderId, payment.payment_id))) return "released"
    throw error
  }
}

/**
 * Captures an order's payment once, on core's module services, and schedules its follow-up. Idempotent, even if it was
 * interrupted anywhere.
 */
export const capturePayment = async (container: MedusaContainer, paymentId: string): Promise<void> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const payment = await findPaymentContext(knex, paymentId)
  if (!payment) throw new WorkFailure("There is no such payment", { permanent: true })
  // Released before it was captured.
  if (payment.canceled_at) return
  // Order first, then capture: no money is taken without an order.
  if (!payment.order_id) throw new WorkFailure("The payment has no order yet")
  if (payment.order_canceled && (await releaseCanceled(container, payment))) return
  if (!payment.captured_at || payment.unbooked_capture_ids.length > 0) {
    await dropCutOffCaptures(container, payment)
    if ((await takeOrRelease(container, payment, payment.order_id)) === "released") return
    metrics().payments.labels("captured").inc()
  }
  await enqueueWork(knex, [
    ...workAfter(workAfterCapture, [{ payment_id: paymentId, order_id: payment.order_id }]),
    ...(payment.order_canceled ? [refundSettlementWork(paymentId, "canceled")] : []),
  ])
}
