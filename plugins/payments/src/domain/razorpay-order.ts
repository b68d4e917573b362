import { currencyExponent } from "@atrium/kernel"
import { z } from "zod"

import type { PaymentErrorCode } from "../contracts/errors"
import type { GatewayState } from "../contracts/gateway"

const units = z.number().int().nonnegative()
const text = z.string().nullish()

/** Razorpay writes notes as an object, and as an empty list where there are none. */
const Notes = z.union([
  z.record(z.string(), z.coerce.string()),
  z.array(z.unknown()).transform((): Record<string, string> => ({})),
])
export type RazorpayNotes = Readonly<Record<string, string>>

/** The fields of a Razorpay order that the shop reads. Amounts in the currency's smallest unit. */
export const RazorpayOrder = z.object({ id: z.string(), amount: units, currency: z.string(), notes: Notes.nullish() })
export type RazorpayOrder = z.infer<typeof RazorpayOrder>

/** An attempt to pay an order: a declined card leaves a failed one, and the shopper starts another. */
export const RazorpayPayment = z.object({
  id: z.string(),
  order_id: text,
  status: z.string(),
  captured: z.boolean().nullish(),
  amount: units,
  amount_refunded: units.nullish(),
  currency: z.string(),
  error_code: text,
  error_reason: text,
  created_at: z.number().int(),
})
export type RazorpayPayment = z.infer<typeof RazorpayPayment>

const isTaken = (payment: RazorpayPayment): boolean => payment.captured === true

/**
 * The attempt that decides: the one that was captured, else one that is authorized, else the latest. Razorpay captures no
 * second payment of an order.
 */
export const decidingPayment = (payments: readonly RazorpayPayment[]): RazorpayPayment | undefined => {
  const inOrder = [...payments].sort((one, other) => one.created_at - other.created_at)
  return inOrder.find(isTaken) ?? inOrder.find(({ status }) => status === "authorized") ?? inOrder.at(-1)
}

const STATES: Readonly<Record<string, GatewayState>> = {
  created: "awaiting",
  authorized: "authorized",
  failed: "failed",
  // Never captured: Razorpay returned the money when the time to capture it ended.
  refunded: "canceled",
}

/** Marks an order that the shop gave up. Razorpay has no cancellation: an authorization ends when it is not captured. */
export const GIVEN_UP = { given_up: "true" } as const

/** An unknown status counts as undecided: nothing happens until a known status follows. */
export const stateOfRazorpay = (order: RazorpayOrder, payment: RazorpayPayment | undefined): GatewayState => {
  if (payment && isTaken(payment)) return "captured"
  if (order.notes?.given_up) return "canceled"
  return payment ? (STATES[payment.status] ?? "processing") : "awaiting"
}

/** The payment session of an order; null if another shop or tool that uses the account made it. */
export const sessionOfNotes = (notes: RazorpayNotes | null | undefined, shop: string): string | null =>
  notes?.session_id && notes.shop === shop ? notes.session_id : null

/** Minor units that Razorpay can charge; null for a third decimal, which it rounds to steps of ten. */
export const razorpayUnits = (minor: bigint, currencyCode: string): bigint | null =>
  currencyExponent(currencyCode) === 3 && minor % 10n !== 0n ? null : minor

const BY_REASON: Readonly<Record<string, PaymentErrorCode>> = {
  insufficient_funds: "insufficient_funds",
  insufficient_balance: "insufficient_funds",
  card_expired: "expired_card",
  incorrect_card_expiry_date: "expired_card",
  authentication_failed: "authentication_failed",
  payment_authentication_failed: "authentication_failed",
  incorrect_otp: "authentication_failed",
  incorrect_pin: "authentication_failed",
}

/** The shop's code of a failed attempt. A reason that we have no code for is a decline. */
export const declineOfRazorpay = ({ error_reason }: Pick<RazorpayPayment, "error_reason">): PaymentErrorCode =>
  BY_REASON[error_reason ?? ""] ?? "card_declined"

/**
 * The shop's id of an event. Razorpay's is in a header that it does not sign; what happened to what is in the signed body
 * and is the same in each redelivery. Disputes change several times, so `at` tells their events apart.
 */
export const razorpayEventId = (type: string, entityId: string, at?: number): string =>
  [type, entityId, ...(at === undefined ? [] : [at])].join(":")
