import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { giveOrderReferences, ordersWithoutReference } from "../data/core/order-references"
import { newReference } from "../domain/new-reference"

const BATCH = 500

/**
 * A new reference of an order, `OR-…`: random, so that no two of them tell how many orders lie between. Core's order
 * module calls it for every order that is made (`generateCustomDisplayId`); its unique index refuses one that is taken.
 */
export const newOrderReference = (): string => newReference("OR")

/**
 * Gives a reference to every order that has none: those of releases before references, and of processes of such a release
 * that still ran during the update. Repeatable, and safe to run twice at the same time. Returns how many orders got one.
 */
export const numberOrders = async (container: MedusaContainer): Promise<number> => {
  const knex = knexOf(container)
  let numbered = 0
  for (let after = ""; ;) {
    const ids = await ordersWithoutReference(knex, after, BATCH)
    const last = ids.at(-1)
    if (last === undefined) return numbered
    numbered += await giveOrderReferences(
      knex,
      ids.map((id) => ({ id, reference: newOrderReference() }))
    )
    after = last
  }
}
