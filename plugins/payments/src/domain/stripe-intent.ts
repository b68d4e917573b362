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

/** What the shop reads of a PaymentIntent, its latest charge with it. Amounts in Stripe's units. */
export const StripeIntent = z.object({
  id: z.string(),
  status: z.string(),
  amount: units,
  amount_capturable: units.optional(),
  amount_received: units.optional(),
  currency: z.string(),
  livemode: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  last_payment_error: z.object({ type: text, code: text, decline_code: text, message: text }).nullish(),
  latest_charge: z
    .union([z.string(), z.object({ amount: units, amount_refunded: units, disputed: z.boolean() })])
    .nullish(),
})
export type StripeIntent = z.infer<typeof StripeIntent>

/** A status that is new to us is not decided: nothing is done until it is one we know. */
export const stateOfIntent = ({ status, last_payment_error: failure }: StripeIntent): GatewayState => {
  if (status === "requires_payment_method" && failure) return "failed"
  return STATES[status] ?? "processing"
}

export type IntentMoney = { amount: number; captured: number; refunded: number; disputed: boolean }

/**
 * The money of a payment in Stripe's units. `amount` is what the bank has promised where it has promised something.
 * Stripe books what is promised and not taken (a cancellation, a capture in part) as refunded on the charge; that is no
 * refund of ours.
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

/** What we write on every payment at Stripe, to know it again. */
export type IntentMark = { session_id: string; shop: string; cart_id?: string }

/**
 * The payment session a PaymentIntent was made for; null when it is none of this shop's. An account may serve other
 * shops and tools too: their payments are never touched.
 */
export const sessionOfIntent = (metadata: Readonly<Record<string, string>>, shop: string): string | null =>
  metadata.session_id && metadata.shop === shop ? metadata.session_id : null
