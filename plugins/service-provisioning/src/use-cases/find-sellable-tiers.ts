import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

import { catalogueMemory } from "../data/catalogue-cache"
import { type CartLineRow, tiersOnSale, type TierRow } from "../data/core/tiers-on-sale"
import type { Sellable } from "../domain/purchase-refusals"

export const idOnly = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/)

export type SellableTier = Sellable & { readonly row: TierRow }

/** The tier in this row; undefined when the variant was deleted or is not a tier of a published template. */
export const sellableOf = (row: TierRow | CartLineRow): Sellable | undefined => {
  const { tier_id: tierId, product_id: productId, version_id: versionId, content } = row
  if (!tierId || !productId || !versionId || !content) return undefined
  return {
    tierId,
    productId,
    versionId,
    content,
    published: row.status === "published",
    salesChannelIds: row.sales_channel_ids ?? [],
    // Pricing decides when the cart is built which price it has, and whether it has one in this market.
    priced: row.price_set_id !== null,
  }
}

const nameOf = (tierId: string): string => `tier:${tierId}`

/** The catalog's data for these tiers, by variant id, at most three seconds old. */
export const sellablesOf = async (
  container: MedusaContainer,
  tierIds: readonly string[]
): Promise<Map<string, SellableTier>> => {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const known = tierIds.filter((id) => idOnly.safeParse(id).success)
  const memory = catalogueMemory()
  await memory.freshen()
  const tiers = await memory.keepEach("catalogue", known.map(nameOf), async () => {
    const rows = await tiersOnSale(knex, known)
    return new Map(
      rows.flatMap((row) => {
        const sellable = sellableOf(row)
        return sellable ? [[nameOf(row.tier_id), { ...sellable, row }] as const] : []
      })
    )
  })
  return new Map([...tiers.values()].map((tier) => [tier.row.tier_id, tier]))
}
