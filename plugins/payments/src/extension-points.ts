import type { IncomingHttpHeaders } from "node:http"

import { defineExtensionPoint, type ErrorDefinition, type ExtensionPoint } from "@atrium/kernel"
import type { WorkToEnqueue } from "@atrium/work-queue/contracts"
import type { CartDTO, MedusaContainer } from "@medusajs/framework/types"

import type { DisputeStatus, GatewayPayment, GatewayRefund } from "./contracts/gateway"
import type { BoughtUnit } from "./domain/unit-refund"

export { CredentialsRefusedError } from "./domain/gateway-test"
export { recordingCaptureMadeElsewhere, recordingRefundMadeElsewhere } from "./use-cases/record-made-elsewhere"

export type GatewayHint = {
  /** The gateway's id of the event; a known event is not stored again. */
  eventId: string
  type: string
  /** The gateway's id of its payment, if any. */
  reference: string | null
  /** The id of Medusa's payment session, if the event contains it. */
  sessionId: string | null
}

/**
 * A payment gateway. Its events are hints that something changed; `stateOf` returns the truth. A Medusa payment provider
 * is needed too, which starts, captures and refunds payments.
 */
export type Gateway = {
  /** The last segment of its webhook: `/hooks/gateway/<provider>`. */
  readonly provider: string
  /** Medusa's id of the provider, e.g. `pp_sandbox_sandbox`. */
  readonly providerId: string
  readonly mode: "sandbox" | "live"
  /** Its name for staff: "Stripe". Default: `provider`. */
  readonly label?: string
  /** Names of the environment variables that configure it, which staff see while it isn't configured. Never their values. */
  readonly settings?: readonly string[]
  /** Its payments can be made in these currencies only, lower case. Default: in every one. */
  readonly currencies?: readonly string[]
  /** Its bank decides days after the shopper paid: until then nothing else may be paid for the same cart. */
  readonly delayed?: true
  /** The gateway whose webhook receives its events too. It has none of its own. */
  readonly eventsOf?: string
  /** The name of its `outsideService`, whose circuit breaker staff see and shoppers are offered another gateway by. */
  readonly service?: string
  /** It exists in demo mode only; elsewhere staff don't see it. */
  readonly demoOnly?: true
  /**
   * Error codes of its payments beyond `paymentErrors`, with messages for the shopper. An `errorCode` in neither table is
   * treated as a declined card.
   */
  readonly errors?: Readonly<Record<string, ErrorDefinition>>
  /** False where it must not be available, e.g. the sandbox in production. */
  available(): boolean
  /** Whether new payments may be started. Those that have begun are completed also when it is false. Default: true. */
  enabled?(): boolean
  /**
   * Asks the gateway something harmless with the configured credentials, for the test button in Admin. Throws
   * `CredentialsRefusedError` where the gateway refuses them; any other error means that it could not be reached. Called only
   * while it is available. Omit it if there is no connection.
   */
  check?(container: MedusaContainer): Promise<void>
  /**
   * Whether the signature is valid for exactly these bytes at the machine's time `at`. Compares in constant time. A gateway
   * that signs with a key pair may have to load the public key first.
   */
  verify(rawBody: Buffer, headers: IncomingHttpHeaders, at: Date): boolean | Promise<boolean>
  /** Reads a verified event; null if the body is not an event. */
  interpret(rawBody: Buffer): GatewayHint | null
  /** The gateway's id of a payment, from a payment session's data. */
  referenceOf(sessionData: Record<string, unknown>): string | null
  /** The current state of a payment at the gateway; null if there is none. */
  stateOf(container: MedusaContainer, reference: string): Promise<GatewayPayment | null>
  /**
   * Captures all of an authorized payment, once its order exists, and returns its state after that; takes nothing if it is
   * captured. If it is omitted or fails, scheduled work captures the payment through its Medusa provider.
   */
  capture?(container: MedusaContainer, reference: string): Promise<GatewayPayment | null>
  /**
   * The part of a payment session's data that its payment keeps: what the Medusa provider answers to `authorizePayment`.
   * Without it, or without `capture`, the provider is asked.
   */
  keptData?(sessionData: Record<string, unknown>): Record<string, unknown>
  /** Releases an authorization or refunds captured money of a payment that will never have an order. Idempotent. */
  release(container: MedusaContainer, reference: string): Promise<void>
  /**
   * Whether events of this type can report news about a captured payment: refunds and disputes. Other events of a captured
   * payment cost one read of the shop's books and no call to the gateway.
   */
  reportsCapturedMoney(type: string): boolean
  /** The refunds of a payment. Omit it if the gateway cannot identify the shop's refunds. */
  refunds?(container: MedusaContainer, reference: string): Promise<readonly GatewayRefund[]>
  /**
   * Payments that changed in the window, page by page: authorized and captured ones (including refunded and disputed ones),
   * and those with an `attempt`. The reconciler compares them with the shop's books when events were lost.
   */
  changed?(container: MedusaContainer, window: { since: Date; until: Date }): AsyncIterable<readonly GatewayPayment[]>
}

