import { z } from "zod"

import { PurchaseDetails } from "../../contracts/gateway"

/** `client_secret`: what the shopper's browser pays with, as at every gateway. Razorpay's form needs no more than the id. */
const Kept = z
  .object({ id: z.string(), currency: z.string() })
  .transform(({ id, currency }) => ({ id, currency, client_secret: id }))
export type KeptOfRazorpay = z.infer<typeof Kept>

/** What the shop keeps of an order at Razorpay. Nothing in it is secret: Razorpay's form needs the order's id. */
export const keptOfRazorpay = (data: Record<string, unknown> | undefined): KeptOfRazorpay => Kept.parse(data)

export const isKeptOfRazorpay = (data: unknown): boolean => Kept.safeParse(data).success

const Started = z.object({ session_id: z.string() })
const Context = z.object({ purchase: PurchaseDetails.optional().catch(undefined) })
/** Razorpay's limit for one note. */
const NOTE_LENGTH = 255

/**
 * The notes of a new order: our ids and what is bought. No name, email address or phone: the shopper's browser fills
 * them into Razorpay's form. Undefined without a payment session.
 */
export const razorpayNotes = (data: unknown, context: unknown, shop: string): Record<string, string> | undefined => {
  const started = Started.safeParse(data)
  if (!started.success) return undefined
  const { purchase } = Context.safeParse(context ?? {}).data ?? {}
  return {
    session_id: started.data.session_id,
    shop,
    ...(purchase ? { cart_id: purchase.cart_id, description: purchase.description.slice(0, NOTE_LENGTH) } : {}),
  }
}
