import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { catalogueMemory } from "../data/catalogue-cache"
import { type CatalogueProduct, readCatalogueProducts } from "../data/core/catalogue-products"
import { readGoodsStamps } from "../data/core/catalogue-stamps"
import { type CatalogueIndex, indexCatalogue } from "../domain/catalogue-search"
import type { CatalogueGood } from "../domain/present-good"
import type { Place } from "./find-market"
import { marketName, openChannels } from "./load-catalogue"
import { loadAmounts } from "./load-catalogue-prices"
import { categoriesOf, imagesOf, inParts } from "./load-catalogue-products"

const entryOf = (
  product: CatalogueProduct,
  channels: readonly string[],
  amounts: ReadonlyMap<string, number>
): CatalogueGood | undefined => {
  const tiers = product.variants.flatMap(({ id, title }) => {
    const amount = amounts.get(id)
    return amount === undefined ? [] : [{ id, title, amount }]
  })
  if (!tiers.length || !product.sales_channel_ids.some((id) => channels.includes(id))) return undefined
  const description = product.description ?? ""
  return {
    id: product.id,
    handle: product.handle,
    title: product.title,
    short_description: product.subtitle ?? "",
    description,
    keywords: [description, ...tiers.map(({ title }) => title)],
    categories: categoriesOf(product),
    categoryNames: product.categories.map(({ name }) => name),
    // The newest first.
    sort_order: -product.created_at,
    images: imagesOf(product),
    tiers,
  }
}

type MarketGoods = {
  readonly everywhere: string
  readonly entries: ReadonlyMap<string, { readonly stamp: string; readonly entry: CatalogueGood | undefined }>
  readonly index: CatalogueIndex<CatalogueGood>
}

/** Reads the goods that changed since `previous`; takes the others from it. */
const assemble = async (
  container: MedusaContainer,
  place: Place,
  salesChannelIds: readonly string[],
  previous: MarketGoods | undefined
): Promise<MarketGoods> => {
  const memory = catalogueMemory()
  const { everywhere } = memory.state()
  const known: MarketGoods["entries"] = previous?.everywhere === everywhere ? previous.entries : new Map()
  const channels = await openChannels(container, salesChannelIds)
  const stamps = await memory.keep("catalogue", "goods-stamps", () => readGoodsStamps(knexOf(container)))
  const changed = [...stamps].flatMap(([id, stamp]) => (known.get(id)?.stamp === stamp ? [] : [id]))
  const made = new Map(
    await inParts(changed, async (ids) => {
      const products = await readCatalogueProducts(knexOf(container), ids)
      const amounts = await loadAmounts(container, products, place)
      return products.map((product) => [product.id, entryOf(product, channels, amounts)] as const)
    })
  )
  const isChanged = new Set(changed)
  const entries = new Map(
    [...stamps].map(([id, stamp]) => [id, { stamp, entry: isChanged.has(id) ? made.get(id) : known.get(id)?.entry }])
  )
  return { everywhere, entries, index: indexCatalogue([...entries.values()].flatMap(({ entry }) => entry ?? [])) }
}

/** Every good that is sold at this place through these sales channels, without stock. Call after `freshen`. */
export const loadGoods = async (
  container: MedusaContainer,
  place: Place,
  salesChannelIds: readonly string[]
): Promise<CatalogueIndex<CatalogueGood>> => {
  const { value } = await catalogueMemory().keepOrOld<MarketGoods>(
    "catalogue",
    `goods:${marketName(place, salesChannelIds)}`,
    (previous) => assemble(container, place, salesChannelIds, previous),
    ({ entries }) => entries.size
  )
  return value.index
}
