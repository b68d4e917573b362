import "server-only"
import { routes } from "@atrium/service-provisioning/contracts"
import { z } from "zod"

import { accountCartKey, type CartKey, currentCartKey, rememberCart } from "@/lib/cart-key"
import { callRoute, callShop, isApiError } from "@/lib/medusa"

const Units = z.object({ cart: z.object({ items: z.array(z.object({ quantity: z.number() })).nullish() }) })

const openCart = async (token: string, key: CartKey | undefined): Promise<string | undefined> => {
  const open = async (guest: CartKey | undefined) =>
    (
      await callRoute(routes, "POST /store/customers/me/cart", {
        body: guest ? { cart_id: guest.id } : {},
        token,
        ...(guest ? { headers: { "x-cart-token": guest.secret } } : {}),
      })
    ).data.cart?.id
  try {
    return await open(key)
  } catch (error) {
    // The browser's cart is someone else's, or gone.
    if (key && isApiError(error) && error.status === 404) return open(undefined)
    throw error
  }
}

/**
 * Moves the guest's cart of this browser into the cart of the customer who signed in, and continues with that one. Signing
 * in doesn't fail when this does: the browser then keeps its cart. Only callable from server actions.
 */
export const takeOverCart = async (token: string): Promise<void> => {
  try {
    const key = await currentCartKey()
    const id = await openCart(token, key)
    if (id === undefined) return
    const { data } = await callShop({ path: `/store/carts/${encodeURIComponent(id)}`, response: Units, token })
    const units = (data.cart.items ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
    await rememberCart({ ...(key?.id === id ? key : {}), ...accountCartKey(id) }, units)
  } catch (error) {
    if (!isApiError(error)) throw error
  }
}
