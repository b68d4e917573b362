import { z } from "zod"

import type { PaymentErrorCode } from "../contracts/errors"

const text = z.string().nullish().catch(undefined)

/** What of Stripe's errors names the cause: `type` as its library names it, `code` and `decline_code` as its API does. */
const StripeFailure = z.object({
  type: text,
  code: text,
  decline_code: text,
  message: text,
  payment_intent: z.object({ status: text }).nullish().catch(undefined),
})
export type StripeFailure = Partial<z.infer<typeof StripeFailure>>

/** An error of Stripe's library as far as the shop reads it; empty for anything else. */
export const failureOf = (error: unknown): StripeFailure => StripeFailure.safeParse(error).data ?? {}

const BY_CODE: Readonly<Record<string, PaymentErrorCode>> = {
  insufficient_funds: "insufficient_funds",
  withdrawal_count_limit_exceeded: "insufficient_funds",
  expired_card: "expired_card",
  invalid_expiry_year: "expired_card",
  invalid_expiry_month: "expired_card",
  authentication_required: "authentication_failed",
  payment_intent_authentication_failure: "authentication_failed",
}

const TIMED_OUT = /timeout/i

/**
 * The shop's code for a failure that Stripe reports, or null when the failure is not a shopper's: a parameter that is
 * wrong is a bug of ours and must be seen as one.
 */
export const paymentCodeOf = (failure: StripeFailure): PaymentErrorCode | null => {
  // A bank debit that was confirmed can't be canceled or changed until its bank has decided.
  if (failure.code === "payment_intent_unexpected_state" && failure.payment_intent?.status === "processing")
    return "payment_processing"
  const known = BY_CODE[failure.decline_code ?? ""] ?? BY_CODE[failure.code ?? ""]
  if (known) return known
  switch (failure.type) {
    case "StripeCardError":
    case "card_error":
      return "card_declined"
    case "StripeConnectionError":
      return TIMED_OUT.test(failure.message ?? "") ? "gateway_timeout" : "gateway_unavailable"
    // Also a key that is refused or not allowed: the shopper can only pay otherwise, the log shows the operator why.
    case "StripeAPIError":
    case "StripeRateLimitError":
    case "StripeAuthenticationError":
    case "StripePermissionError":
    case "api_error":
      return "gateway_unavailable"
    default:
      return null
  }
}

/** The code of a payment's last failed attempt. A reason that we have no code for is a decline. */
export const declineCodeOf = (failure: StripeFailure): PaymentErrorCode => paymentCodeOf(failure) ?? "card_declined"