/** Payment gateways. Inbox, settlement, capture, refunds and reconciliation are the same for each. */
export const gateways = defineExtensionPoint<Gateway>({ name: "payments.gateways", key: ({ provider }) => provider })

/** The cart in Medusa's completion, with totals, items and payment sessions. */
export type CompletingCart = Partial<Omit<CartDTO, "id">> & Record<string, unknown> & { id: string }

/** A rule that is checked before an order is created and money moves (R02). */
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
 * Durable work after an event about money. Called several times for the same event (by the original call, by gateway
 * events, by reconcilers), so keys must depend only on the event.
 */
export type FollowUpWork<Fact> = { readonly name: string; work(fact: Fact): WorkToEnqueue[] }

const followUpWork = <Fact>(after: string): ExtensionPoint<FollowUpWork<Fact>> =>
  defineExtensionPoint<FollowUpWork<Fact>>({ name: `payments.work-after-${after}`, key: ({ name }) => name })

/** A captured payment; `payment_id` is null for a free order. */
export type CapturedPayment = { payment_id: string | null; order_id: string }
export const workAfterCapture = followUpWork<CapturedPayment>("capture")

/** One of Medusa's refund rows, created by staff, by a cancellation, or in the gateway's dashboard. */
export type RefundedPayment = { refund_id: string; payment_id: string; order_id: string }
export const workAfterRefund = followUpWork<RefundedPayment>("refund")

/** An order that was canceled, paid or not. */
export type CanceledOrder = { order_id: string }
export const workAfterCancellation = followUpWork<CanceledOrder>("cancellation")

/**
 * A cardholder disputes a payment of an order, or the bank decided a dispute: once per state. `dispute_reference` is the
 * gateway's id of the dispute. States may arrive late or out of order, so `orderMoney` says how its disputes are now.
 */
export type DisputedPayment = {
  payment_id: string
  order_id: string
  dispute_reference: string
  status: DisputeStatus
}
export const workAfterDispute = followUpWork<DisputedPayment>("dispute")

export type { BoughtUnit }

/** Units of orders that staff can choose for a refund, which ends their work. Who sells units adds where they are found. */
export type BoughtUnits = {
  readonly name: string
  /** The units of an order. Ids are unlike those of every other source. Changes nothing. */
  unitsOf(container: MedusaContainer, orderId: string): Promise<readonly BoughtUnit[]>
}

export const boughtUnits = defineExtensionPoint<BoughtUnits>({ name: "payments.bought-units", key: ({ name }) => name })

/**
 * A payment that the shop returned to the shopper because its cart has no use for it: `already_paid` when another payment
 * made the order, `set_aside` when the shopper had chosen another gateway, `refused` when no order could be made of it, days
 * after the shopper paid.
 */
export type ReturnedPayment = { session_id: string; reason: "already_paid" | "set_aside" | "refused" }
export const workAfterReturn = followUpWork<ReturnedPayment>("return")

/**
 * A payment that the gateway declined. The shopper may try again with the same session. `attempt` is set where the bank
 * declined it days later: the shopper is no longer on the page.
 */
export type FailedPayment = { session_id: string; attempt?: string }
export const workAfterFailure = followUpWork<FailedPayment>("failure")

/** A payment that its bank has days to decide about. Called again when the shopper tries again, with another `attempt`. */
export type DelayedPayment = { session_id: string; attempt: string }
export const workAfterDelay = followUpWork<DelayedPayment>("delay")
