import "server-only"
import { z } from "zod"

import { sessionToken } from "@/features/auth/session"
import { type CartKey, currentCartKey, rememberCart } from "@/lib/cart-key"
import { callShop, currentRegion, isApiError, openShopCart } from "@/lib/medusa"
import {
  type CartLine,
  cartPath,
  CartResponse,
  cartSession,
  type CartView,
  findAccountCart,
  findCart,
  findCartKey,
} from "./queries"
import type { RemovedLine } from "./removed-lines"

export const unitsOf = (cart: CartView): number => cart.items.reduce((units, { quantity }) => units + quantity, 0)

/** The signed-in customer's open cart, unless it is the one that was refused; else a new cart. */
const openCart = async (refused: CartKey | undefined): Promise<CartKey> => {
  const own = await findAccountCart()
  if (own && own.id !== refused?.id) return own
  const [region, token] = await Promise.all([currentRegion(), sessionToken()])
  return openShopCart(region?.id, token)
}

const post = async (key: CartKey, rest: string, body: unknown): Promise<CartView> =>
  (
    await callShop({
      method: "POST",
      path: cartPath(key, rest),
      body,
      response: CartResponse,
      ...(await cartSession(key)),
    })
  ).data.cart

/** Adds units of a tier or good, and opens a cart when there is none or the last one was paid. */
export const addToCart = async (variantId: string, quantity: number): Promise<CartView> => {
  const body = { variant_id: variantId, quantity }
  const known = await findCartKey()
  if (known)
    try {
      const cart = await post(known, "/line-items", body)
      await rememberCart(known, unitsOf(cart))
      return cart
    } catch (error) {
      // Core responds the same to an unknown variant, which the new cart then refuses.
      if (!isApiError(error) || error.status !== 404) throw error
    }
  const key = await openCart(known)
  const cart = await post(key, "/line-items", body)
  await rememberCart(key, unitsOf(cart))
  return cart
}

/** Shows the cart in the region's currency. A cart with something that isn't sold there keeps its currency. */
export const moveCartToRegion = async (regionId: string): Promise<void> => {
  const key = await currentCartKey()
  if (!key) return
  try {
    await post(key, "", { region_id: regionId })
  } catch (error) {
    if (!isApiError(error)) throw error
  }
}

const Removed = z.object({ parent: CartResponse.shape.cart })

const removeLine = async (key: CartKey, lineId: string): Promise<void> => {
  const path = cartPath(key, `/line-items/${encodeURIComponent(lineId)}`)
  const { data } = await callShop({ method: "DELETE", path, response: Removed, ...(await cartSession(key)) })
  await rememberCart(key, unitsOf(data.parent))
}

const removedLine = ({ id, variant_id: variantId, quantity }: CartLine): RemovedLine => ({
  lineId: id,
  variantId,
  units: quantity,
})

/** Sets the quantity of a line; 0 removes it. Returns the line if it was removed. */
export const changeLine = async (lineId: string, quantity: number): Promise<RemovedLine[]> => {
  const key = await findCartKey()
  if (!key) return []
  if (quantity > 0) {
    await rememberCart(key, unitsOf(await post(key, `/line-items/${encodeURIComponent(lineId)}`, { quantity })))
    return []
  }
  const removed = (await findCart())?.items.filter(({ id }) => id === lineId) ?? []
  await removeLine(key, lineId)
  return removed.map(removedLine)
}

/** Removes every line of the cart. Returns what was removed. */
export const clearCart = async (): Promise<RemovedLine[]> => {
  const key = await findCartKey()
  const lines = (await findCart())?.items ?? []
  if (!key) return []
  for (const { id } of lines) await removeLine(key, id)
  return lines.map(removedLine)
}
