import { StripePaymentForm } from "../components/stripe-payment-form"
import type { FormMethod } from "../payment-method"

/** Stripe's own form. It cannot be shown without the account's publishable key. */
export const stripeMethod: FormMethod = {
  kind: "form",
  providerId: "pp_stripe_stripe",
  name: "Card or wallet, through Stripe",
  description: "Visa, Mastercard and other cards.",
  settings: ({ STRIPE_PUBLISHABLE_KEY: publishableKey }) => (publishableKey ? { publishableKey } : null),
  Form: StripePaymentForm,
}
