import type { ExtensionPoint } from "@atrium/kernel"
import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"

import type { OrderPayment, SettledOrder } from "../data/core/order-payments"
import { CAPTURE_PAYMENT, LOWER_TOTAL, SETTLE_REFUNDS } from "../domain/work"
import { type FollowUpWork, workAfterCapture } from "../extension-points"
import { gatewayOfProvider } from "./find-gateway"

/** All work that follows these facts, ready for one insert. Keys make repeating it harmless. */
export const workAfter = <Fact>(point: ExtensionPoint<FollowUpWork<Fact>>, facts: readonly Fact[]): WorkToEnqueue[] =>
  facts.flatMap((fact) => point.all().flatMap((followUp) => followUp.work(fact)))

/** We capture only payments of our gateways; Medusa's manual payments are captured by staff. */
export const isCapturable = (payment: OrderPayment): boolean =>
  !payment.booked && !payment.canceled_at && gatewayOfProvider(payment.provider_id) !== undefined

export const captureWork = (paymentId: string): WorkToEnqueue =>
  workOf(CAPTURE_PAYMENT, { key: paymentId, payload: { payment_id: paymentId } })

/** What is due for an order's payments: captures still to do or to be booked, and what follows those that are done. */
export const settlementWork = (order: SettledOrder): WorkToEnqueue[] => {
  const booked = order.payments.filter((payment) => payment.booked)
  const paid = booked.map((payment) => ({ payment_id: payment.id, order_id: order.order_id }))
  const free = order.free && order.payments.length === 0 ? [{ payment_id: null, order_id: order.order_id }] : []
  return [
    ...order.payments.filter(isCapturable).map((payment) => captureWork(payment.id)),
    ...workAfter(workAfterCapture, [...paid, ...free]),
  ]
}

/**
 * Compares a payment's refunds in all books. `cause` makes the key: one cause is processed once, and a reconciler may
 * open it again.
 */
export const refundSettlementWork = (paymentId: string, cause: string, runAt?: Date): WorkToEnqueue =>
  workOf(SETTLE_REFUNDS, {
    key: `${paymentId}:${cause}`,
    payload: { payment_id: paymentId },
    ...(runAt ? { runAt } : {}),
  })

export type OrderRefund = { order_id: string; refund_id: string }

/** Lowers an order's total by a refund. */
export const lowerTotalWork = (refund: OrderRefund, runAt?: Date): WorkToEnqueue =>
  workOf(LOWER_TOTAL, {
    key: runAt ? `${refund.refund_id}:${runAt.toISOString()}` : refund.refund_id,
    payload: refund,
    ...(runAt ? { runAt } : {}),
  })

const OWN_EVENTS = "payments:"

/**
 * Context for a run of a Medusa workflow whose events need no follow-up, because the caller enqueues it: Medusa writes
 * the group on every event of the run, in whichever process it arrives.
 * @param run unlike any other run's
 */
export const followedByCaller = (run: string): { eventGroupId: string } => ({ eventGroupId: `${OWN_EVENTS}${run}` })

/** Whether the event comes from a run with `followedByCaller`. A lost follow-up is found by the reconciler. */
export const isFollowedByCaller = (event: { metadata?: Record<string, unknown> | undefined }): boolean => {
  const group = event.metadata?.eventGroupId
  return typeof group === "string" && group.startsWith(OWN_EVENTS)
}
