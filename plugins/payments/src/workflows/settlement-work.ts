import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"

import { CAPTURE_PAYMENT } from "../domain/work"
import type { OrderPayment, SettledOrder } from "../reconcile/order-payments"
import { capturedPaymentWork } from "./captured-payment-work"
import { gatewayOfProvider } from "./gateways"

/** Money is taken by us only where a gateway of ours holds it; Medusa's manual payments are captured by hand. */
const capturable = (payment: OrderPayment): boolean =>
  !payment.booked && !payment.canceled_at && gatewayOfProvider(payment.provider_id) !== undefined

export const captureWork = (paymentId: string): WorkToEnqueue =>
  workOf(CAPTURE_PAYMENT, { key: paymentId, payload: { payment_id: paymentId } })

/** What an order's payments make due now: captures still to do or to be booked, and what follows those that are done. */
export const settlementWork = (order: SettledOrder): WorkToEnqueue[] => {
  const booked = order.payments.filter((payment) => payment.booked)
  const paid = booked.map((payment) => ({ payment_id: payment.id, order_id: order.order_id }))
  const free = order.free && order.payments.length === 0 ? [{ payment_id: null, order_id: order.order_id }] : []
  return [
    ...order.payments.filter(capturable).map((payment) => captureWork(payment.id)),
    ...capturedPaymentWork([...paid, ...free]),
  ]
}
