import "server-only"
import { isApiError } from "@/lib/medusa"

import { findCartDraft, saveCartChanges } from "./cart-draft"
import { addToCart } from "./change-cart"
import { type CartView, findCart, findCartKey } from "./queries"
import type { RemovedLine } from "./removed-lines"

const unitsIn = (cart: CartView, variantId: string): number =>
  cart.items.reduce((units, line) => (line.variant_id === variantId ? units + line.quantity : units), 0)

/** Moves what was typed for removed lines to the lines that replace them. */
const moveAnswers = async (cart: CartView, removed: readonly RemovedLine[]): Promise<void> => {
  const key = await findCartKey()
  const draft = key && (await findCartDraft(key))
  if (!key || !draft) return
  const values: Record<string, readonly string[]> = {}
  for (const { lineId, variantId } of removed) {
    const line = cart.items.find(({ variant_id: id }) => id === variantId)
    if (!line || line.id === lineId) continue
    const before = `intake.${lineId}.`
    for (const [name, texts] of Object.entries(draft.values))
      if (name.startsWith(before)) values[`intake.${line.id}.${name.slice(before.length)}`] = texts
  }
  if (Object.keys(values).length > 0) await saveCartChanges(key, { values })
}

/**
 * Puts removed lines back into the visitor's cart, with the answers that were given for them. A line that is there again
 * gets no units twice. Returns whether there is a cart to put them into: it may have been paid since.
 * @throws ApiError the first refusal, after the other lines were put back
 */
export const restoreLines = async (removed: readonly RemovedLine[]): Promise<boolean> => {
  let cart = await findCart()
  if (!cart) return false
  let refusal: unknown
  for (const { variantId, units } of removed) {
    const missing = units - unitsIn(cart, variantId)
    if (missing <= 0) continue
    try {
      cart = await addToCart(variantId, missing)
    } catch (error) {
      if (!isApiError(error)) throw error
      refusal ??= error
    }
  }
  await moveAnswers(cart, removed)
  if (refusal !== undefined) throw refusal
  return true
}
