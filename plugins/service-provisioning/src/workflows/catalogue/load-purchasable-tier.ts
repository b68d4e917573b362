import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { TemplateContent } from "../../domain/template-content"
import { currentVersionsOfTiers } from "../../modules/service-template/queries"
import { categoriesOf, isSoldIn, loadCatalogueProducts } from "./load-products"

/** A tier that can be bought now, with the template version a purchase of it is sold with. */
export type PurchasableTier = {
  tier_id: string
  tier_title: string
  product_id: string
  handle: string
  title: string
  /** Handle of the category, "other" without one. */
  category: string | null
  version_id: string
  content: TemplateContent
  /** Major units, as Medusa's pricing has it for the region. */
  unit_price: number
  currency_code: string
}

export type LoadPurchasableTier = {
  tier_ids: readonly string[]
  region_id: string
  currency_code: string
  /** When given, only products sold in one of these channels. */
  sales_channel_ids?: readonly string[] | undefined
}

const isOffered = (content: TemplateContent, tierId: string) =>
  content.active && content.purchasable && content.tiers.some((tier) => tier.variant_id === tierId && tier.active)

/**
 * Those of these tiers that can be bought now, in the order asked; a tier that is unknown, not offered, not published
 * or without a price in this currency is left out. Reads fresh rows, never the catalogue's short memory.
 */
export const loadPurchasableTier = async (
  container: MedusaContainer,
  input: LoadPurchasableTier
): Promise<PurchasableTier[]> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const versions = await currentVersionsOfTiers(knex, input.tier_ids)
  const products = await loadCatalogueProducts(container, {
    ids: versions.map((version) => version.product_id),
    variantIds: input.tier_ids,
    channels: input.sales_channel_ids !== undefined,
    region_id: input.region_id,
    currency_code: input.currency_code,
  })
  const found = new Map<string, PurchasableTier>()
  for (const product of products) {
    const version = versions.find(({ product_id }) => product_id === product.id)
    if (!version || (input.sales_channel_ids && !isSoldIn(product, input.sales_channel_ids))) continue
    for (const variant of product.variants) {
      if (!variant.price || !isOffered(version.content, variant.id)) continue
      found.set(variant.id, {
        tier_id: variant.id,
        tier_title: variant.title,
        product_id: product.id,
        handle: product.handle,
        title: version.content.store_title ?? product.title,
        category: categoriesOf(product)[0],
        version_id: version.version_id,
        content: version.content,
        unit_price: variant.price.amount,
        currency_code: input.currency_code,
      })
    }
  }
  return [...new Set(input.tier_ids)].flatMap((id) => found.get(id) ?? [])
}
