import type { AtriumError } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"

import { paymentErrors } from "../contracts/errors"
import { findScarceGoods } from "../data/core/stock"
import type { CompletionValidator } from "../extension-points"

/** More carts than are completed at once: a good of which more are left needs no turns. */
const CARTS_AT_ONCE = 50
/** Longest wait for the others who buy the same good. */
const WAIT_SECONDS = 90

/**
 * Completes carts with goods that are nearly gone one after the other. Core makes the order before it reserves, and what
 * it takes back when the reservation is refused can be cut off halfway (R15): in turn, `validateStock` refuses before there
 * is an order. Goods with enough stock, and services, do not wait.
 */
export const sellInTurn = async <T>(
  container: MedusaContainer,
  cartId: string,
  complete: () => Promise<T>
): Promise<T> => {
  const scarce = await findScarceGoods(knexOf(container), cartId, CARTS_AT_ONCE)
  if (scarce.length === 0) return complete()
  // In one order everywhere, so that two carts with the same goods cannot wait for each other.
  const keys = scarce.map(({ item_id }) => `sell-stock:${item_id}`).sort()
  return container.resolve(Modules.LOCKING).execute(keys, complete, { timeout: WAIT_SECONDS })
}

const Lines = z.object({ items: z.array(z.unknown()).nullish() })
const Managed = z.object({ variant: z.object({ manage_inventory: z.literal(true) }) })

/** The refusal of a cart with goods that are gone; null when there is enough of each. */
export const outOfStock = async (container: MedusaContainer, cartId: string): Promise<AtriumError | null> => {
  const short = await findScarceGoods(knexOf(container), cartId)
  if (short.length === 0) return null
  return paymentErrors.fail("out_of_stock", { details: { items: short.map(({ title }) => title).join(", ") } })
}

/** Refuses a cart with goods that are gone, before it becomes an order and money moves (R02). */
export const validateStock: CompletionValidator["validate"] = async ({ cart, container }) => {
  const lines = Lines.parse(cart).items ?? []
  if (!lines.some((line) => Managed.safeParse(line).success)) return
  const refusal = await outOfStock(container, cart.id)
  if (refusal) throw refusal
}
