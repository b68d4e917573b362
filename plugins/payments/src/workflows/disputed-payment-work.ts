import { createRegistry } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"

/** A cardholder disputes a payment of an order. `dispute_reference` is the gateway's id of the dispute. */
export type DisputedPayment = { payment_id: string; order_id: string; dispute_reference: string }

export type DisputedPaymentWork = (dispute: DisputedPayment) => WorkToEnqueue[]

const registered = createRegistry<DisputedPaymentWork>("payments.disputed-payment-work")

/** Says what is due once a payment of an order is disputed. Called on import by the plugins above. */
export const registerDisputedPaymentWork = (name: string, work: DisputedPaymentWork): void =>
  registered.register(name, work)

/** All that is due for these disputes, ready for one insert. Keys make repeating it harmless. */
export const disputedPaymentWork = (disputes: readonly DisputedPayment[]): WorkToEnqueue[] =>
  disputes.flatMap((dispute) => registered.entries().flatMap(([, work]) => work(dispute)))
