import { z } from "zod"

import type { GatewayState } from "../contracts/gateway"

/**
 * The life of a PaymentIntent as far as the shop distinguishes its states. A declined card brings it back to
 * `requires_payment_method`, with the reason in `last_payment_error`.
 */
const STATES: Readonly<Record<string, GatewayState>> = {
  requires_payment_method: "awaiting",
  requires_confirmation: "awaiting",
  requires_action: "awaiting",
  processing: "processing",
  requires_capture: "authorized",
  succeeded: "captured",
  canceled: "canceled",
}

const units = z.number().int().nonnegative()
const text = z.string().nullish()

/** The fields of a PaymentIntent that the shop reads, with its latest charge. Amounts in Stripe's units. */
export const StripeIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount: units,
  amount_capturable: units.optional(),
  amount_received: units.optional(),
  currency: z.string(),
  livemode: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  payment_method_types: z.array(z.string()).optional(),
  last_payment_error: z.object({ type: text, code: text, decline_code: text, message: text }).nullish(),
  latest_charge: z
    .union([z.string(), z.object({ id: z.string(), amount: units, amount_refunded: units, disputed: z.boolean() })])
    .nullish(),
})
export type StripeIntent = z.infer<typeof StripeIntent>

/** An unknown status counts as undecided: nothing happens until a known status follows. */
export const stateOfIntent = ({ status, last_payment_error: failure }: StripeIntent): GatewayState => {
  if (status === "requires_payment_method" && failure) return "failed"
  return STATES[status] ?? "processing"
}

/** Stripe's name of SEPA Direct Debit, the only method of the payments that it is offered for. */
export const SEPA_DEBIT = "sepa_debit"

/**
 * The charge of a bank debit, which is made when the shopper confirms and decided about days later; undefined for other
 * payments, and before the first.
 */
export const attemptOfDebit = ({
  payment_method_types: types,
  latest_charge: charge,
}: StripeIntent): string | undefined =>
  types?.length === 1 && types[0] === SEPA_DEBIT && charge
    ? typeof charge === "string"
      ? charge
      : charge.id
    : undefined

export type IntentMoney = { amount: number; captured: number; refunded: number; disputed: boolean }

/**
 * The money of a payment in Stripe's units. `amount` is the authorized amount, if it is authorized. Stripe records
 * authorized money that is not captured (a cancellation, a partial capture) as refunded on the charge; that is not a refund
 * in the shop.
 */
export const moneyOfIntent = (intent: StripeIntent): IntentMoney => {
  const captured = intent.amount_received ?? 0
  const charge = typeof intent.latest_charge === "object" ? intent.latest_charge : null
  const released = charge ? charge.amount - captured : 0
  return {
    amount: intent.status === "requires_capture" ? (intent.amount_capturable ?? intent.amount) : intent.amount,
    captured,
    refunded: charge ? Math.max(0, charge.amount_refunded - released) : 0,
    disputed: charge?.disputed ?? false,
  }
}

/** Metadata on every payment at Stripe, by which the shop recognizes it. */
export type IntentMark = { session_id: string; shop: string; cart_id?: string }

/**
 * The payment session of a PaymentIntent; null if it belongs to another shop. Other shops and tools may use the same
 * account; their payments are never touched.
 */
export const sessionOfIntent = (metadata: Readonly<Record<string, string>>, shop: string): string | null =>
  metadata.session_id && metadata.shop === shop ? metadata.session_id : null

export const Kept = z.object({ id: z.string(), client_secret: z.string().nullish(), currency: z.string() })

/**
 * The part of a PaymentIntent that the shop stores: a browser needs the secret, the official provider the id and the
 * currency (for a refund). The rest contains the receipt's address and the cardholder, and core's routes show a session's
 * data to anyone with the cart's id. Without `amount` the official provider calls Stripe on each update.
 */
export const kept = (data: Record<string, unknown> | undefined): Record<string, unknown> => {
  const { id, client_secret, currency } = Kept.parse(data)
  return { id, currency, ...(client_secret ? { client_secret } : {}) }
}
