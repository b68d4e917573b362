import { stripeDeclineCode } from "@atrium/payments/contracts"
import type { PaymentIntent as StripePaymentIntent, Stripe, StripeElements, StripeError } from "@stripe/stripe-js"

import type { GatewayResult } from "../gateway"
import type { PaymentForm } from "../payment-method"

type Result = { error?: StripeError; paymentIntent?: Pick<StripePaymentIntent, "status"> }

/** Maps a payment intent's status. An authorized payment counts as succeeded, because the backend captures it later. */
const statusResult = (status: StripePaymentIntent["status"]): GatewayResult => {
  switch (status) {
    case "requires_capture":
    case "succeeded":
      return { status: "succeeded" }
    case "requires_payment_method":
      return { status: "failed", code: "card_declined" }
    case "requires_action":
    case "requires_confirmation":
      // The shopper closed the bank's authentication.
      return { status: "failed", code: "authentication_failed" }
    case "canceled":
      return { status: "failed", code: "invalid_transition" }
    default:
      // The bank hasn't responded: ask the backend for the outcome instead of charging the card again.
      return { status: "unknown", reason: "timeout" }
  }
}

const CONNECTION_ERRORS = ["api_connection_error", "api_error", "rate_limit_error"]

/** Maps a Stripe.js result. Only codes are used; messages shown to shoppers are always our own. */
export const stripeResult = ({ error, paymentIntent }: Result): GatewayResult => {
  if (!error) return paymentIntent ? statusResult(paymentIntent.status) : { status: "unknown", reason: "network" }
  // Confirmed earlier, in another tab or by an attempt whose response was lost: use the payment intent's status.
  if (error.code === "payment_intent_unexpected_state" && error.payment_intent)
    return statusResult(error.payment_intent.status)
  if (CONNECTION_ERRORS.includes(error.type)) return { status: "unknown", reason: "network" }
  return { status: "failed", code: stripeDeclineCode(error) }
}

/** A debit that Stripe refuses has no card to blame. */
const withoutCard = (result: GatewayResult): GatewayResult =>
  result.status === "failed" && result.code === "card_declined" ? { status: "failed", code: "debit_failed" } : result

/** Implements the page's payment form with Stripe. `origin` is the storefront's origin, for the return URL. */
export const stripeForm = (
  stripe: Pick<Stripe, "confirmPayment">,
  elements: Pick<StripeElements, "submit">,
  origin: string,
  kind: "card" | "sepa_debit" = "card"
): PaymentForm => ({
  check: async () => !(await elements.submit()).error,
  confirm: async (intent, purchaseId) => {
    const result = await stripe
      .confirmPayment({
        elements: elements as StripeElements,
        clientSecret: intent.client_secret,
        confirmParams: { return_url: `${origin}/purchase/${encodeURIComponent(purchaseId)}` },
        redirect: "if_required",
      })
      .catch((): Result => ({}))
    return kind === "card" ? stripeResult(result) : withoutCard(stripeResult(result))
  },
})
