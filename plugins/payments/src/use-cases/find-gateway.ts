import { AtriumError, type ErrorDefinition, isAtriumError } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import { paymentErrors } from "../contracts/errors"
import type { GatewayAnswer, GatewayPayment } from "../contracts/gateway"
import { type Gateway, gateways } from "../extension-points"

/** Gateways that may be used in this process. */
export const availableGateways = (): Gateway[] => gateways.all().filter((gateway) => gateway.available())

/** Whether new payments can be started through it. */
export const isEnabled = (gateway: Gateway): boolean => gateway.available() && (gateway.enabled?.() ?? true)

/** Gateways that staff see, configured or not. */
export const listedGateways = (): Gateway[] =>
  gateways.all().filter((gateway) => gateway.demoOnly !== true || gateway.available())

/**
 * Whether this process can accept payments through a provider, in a currency. Medusa continues to list a provider whose keys
 * were removed, but its gateway is then unavailable. Providers without an entry of `gateways` are left to Medusa.
 */
export const canTakePayments = (providerId: string, currencyCode: string): boolean =>
  gateways
    .all()
    .every(
      (gateway) =>
        gateway.providerId !== providerId ||
        (isEnabled(gateway) && (gateway.currencies?.includes(currencyCode.toLowerCase()) ?? true))
    )

export const gatewayOf = (provider: string): Gateway | undefined =>
  availableGateways().find((gateway) => gateway.provider === provider)

export const gatewayOfProvider = (providerId: string): Gateway | undefined =>
  availableGateways().find((gateway) => gateway.providerId === providerId)

/** Whether the bank decides about payments through this provider days after the shopper paid. */
export const isDelayed = (providerId: string): boolean => gatewayOfProvider(providerId)?.delayed === true

export type PaymentSessionLike = {
  provider_id: string
  status?: string | null
  data?: Record<string, unknown> | null
}

// Providers without a gateway of ours (Medusa's manual payment) are known by their session alone.
const STATE_OF_SESSION: Readonly<Record<string, GatewayAnswer["state"]>> = {
  authorized: "authorized",
  captured: "captured",
  canceled: "canceled",
  error: "failed",
  pending_authorization: "processing",
}

/** A gateway of ours with a payment that it holds. */
export type HeldPayment = { gateway: Gateway; payment: GatewayPayment }

/** The payment of a session, or of Medusa's payment, at its gateway; null where no gateway of ours holds it. */
export const heldPaymentOf = async (
  container: MedusaContainer,
  session: PaymentSessionLike
): Promise<HeldPayment | null> => {
  const gateway = gatewayOfProvider(session.provider_id)
  const reference = gateway?.referenceOf(session.data ?? {})
  const payment = gateway && reference ? await gateway.stateOf(container, reference) : null
  return gateway && payment ? { gateway, payment } : null
}

/** The state of a payment session at its gateway. One that the shop returned by itself is canceled: it pays for nothing. */
export const gatewayStateOf = async (
  container: MedusaContainer,
  session: PaymentSessionLike
): Promise<GatewayAnswer> => {
  const held = await heldPaymentOf(container, session)
  if (!held) return { state: STATE_OF_SESSION[session.status ?? ""] ?? "awaiting" }
  const { state, errorCode } = held.payment
  if (state === "captured" && (await wasReleased(container, held))) return { state: "canceled" }
  return { state, ...(errorCode ? { errorCode } : {}) }
}

/**
 * Whether the shop has refunded this payment automatically because no order could be created, so that the cart needs a new
 * payment. Calls the gateway only for payments with a refund.
 */
export const wasReleased = async (container: MedusaContainer, { gateway, payment }: HeldPayment): Promise<boolean> => {
  if (payment.refunded === 0n) return false
  return ((await gateway.refunds?.(container, payment.reference)) ?? []).some(({ released }) => released)
}

/** Whether a gateway did not respond, in time or at all: whether it was paid is unknown. */
export const isGatewayOutage = (error: unknown): boolean =>
  isAtriumError(error) && (error.code === "gateway_unavailable" || error.code === "gateway_timeout")

/** The error with this code; null if it is not a payment error. */
export const paymentFailureOf = (code: string | null | undefined): AtriumError | null => {
  if (!code) return null
  const shared: Readonly<Record<string, ErrorDefinition>> = paymentErrors.table
  const tables = [shared, ...gateways.all().map(({ errors }) => errors ?? {})]
  const definition = tables.find((table) => Object.hasOwn(table, code))?.[code]
  return definition ? new AtriumError(code, definition) : null
}

/** Why a payment failed: the gateway's code, or a declined card where it has none that is known. */
export const declineOf = ({ errorCode }: Pick<GatewayAnswer, "errorCode">): AtriumError =>
  paymentFailureOf(errorCode) ?? paymentErrors.fail("card_declined")
