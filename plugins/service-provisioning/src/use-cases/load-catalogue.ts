import type { MedusaContainer } from "@medusajs/framework/types"
import { calculateAmountsWithTax, ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { CatalogueEntry, CatalogueTier } from "../domain/catalogue-search"
import { isPurchasable } from "../domain/purchasable"
import type { TemplateContent } from "../domain/template-content"
import { durationOf, stepsOf } from "../domain/template-steps"
import { currentTemplateVersions } from "../data/service-templates"
import { remembered } from "../data/catalogue-cache"
import {
  type CatalogueProduct,
  categoriesOf,
  loadCatalogueProducts,
  shownCategories,
  tierOnSale,
} from "./load-catalogue-products"
import type { Place } from "./find-market"

type Sold = { product: CatalogueProduct; content: TemplateContent }

const tiersOf = ({ product, content }: Sold, channels: readonly string[], taxed: ReadonlyMap<string, number>) =>
  [...content.tiers]
    .sort((one, other) => one.sort_order - other.sort_order)
    .filter(({ variant_id: id }) => isPurchasable(tierOnSale(product, id, content), channels))
    .flatMap(({ variant_id, features }): CatalogueTier[] => {
      const variant = product.variants.find(({ id }) => id === variant_id)
      const amount = variant && (taxed.get(variant.id) ?? variant.price?.amount)
      return variant && typeof amount === "number" ? [{ id: variant.id, title: variant.title, features, amount }] : []
    })

const entryOf = (sold: Sold, channels: readonly string[], taxed: ReadonlyMap<string, number>): CatalogueEntry[] => {
  const { product, content } = sold
  const tiers = tiersOf(sold, channels, taxed)
  if (!tiers.length) return []
  const images = [...(product.images ?? [])].sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0))
  return [
    {
      id: product.id,
      handle: product.handle,
      title: content.store_title ?? product.title,
      short_description: content.short_description,
      description: content.store_description ?? product.description ?? "",
      categories: categoriesOf(product),
      categoryNames: shownCategories(product).map(({ name }) => name),
      images: images.length ? images.map(({ url }) => url) : product.thumbnail ? [product.thumbnail] : [],
      max_quantity: content.max_quantity,
      sort_order: content.sort_order,
      duration_days: durationOf(content.tasks),
      tiers,
      questions: content.questions,
      steps: stepsOf(content.tasks),
    },
  ]
}

/**
 * What a variant costs in a country whose region shows prices without tax: variant id → amount with tax. Prices that
 * have their tax in them stay as they are.
 */
const amountsWithTax = async (
  container: MedusaContainer,
  products: readonly CatalogueProduct[],
  countryCode: string
): Promise<Map<string, number>> => {
  const untaxed = products.flatMap((product) =>
    product.variants.flatMap(({ id, price }) =>
      price && !price.taxIncluded
        ? [{ id, product_id: product.id, product_type_id: product.type_id ?? undefined, unit_price: price.amount }]
        : []
    )
  )
  if (!untaxed.length) return new Map()
  const lines = await container.resolve(Modules.TAX).getTaxLines(
    untaxed.map((item) => ({ ...item, quantity: 1 })),
    { address: { country_code: countryCode } }
  )
  return new Map(
    untaxed.map(({ id, unit_price }) => {
      const taxLines = lines.filter((line) => "line_item_id" in line && line.line_item_id === id)
      return [id, calculateAmountsWithTax({ taxLines, amount: unit_price, includesTax: false }).priceWithTax]
    })
  )
}

const assemble = async (
  container: MedusaContainer,
  place: Place,
  salesChannelIds: readonly string[]
): Promise<CatalogueEntry[]> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const channels = await openChannels(container, salesChannelIds)
  const versions = await currentTemplateVersions(knex)
  const contentOf = new Map(versions.map((version) => [version.product_id, version.content]))
  const products = await loadCatalogueProducts(container, { ids: [...contentOf.keys()], toShow: true, ...place })
  const taxed = place.country_code ? await amountsWithTax(container, products, place.country_code) : new Map()
  return products.flatMap((product) => {
    const content = contentOf.get(product.id)
    return content ? entryOf({ product, content }, channels, taxed) : []
  })
}

/** Channels are opened and disabled a few times a year, as regions are; in this process a change is seen at once. */
const OPEN_CHANNELS_MS = 30_000

/** Those of the sales channels that exist and are open: through others nothing is sold. */
const openChannels = async (container: MedusaContainer, ids: readonly string[]): Promise<string[]> => {
  const open = await remembered(
    "open-sales-channels",
    () => container.resolve(Modules.SALES_CHANNEL).listSalesChannels({ is_disabled: false }, { select: ["id"] }),
    OPEN_CHANNELS_MS
  )
  return ids.filter((id) => open.some((channel) => channel.id === id))
}

/** Every service that can be bought at this place through these sales channels, each with at least one priced tier. */
export const loadCatalogue = (
  container: MedusaContainer,
  place: Place,
  salesChannelIds: readonly string[]
): Promise<readonly CatalogueEntry[]> =>
  remembered(JSON.stringify(["catalogue", place, [...salesChannelIds].sort()]), () =>
    assemble(container, place, salesChannelIds)
  )
