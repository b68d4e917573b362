import type { RedirectMethod } from "../payment-method"

/** PayPal. Paid on PayPal's page, so that this shop's pages load nothing from PayPal. */
export const paypalMethod: RedirectMethod = {
  kind: "redirect",
  providerId: "pp_paypal_paypal",
  name: "PayPal",
  description: "Your PayPal balance, a bank account or a card.",
}
