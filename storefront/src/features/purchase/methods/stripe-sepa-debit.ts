import { StripeSepaDebitForm } from "../components/stripe-sepa-debit-form"
import type { FormMethod } from "../payment-method"
import { stripeMethod } from "./stripe"

/** SEPA Direct Debit, through the same Stripe account. The backend offers it where the currency is the euro. */
export const stripeSepaDebitMethod: FormMethod = {
  ...stripeMethod,
  providerId: "pp_stripe-sepa-debit_stripe",
  name: "SEPA Direct Debit",
  description: "From your bank account. Your bank usually pays within 6 working days, and we start then.",
  delayed: true,
  Form: StripeSepaDebitForm,
}
