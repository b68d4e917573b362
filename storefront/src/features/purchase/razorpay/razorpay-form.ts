import { razorpayDeclineCode } from "@atrium/payments/contracts"

import type { GatewayResult } from "../gateway"
import type { PaymentForm } from "../payment-method"
import type { CheckoutConstructor, CheckoutOptions } from "./checkout-script"

/** UPI is how most people in India pay: it is shown first, and opened. */
const upiFirst = (): Pick<CheckoutOptions, "prefill" | "config"> => ({
  prefill: { method: "upi" },
  config: {
    display: { sequence: ["upi", "card", "netbanking", "wallet"], preferences: { show_default_blocks: true } },
  },
})

const objectIn = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined

/** The reason of a failed attempt. Only codes are used; messages shown to shoppers are always our own. */
const reasonOf = (failure: unknown): string | null => {
  const reason = objectIn(objectIn(failure, "error"), "reason")
  return typeof reason === "string" ? reason : null
}

/**
 * Implements the page's payment form with Razorpay's window. The shopper may try several times in it, so only closing it
 * ends the attempt; the last failure is then the reason. What it reports is a hint: the backend asks Razorpay.
 */
export const razorpayForm = (
  Checkout: CheckoutConstructor,
  { keyId, currencyCode }: { keyId: string; currencyCode: string }
): PaymentForm => ({
  // Everything is entered in Razorpay's window.
  check: () => Promise.resolve(true),
  confirm: (intent) =>
    new Promise<GatewayResult>((resolve) => {
      let lastFailure: string | null = null
      const checkout = new Checkout({
        key: keyId,
        order_id: intent.id,
        ...(currencyCode.toLowerCase() === "inr" ? upiFirst() : {}),
        modal: {
          confirm_close: true,
          ondismiss: () => resolve({ status: "failed", code: lastFailure ?? "window_closed" }),
        },
        handler: () => resolve({ status: "succeeded" }),
      })
      checkout.on("payment.failed", (failure) => {
        lastFailure = razorpayDeclineCode({ error_reason: reasonOf(failure) })
      })
      checkout.open()
    }),
})
