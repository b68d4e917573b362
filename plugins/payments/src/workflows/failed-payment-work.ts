import { createRegistry } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

/** A payment that its gateway refused. The shopper may try again with the same session. */
export type FailedPayment = { session_id: string }

export type FailedPaymentWork = (payment: FailedPayment) => WorkToEnqueue[]

const registered = createRegistry<FailedPaymentWork>("payments.failed-payment-work")

/** States what follows a refused payment. Called on import by the plugins above. */
export const registerFailedPaymentWork = (name: string, work: FailedPaymentWork): void =>
  registered.register(name, work)

/** All that follows these payments, ready for one insert. Keys make repeating it harmless. */
export const failedPaymentWork = (payments: readonly FailedPayment[]): WorkToEnqueue[] =>
  payments.flatMap((payment) => registered.entries().flatMap(([, work]) => work(payment)))
