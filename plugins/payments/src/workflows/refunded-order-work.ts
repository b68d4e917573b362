import { createRegistry } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

/** One refund row of Medusa's, however it came about: by staff, by cancelling the order, on the gateway's own pages. */
export type RefundedOrder = { refund_id: string; payment_id: string; order_id: string }

export type RefundedOrderWork = (refund: RefundedOrder) => WorkToEnqueue[]

const registered = createRegistry<RefundedOrderWork>("payments.refunded-order-work")

/**
 * Says what is due once money of an order was given back; asked for each refund several times, so keys must depend on
 * it alone. Called on import by the plugins above.
 */
export const registerRefundedOrderWork = (name: string, work: RefundedOrderWork): void =>
  registered.register(name, work)

/** All that is due for these refunds, ready for one insert. */
export const refundedOrderWork = (refunds: readonly RefundedOrder[]): WorkToEnqueue[] =>
  refunds.flatMap((refund) => registered.entries().flatMap(([, work]) => work(refund)))
