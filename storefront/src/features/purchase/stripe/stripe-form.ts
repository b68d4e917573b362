import { stripeDeclineCode } from "@atrium/payments/contracts"
import type { PaymentIntent as StripePaymentIntent, Stripe, StripeElements, StripeError } from "@stripe/stripe-js"

import type { GatewayAnswer } from "../gateway"
import type { PaymentForm } from "../payment-method"

type Result = { error?: StripeError; paymentIntent?: Pick<StripePaymentIntent, "status"> }

/** A payment's status in the words that hold for every gateway here. Capture is the shop's: authorised is paid. */
const answerOfStatus = (status: StripePaymentIntent["status"]): GatewayAnswer => {
  switch (status) {
    case "requires_capture":
    case "succeeded":
      return { status: "succeeded" }
    case "requires_payment_method":
      return { status: "failed", code: "card_declined" }
    case "requires_action":
    case "requires_confirmation":
      // The shopper closed the bank's question.
      return { status: "failed", code: "authentication_failed" }
    case "canceled":
      return { status: "failed", code: "invalid_transition" }
    default:
      // The bank has not decided: the shop is asked, not the card again.
      return { status: "unknown", because: "timeout" }
  }
}

const CONNECTION = ["api_connection_error", "api_error", "rate_limit_error"]

/** What Stripe.js answered, in the shop's codes; the words shown are always the shop's own. */
export const answerOfStripe = ({ error, paymentIntent }: Result): GatewayAnswer => {
  if (!error) return paymentIntent ? answerOfStatus(paymentIntent.status) : { status: "unknown", because: "network" }
  // Confirmed before, in another tab or by a press whose answer was lost: what the payment says counts.
  if (error.code === "payment_intent_unexpected_state" && error.payment_intent)
    return answerOfStatus(error.payment_intent.status)
  if (CONNECTION.includes(error.type)) return { status: "unknown", because: "network" }
  return { status: "failed", code: stripeDeclineCode(error) }
}

/** Stripe's form as the page uses it. `origin` is the shop's own address. */
export const stripeForm = (
  stripe: Pick<Stripe, "confirmPayment">,
  elements: Pick<StripeElements, "submit">,
  origin: string
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
    return answerOfStripe(result)
  },
})
