import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { provisioningErrors } from "../contracts/errors"
import { cartUnits } from "../data/core/cart-units"
import { tiersOnSale } from "../data/core/tiers-on-sale"
import { overMaximum } from "../domain/cart-maximum"

/** What a request changes: lines to add, or the new quantity of a line. Undefined for a new cart's id. */
export type CartChange = {
  readonly cartId: string | undefined
  readonly add?: readonly { variant_id?: string | null | undefined; quantity: number }[]
  readonly set?: { readonly line_id: string; readonly quantity: number | undefined }
}

/**
 * Refuses what completing the cart would refuse later: more units of a service than it sells at once. Runs under the lock
 * of the cart, so that parallel requests can't pass it together. Throws `quantity_exceeded`.
 */
export const checkCartMaximum = async (container: MedusaContainer, change: CartChange): Promise<void> => {
  const knex = knexOf(container)
  const lines = change.cartId === undefined ? [] : await cartUnits(knex, change.cartId)
  const changed = lines.find(({ line_id }) => line_id === change.set?.line_id)
  const set =
    changed && change.set?.quantity !== undefined
      ? [{ variantId: changed.variant_id, quantity: change.set.quantity - changed.quantity }]
      : []
  const added = (change.add ?? []).flatMap(({ variant_id: variantId, quantity }) =>
    variantId ? [{ variantId, quantity }] : []
  )
  const all = [...set, ...added]
  if (!all.length) return
  const held = lines.map(({ variant_id: variantId, quantity }) => ({ variantId, quantity }))
  const ids = [...held, ...all].map(({ variantId }) => variantId)
  const tiers = await tiersOnSale(knex, [...new Set(ids)])
  const services = new Map(
    tiers.map(({ tier_id, product_id: productId, content }) => [tier_id, { productId, content }] as const)
  )
  const refusal = overMaximum(held, all, services)
  if (refusal) throw provisioningErrors.fail("quantity_exceeded", { details: { quantity: refusal } })
}
