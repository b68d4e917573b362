import { bankTransfer } from "@acme/atrium-extensions/storefront"

import { paypalMethod } from "@/features/purchase/methods/paypal"
import { razorpayMethod } from "@/features/purchase/methods/razorpay"
import { sandboxMethod } from "@/features/purchase/methods/sandbox"
import { stripeMethod } from "@/features/purchase/methods/stripe"
import { stripeSepaDebitMethod } from "@/features/purchase/methods/stripe-sepa-debit"
import type { PaymentMethod } from "@/features/purchase/payment-method"

/** The payment methods offered to shoppers, in display order. Add yours here. */
export const paymentMethods: readonly PaymentMethod[] = [
  sandboxMethod,
  stripeMethod,
  stripeSepaDebitMethod,
  razorpayMethod,
  paypalMethod,
  // An example, offered only when the examples are enabled.
  { ...bankTransfer, settings: ({ ATRIUM_EXAMPLES }) => (ATRIUM_EXAMPLES === "1" ? {} : null) },
]
