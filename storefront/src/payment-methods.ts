import { bankTransfer } from "@acme/atrium-extensions/storefront"

import { sandboxMethod } from "@/features/purchase/methods/sandbox"
import { stripeMethod } from "@/features/purchase/methods/stripe"
import type { PaymentMethod } from "@/features/purchase/payment-method"

/** How this shop's payment providers are shown to shoppers, in the order in which they are offered. Add yours here. */
export const paymentMethods: readonly PaymentMethod[] = [
  sandboxMethod,
  stripeMethod,
  // An example, offered only where the examples are loaded.
  { ...bankTransfer, settings: ({ ATRIUM_EXAMPLES }) => (ATRIUM_EXAMPLES === "1" ? {} : null) },
]
