import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { findPaymentContext, type PaymentContext } from "../data/core/payment-context"
import { findRefunds } from "../data/core/refunds"
import { restText } from "../domain/exact-amount"
import { bookedMinorUnits, lostRefunds } from "../domain/refund-drift"
import { workAfterRefund } from "../extension-points"
import { capturePayment } from "./capture-payment"
import { type HeldPayment, heldPaymentOf } from "./find-gateway"
import { withOrderMoneyLock } from "./lock-order-money"
import { CANCELED_NOTE, recordRefund } from "./refund-rest"
import { repairOrderBooks } from "./repair-order-books"
import { refundSettlementWork, workAfter } from "./schedule-work"
import { settleUnitRefunds } from "./unit-refunds"

/**
 * How long staff may retry a refund whose response was lost, so that the retry adopts it. After that it is recorded.
 */
const RETRY_SECONDS = 240

const contextOf = async (container: MedusaContainer, paymentId: string): Promise<PaymentContext> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const context = await findPaymentContext(knex, paymentId)
  if (!context) throw new WorkFailure("There is no such payment", { permanent: true })
  return context
}

/** Money of lost refunds that staff may still retry, and when the last of them may be recorded. */
const awaitingRetry = async (
  container: MedusaContainer,
  { gateway, payment }: HeldPayment,
  context: PaymentContext
): Promise<{ amount: bigint; until: Date } | null> => {
  if (context.order_canceled || !gateway.refunds) return null
  const now = clock.now().getTime()
  const lost = lostRefunds(await gateway.refunds(container, payment.reference), context.refunds)
  const young = lost.filter(({ at }) => at.getTime() + RETRY_SECONDS * 1000 > now)
  if (young.length === 0) return null
  return {
    amount: young.reduce((total, { amount }) => total + amount, 0n),
    until: new Date(Math.max(...young.map(({ at }) => at.getTime())) + RETRY_SECONDS * 1000),
  }
}

/** The gateway has refunded more than Medusa's rows say: the difference is recorded. */
const recordDifference = async (container: MedusaContainer, held: HeldPayment, paymentId: string): Promise<void> => {
  const context = await contextOf(container, paymentId)
  const { refunded } = held.payment
  const difference = refunded - bookedMinorUnits(context.refunds, context.currency_code)
  if (difference <= 0n) return
  const waiting = await awaitingRetry(container, held, context)
  const missing = difference - (waiting?.amount ?? 0n)
  if (waiting) {
    const later = refundSettlementWork(paymentId, `${refunded}:late`, waiting.until)
    await enqueueWork(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), [later])
  }
  if (missing > 0n) await recordRefund(container, held, context, missing)
}

/**
 * A canceled order keeps no money. Core ignores what the gateway answers to a cancellation's refund, and a capture may
 * have won the race against it. What counts is what the gateway has left; Medusa's remainder may be finer than the
 * currency, or wrong.
 */
const refundCanceled = async (container: MedusaContainer, held: HeldPayment, paymentId: string): Promise<void> => {
  const context = await contextOf(container, paymentId)
  if (!context.order_canceled || Number(context.captured) <= 0) return
  const payment = await held.gateway.stateOf(container, held.payment.reference)
  const left = payment ? payment.captured - payment.refunded : 0n
  if (left <= 0n) return
  await container.resolve(Modules.PAYMENT).refundPayment({
    payment_id: paymentId,
    amount: restText(context.left, context.currency_code, left),
    note: CANCELED_NOTE,
  })
}

/**
 * Brings the three books of a payment together: the gateway's, Medusa's refund rows, the order's transactions. Whatever
 * led here, in whatever order and number: the rows are read again, and the difference is acted on (R09, R12–R14).
 */
export const settleRefunds = async (container: MedusaContainer, paymentId: string): Promise<void> => {
  const first = await contextOf(container, paymentId)
  const orderId = first.order_id
  if (!orderId) throw new WorkFailure("The payment has no order yet")
  if (!first.captured_at) {
    const held = await heldPaymentOf(container, first)
    // Taken at the gateway alone: nothing can be refunded in the books that was not taken there. An authorization for a
    // canceled order is released by the same call.
    if (held && (held.payment.state === "captured" || first.order_canceled)) await capturePayment(container, paymentId)
  }
  await withOrderMoneyLock(container, orderId, async () => {
    try {
      const held = await heldPaymentOf(container, first)
      if (held) {
        await recordDifference(container, held, paymentId)
        await refundCanceled(container, held, paymentId)
      }
    } finally {
      // Also when the gateway refuses: the order may not show a refund meanwhile that the gateway did not make.
      await repairOrderBooks(container, orderId)
    }
    await settleUnitRefunds(container, paymentId)
  })
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await enqueueWork(knex, workAfter(workAfterRefund, await findRefunds(knex, "payment_id", paymentId)))
}
