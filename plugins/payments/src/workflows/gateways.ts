import type { IncomingHttpHeaders } from "node:http"

import { createRegistry } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { GatewayAnswer, GatewayPayment, GatewayRefund } from "../contracts/gateway"

export type GatewayHint = {
  /** The gateway's id of the event: an event with an id that is known is not stored again. */
  eventId: string
  type: string
  /** The payment it is about, where it is about one. */
  reference: string | null
  /** Medusa's payment session, where the event repeats what we told the gateway. */
  sessionId: string | null
}

/**
 * A payment company. Its events are hints that something changed: what is true is asked of `stateOf`.
 */
export type Gateway = {
  /** The last segment of its webhook: `/hooks/gateway/<provider>`. */
  readonly provider: string
  /** Medusa's id of the provider, e.g. `pp_sandbox_sandbox`. */
  readonly providerId: string
  readonly mode: "sandbox" | "live"
  /** False where it must not exist, e.g. the sandbox in production. */
  available(): boolean
  /** True when the signature holds for exactly these bytes at the machine's time `at`. Constant time. */
  verify(rawBody: Buffer, headers: IncomingHttpHeaders, at: Date): boolean
  /** Reads a verified event; null when it is none. */
  interpret(rawBody: Buffer): GatewayHint | null
  /** The gateway's id of a payment, from a payment session's data. */
  referenceOf(sessionData: Record<string, unknown>): string | null
  /** How a payment stands at the gateway now; null when it knows none. */
  stateOf(container: MedusaContainer, reference: string): Promise<GatewayPayment | null>
  /** Gives back what will never become an order: an authorisation is released, captured money refunded. Idempotent. */
  release(container: MedusaContainer, reference: string): Promise<void>
  /**
   * True for types of events that can tell something new of a payment whose money is taken: refunds and disputes.
   * Other events of such a payment cost one look at the shop's books and no question to the gateway.
   */
  tellsOfTakenMoney(type: string): boolean
  /** The refunds of a payment. A gateway that cannot tell whose they are leaves it out. */
  refunds?(container: MedusaContainer, reference: string): Promise<readonly GatewayRefund[]>
  /**
   * Payments that hold or have taken money and changed in the window (refunded and disputed ones included), page by
   * page: what the reconciler compares with the shop's books when events were lost.
   */
  changed?(container: MedusaContainer, window: { since: Date; until: Date }): AsyncIterable<readonly GatewayPayment[]>
}

const gateways = createRegistry<Gateway>("payments.gateways")

/** Makes a gateway known; called when the plugin that brings it is imported. */
export const registerGateway = (gateway: Gateway): void => gateways.register(gateway.provider, gateway)

/** Gateways that may be used in this process. */
export const availableGateways = (): Gateway[] =>
  gateways.entries().flatMap(([, gateway]) => (gateway.available() ? [gateway] : []))

/**
 * Whether this process can take payments through a provider. Medusa goes on listing a provider whose keys were taken
 * away; a gateway of ours knows better. Providers without a gateway of ours are left to Medusa.
 */
export const canTakePayments = (providerId: string): boolean =>
  gateways.entries().every(([, gateway]) => gateway.providerId !== providerId || gateway.available())

export const gatewayOf = (provider: string): Gateway | undefined =>
  availableGateways().find((gateway) => gateway.provider === provider)

export const gatewayOfProvider = (providerId: string): Gateway | undefined =>
  availableGateways().find((gateway) => gateway.providerId === providerId)

export type PaymentSessionLike = {
  provider_id: string
  status?: string | null
  data?: Record<string, unknown> | null
}

// Providers without a gateway of ours (Medusa's manual payment) are known by their session alone.
const OWN_WORD: Readonly<Record<string, GatewayAnswer["state"]>> = {
  authorized: "authorized",
  captured: "captured",
  canceled: "canceled",
  error: "failed",
  pending_authorization: "processing",
}

/** The payment of a session as its gateway tells it; null where the provider has no gateway of ours. */
export const gatewayPaymentOf = async (
  container: MedusaContainer,
  session: PaymentSessionLike
): Promise<GatewayPayment | null> => {
  const gateway = gatewayOfProvider(session.provider_id)
  const reference = gateway?.referenceOf(session.data ?? {})
  return gateway && reference ? gateway.stateOf(container, reference) : null
}

/** How a payment session stands at its gateway. One statement for the sandbox. */
export const gatewayStateOf = async (
  container: MedusaContainer,
  session: PaymentSessionLike
): Promise<GatewayAnswer> => {
  const payment = await gatewayPaymentOf(container, session)
  if (!payment) return { state: OWN_WORD[session.status ?? ""] ?? "awaiting" }
  return { state: payment.state, ...(payment.errorCode ? { errorCode: payment.errorCode } : {}) }
}

/**
 * Whether the shop has given this payment back by itself, because no order could be made for it: its cart needs a new
 * payment then. Asks the gateway only about payments of which anything was given back.
 */
export const wasReleased = async (
  container: MedusaContainer,
  gateway: Gateway,
  payment: GatewayPayment
): Promise<boolean> => {
  if (payment.refunded === 0n) return false
  return ((await gateway.refunds?.(container, payment.reference)) ?? []).some(({ released }) => released)
}
