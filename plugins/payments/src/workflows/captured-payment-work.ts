import { createRegistry } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

/** A payment whose money is taken; `payment_id` is null for an order that costs nothing. */
export type CapturedPayment = { payment_id: string | null; order_id: string }

export type CapturedPaymentWork = (payment: CapturedPayment) => WorkToEnqueue[]

const registered = createRegistry<CapturedPaymentWork>("payments.captured-payment-work")

/** Says what is due once an order's money is taken. Called on import by the plugins above. */
export const registerCapturedPaymentWork = (name: string, work: CapturedPaymentWork): void =>
  registered.register(name, work)

/** All that is due for these payments, ready for one insert. Keys make repeating it harmless. */
export const capturedPaymentWork = (payments: readonly CapturedPayment[]): WorkToEnqueue[] =>
  payments.flatMap((payment) => registered.entries().flatMap(([, work]) => work(payment)))
