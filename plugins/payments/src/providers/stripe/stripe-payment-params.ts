import { z } from "zod"

import { PurchaseDetails } from "../../contracts/gateway"
import type { IntentMark } from "../../domain/stripe-intent"

const Context = z.object({
  purchase: PurchaseDetails.optional().catch(undefined),
  customer: z.object({ email: z.string().nullish() }).nullish().catch(undefined),
})

const Started = z.object({ session_id: z.string() })

/** The parameters of a new PaymentIntent that the shop decides, in the words of the official provider. */
export type StripePaymentParams = {
  session_id: string
  metadata: IntentMark
  payment_description?: string
  receipt_email?: string
}

/**
 * What the shop sends to Stripe about a purchase: what is bought, where the receipt goes, and our ids. No name, phone or address: a
 * card payment needs none. Undefined without a payment session.
 */
export const stripePaymentParams = (data: unknown, context: unknown, shop: string): StripePaymentParams | undefined => {
  const started = Started.safeParse(data)
  if (!started.success) return undefined
  const { session_id } = started.data
  const parsed = Context.safeParse(context ?? {})
  const { purchase, customer } = parsed.success ? parsed.data : {}
  const email = purchase ? purchase.customer.email : customer?.email
  return {
    session_id,
    metadata: { session_id, shop, ...(purchase ? { cart_id: purchase.cart_id } : {}) },
    ...(purchase ? { payment_description: purchase.description } : {}),
    ...(email ? { receipt_email: email } : {}),
  }
}
