import type { PaymentErrorCode } from "../contracts/errors"

/** What of Stripe's errors tells the cause: `type` as its library names it, `code` and `decline_code` as its API does. */
export type StripeFailure = {
  readonly type?: string | null | undefined
  readonly code?: string | null | undefined
  readonly decline_code?: string | null | undefined
  readonly message?: string | null | undefined
}

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
 * The shop's code for a failure that Stripe tells, or null when the failure is not a shopper's: a parameter that is
 * wrong is a bug of ours and must be seen as one.
 */
export const paymentCodeOf = (failure: StripeFailure): PaymentErrorCode | null => {
  const known = BY_CODE[failure.decline_code ?? ""] ?? BY_CODE[failure.code ?? ""]
  if (known) return known
  switch (failure.type) {
    case "StripeCardError":
    case "card_error":
      return "card_declined"
    case "StripeConnectionError":
      return TIMED_OUT.test(failure.message ?? "") ? "gateway_timeout" : "gateway_unavailable"
    // Also a key that is refused or not allowed: the shopper can only pay otherwise, the log tells the operator why.
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

/** The code of a payment's last failed attempt. Whatever the bank said that we have no word for is a decline. */
export const declineCodeOf = (failure: StripeFailure): PaymentErrorCode => paymentCodeOf(failure) ?? "card_declined"
