import { clock } from "@atrium/kernel"
import { enqueueWork } from "@atrium/work-queue/tx"
import { WorkFailure } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { GatewayPayment } from "../contracts/gateway"
import { restText } from "../domain/exact-amount"
import { bookedMinorUnits, lostRefunds } from "../domain/given-back"
import { findRefunds } from "../reconcile/given-back"
import { findRefundPlace, type RefundPlace } from "../reconcile/refund-place"
import { capturePayment } from "./capture-payment"
import { type Gateway, gatewayOfProvider } from "./gateways"
import { withOrderMoneyLock } from "./order-money-lock"
import { recordRefund } from "./record-refund"
import { CANCELED_NOTE } from "./refund-rest"
import { refundSettlementWork } from "./refund-settlement-work"
import { refundedOrderWork } from "./refunded-order-work"
import { repairTransactions } from "./repair-transactions"

/**
 * A refund of staff whose answer was lost is left to them for so long: their retry adopts it. Then it is recorded.
 */
const RETRY_SECONDS = 240

const placeOf = async (container: MedusaContainer, paymentId: string): Promise<RefundPlace> => {
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  const place = await findRefundPlace(knex, paymentId)
  if (!place) throw new WorkFailure("There is no such payment", { permanent: true })
  return place
}

/** Money of lost refunds that staff may still retry, and when the last of them may be recorded. */
const awaitingRetry = async (
  container: MedusaContainer,
  gateway: Gateway,
  place: RefundPlace,
  payment: GatewayPayment
): Promise<{ amount: bigint; until: Date } | null> => {
  if (place.order_canceled || !gateway.refunds) return null
  const now = clock.now().getTime()
  const lost = lostRefunds(await gateway.refunds(container, payment.reference), place.refunds)
  const young = lost.filter(({ at }) => at.getTime() + RETRY_SECONDS * 1000 > now)
  if (young.length === 0) return null
  return {
    amount: young.reduce((total, { amount }) => total + amount, 0n),
    until: new Date(Math.max(...young.map(({ at }) => at.getTime())) + RETRY_SECONDS * 1000),
  }
}

/** The gateway has given back more than Medusa's rows say: the difference is recorded. */
const recordDifference = async (
  container: MedusaContainer,
  gateway: Gateway,
  place: RefundPlace,
  payment: GatewayPayment
): Promise<void> => {
  const difference = payment.refunded - bookedMinorUnits(place.refunds, place.currency_code)
  if (difference <= 0n) return
  const waiting = await awaitingRetry(container, gateway, place, payment)
  const missing = difference - (waiting?.amount ?? 0n)
  if (waiting) {
    const later = refundSettlementWork(place.payment_id, `${payment.refunded}:late`, waiting.until)
    await enqueueWork(container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION), [later])
  }
  if (missing > 0n) await recordRefund(container, gateway, place, payment, missing)
}

/**
 * A canceled order keeps no money. Core ignores what the gateway answers to a cancellation's refund, and a capture may
 * have won the race against it. What counts is what the gateway has left; Medusa's remainder may be finer than the
 * currency, or wrong.
 */
const refundCanceled = async (
  container: MedusaContainer,
  gateway: Gateway,
  reference: string,
  place: RefundPlace
): Promise<void> => {
  if (!place.order_canceled || Number(place.captured) <= 0) return
  const payment = await gateway.stateOf(container, reference)
  const left = payment ? payment.captured - payment.refunded : 0n
  if (left <= 0n) return
  await container.resolve(Modules.PAYMENT).refundPayment({
    payment_id: place.payment_id,
    amount: restText(place.left, place.currency_code, left),
    note: CANCELED_NOTE,
  })
}

/**
 * Brings the three books of a payment together: the gateway's, Medusa's refund rows, the order's transactions. Whatever
 * led here, in whatever order and number: the rows are read again, and the difference is acted on (R09, R12–R14).
 */
export const settleRefunds = async (container: MedusaContainer, paymentId: string): Promise<void> => {
  const first = await placeOf(container, paymentId)
  const orderId = first.order_id
  if (!orderId) throw new WorkFailure("The payment has no order yet")
  const gateway = gatewayOfProvider(first.provider_id)
  const reference = gateway?.referenceOf(first.data ?? {})
  if (gateway && reference && !first.captured_at) {
    const payment = await gateway.stateOf(container, reference)
    // Taken at the gateway alone: nothing can be given back in the books that was not taken there. A promise to a
    // cancelled order is given back by the same call.
    if (payment?.state === "captured" || first.order_canceled) await capturePayment(container, paymentId)
  }
  await withOrderMoneyLock(container, orderId, async () => {
    try {
      const payment = gateway && reference ? await gateway.stateOf(container, reference) : null
      if (gateway && reference && payment) {
        await recordDifference(container, gateway, await placeOf(container, paymentId), payment)
        await refundCanceled(container, gateway, reference, await placeOf(container, paymentId))
      }
    } finally {
      // Also when the gateway refuses: the order may not show a refund meanwhile that the gateway did not make.
      await repairTransactions(container, orderId)
    }
  })
  const knex = container.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION)
  await enqueueWork(knex, refundedOrderWork(await findRefunds(knex, "payment_id", paymentId)))
}
