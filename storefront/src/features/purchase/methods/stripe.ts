import { StripePaymentForm } from "../components/stripe-payment-form"
import type { FormMethod } from "../payment-method"

/** Stripe. Offered only when the account's publishable key is set. */
export const stripeMethod: FormMethod = {
  kind: "form",
  providerId: "pp_stripe_stripe",
  name: "Card or wallet, through Stripe",
  description: "Visa, Mastercard and other cards.",
  settings: ({ STRIPE_PUBLISHABLE_KEY: publishableKey }) => (publishableKey ? { publishableKey } : null),
  origins: {
    frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
    connect: ["https://api.stripe.com"],
  },
  Form: StripePaymentForm,
}
