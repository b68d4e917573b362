import type { IncomingHttpHeaders } from "node:http"

import { defineExtensionPoint, type ErrorDefinition, type ExtensionPoint } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import type { CartDTO, MedusaContainer } from "@medusajs/framework/types"

import type { GatewayPayment, GatewayRefund } from "./contracts/gateway"

export { recordingCaptureMadeElsewhere, recordingRefundMadeElsewhere } from "./use-cases/record-made-elsewhere"

export type GatewayHint = {
  /** The gateway's id of the event: an event with an id that is known is not stored again. */
  eventId: string
  type: string
  /** The payment it is about, where it is about one. */
  reference: string | null
  /** Medusa's payment session, where the event repeats what we sent to the gateway. */
  sessionId: string | null
}

/**
 * A payment company. Its events are hints that something changed: what is true is asked of `stateOf`. Beside it, a
 * Medusa payment provider starts, captures and refunds payments.
 */
export type Gateway = {
  /** The last segment of its webhook: `/hooks/gateway/<provider>`. */
  readonly provider: string
  /** Medusa's id of the provider, e.g. `pp_sandbox_sandbox`. */
  readonly providerId: string
  readonly mode: "sandbox" | "live"
  /**
   * Codes with which its payments fail, beyond those of `paymentErrors`, with what the shopper reads: an `errorCode`
   * that is in neither table reads as a declined card.
   */
  readonly errors?: Readonly<Record<string, ErrorDefinition>>
  /** False where it must not exist, e.g. the sandbox in production. */
  available(): boolean
  /** True when the signature holds for exactly these bytes at the machine's time `at`. Compares in constant time. */
  verify(rawBody: Buffer, headers: IncomingHttpHeaders, at: Date): boolean
  /** Reads a verified event; null when it is none. */
  interpret(rawBody: Buffer): GatewayHint | null
  /** The gateway's id of a payment, from a payment session's data. */
  referenceOf(sessionData: Record<string, unknown>): string | null
  /** The state of a payment at the gateway now; null when it knows none. */
  stateOf(container: MedusaContainer, reference: string): Promise<GatewayPayment | null>
  /** Refunds what will never become an order: an authorization is released, captured money refunded. Idempotent. */
  release(container: MedusaContainer, reference: string): Promise<void>
  /**
   * True for types of events that can report something new of a payment whose money is taken: refunds and disputes.
   * Other events of such a payment cost one read of the shop's books and no question to the gateway.
   */
  reportsTakenMoney(type: string): boolean
  /** The refunds of a payment. A gateway that cannot name the shop's own refunds leaves it out. */
  refunds?(container: MedusaContainer, reference: string): Promise<readonly GatewayRefund[]>
  /**
   * Payments that hold or have taken money and changed in the window (refunded and disputed ones included), page by
   * page: what the reconciler compares with the shop's books when events were lost.
   */
  changed?(container: MedusaContainer, window: { since: Date; until: Date }): AsyncIterable<readonly GatewayPayment[]>
}

/** Payment companies. Inbox, settlement, capture, refunds and reconciliation are the same for each. */
export const gateways = defineExtensionPoint<Gateway>({ name: "payments.gateways", key: ({ provider }) => provider })

/** The cart as Medusa's completion knows it: with totals, items and the payment sessions. */
export type CompletingCart = Partial<Omit<CartDTO, "id">> & Record<string, unknown> & { id: string }

/** A rule that every completion must pass before an order is made and money moves (R02). */
export type CompletionValidator = {
  readonly name: string
  /** Refuses by throwing an AtriumError; it must not change anything. */
  validate(input: { cart: CompletingCart; container: MedusaContainer }): Promise<void>
}

export const completionValidators = defineExtensionPoint<CompletionValidator>({
  name: "payments.completion-validators",
  key: ({ name }) => name,
})

/**
 * Durable work that follows something which happened to money. It is asked several times about the same fact (by the
 * call that caused it, by events, by reconcilers): keys must depend on the fact alone.
 */
export type FollowUpWork<Fact> = { readonly name: string; work(fact: Fact): WorkToEnqueue[] }

const followUpWork = <Fact>(after: string): ExtensionPoint<FollowUpWork<Fact>> =>
  defineExtensionPoint<FollowUpWork<Fact>>({ name: `payments.work-after-${after}`, key: ({ name }) => name })

/** A payment whose money is taken; `payment_id` is null for an order that costs nothing. */
export type CapturedPayment = { payment_id: string | null; order_id: string }
export const workAfterCapture = followUpWork<CapturedPayment>("capture")

/** One refund row of Medusa's, however it was made: by staff, by canceling the order, on the gateway's own pages. */
export type RefundedPayment = { refund_id: string; payment_id: string; order_id: string }
export const workAfterRefund = followUpWork<RefundedPayment>("refund")

/** An order that was canceled, paid or not. */
export type CanceledOrder = { order_id: string }
export const workAfterCancellation = followUpWork<CanceledOrder>("cancellation")

/** A cardholder disputes a payment of an order. `dispute_reference` is the gateway's id of the dispute. */
export type DisputedPayment = { payment_id: string; order_id: string; dispute_reference: string }
export const workAfterDispute = followUpWork<DisputedPayment>("dispute")

/** A payment that its gateway refused. The shopper may try again with the same session. */
export type FailedPayment = { session_id: string }
export const workAfterFailure = followUpWork<FailedPayment>("failure")
