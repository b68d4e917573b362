import { z } from "zod"

import { PurchaseDetails } from "../../contracts/gateway"

const Kept = z.object({ id: z.string(), currency: z.string(), url: z.url().optional() })
export type KeptOfPayPal = z.infer<typeof Kept>

/** What the shop keeps of an order at PayPal: its id, and the page on which the shopper agrees to it. */
export const keptOfPayPal = (data: Record<string, unknown> | undefined): KeptOfPayPal => Kept.parse(data)

export const isKeptOfPayPal = (data: unknown): boolean => Kept.safeParse(data).success

const Started = z.object({ session_id: z.string() })
const Context = z.object({ purchase: PurchaseDetails.optional().catch(undefined) })
/** PayPal's limit for a description. */
const DESCRIPTION_LENGTH = 127

/** What a new order needs to know beyond its amount. No name, email address or phone: PayPal has its own customer. */
export type PayPalPurchase = { sessionId: string; cartId: string; purchaseId?: string; description?: string }

/** Undefined without a payment session. */
export const paypalPurchase = (data: unknown, context: unknown): PayPalPurchase | undefined => {
  const started = Started.safeParse(data)
  if (!started.success) return undefined
  const { purchase } = Context.safeParse(context ?? {}).data ?? {}
  return {
    sessionId: started.data.session_id,
    cartId: purchase?.cart_id ?? "",
    ...(purchase?.purchase_id ? { purchaseId: purchase.purchase_id } : {}),
    ...(purchase?.description ? { description: purchase.description.slice(0, DESCRIPTION_LENGTH) } : {}),
  }
}
