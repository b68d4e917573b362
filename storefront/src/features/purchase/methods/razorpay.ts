import { RazorpayPaymentForm } from "../components/razorpay-payment-form"
import type { FormMethod } from "../payment-method"

/** Razorpay. Offered only when the account's public key is set. */
export const razorpayMethod: FormMethod = {
  kind: "form",
  providerId: "pp_razorpay_razorpay",
  name: "UPI, card or netbanking, through Razorpay",
  description: "Any UPI app, cards, netbanking and wallets.",
  settings: ({ RAZORPAY_KEY_ID: keyId }) => (keyId ? { keyId } : null),
  origins: {
    frames: ["https://api.razorpay.com", "https://checkout.razorpay.com"],
    connect: ["https://api.razorpay.com", "https://lumberjack.razorpay.com", "https://lumberjack-cx.razorpay.com"],
    popups: true,
  },
  Form: RazorpayPaymentForm,
}
