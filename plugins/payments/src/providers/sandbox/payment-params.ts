import { z } from "zod"

import { PurchaseDetails } from "../../contracts/gateway"

/** What the shop keeps of a payment: only what a browser needs to pay. */
export const SessionData = z.object({ id: z.string(), client_secret: z.string() })

const SignedInCustomer = z.object({
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
})

const Context = z.object({
  purchase: PurchaseDetails.optional().catch(undefined),
  customer: SignedInCustomer.nullish().catch(undefined),
})

export type PaymentParams = {
  cartId: string | null
  description: string | null
  customer: { name: string | null; email: string | null; phone: string | null } | null
}

/** What the shop sends to the gateway about a purchase; on the ordinary cart path that is the signed-in customer at most. */
export const paymentParamsOf = (context: unknown): PaymentParams => {
  const parsed = Context.safeParse(context ?? {})
  const { purchase, customer } = parsed.success ? parsed.data : {}
  if (purchase) {
    const { name = null, email = null, phone = null } = purchase.customer
    return { cartId: purchase.cart_id, description: purchase.description, customer: { name, email, phone } }
  }
  if (!customer) return { cartId: null, description: null, customer: null }
  const name = [customer.first_name, customer.last_name].filter(Boolean).join(" ")
  return {
    cartId: null,
    description: null,
    customer: { name: name || null, email: customer.email ?? null, phone: customer.phone ?? null },
  }
}
