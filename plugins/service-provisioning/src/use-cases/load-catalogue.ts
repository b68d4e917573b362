import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { catalogueMemory } from "../data/catalogue-cache"
import {
  type CatalogueEntry,
  type CatalogueIndex,
  type CatalogueTier,
  indexCatalogue,
} from "../domain/catalogue-search"
import { isPurchasable, type TierOnSale } from "../domain/purchasable"
import { isForTier } from "../domain/template-rules"
import { durationOf, stepsOf } from "../domain/template-steps"
import { contentOfTier, offeredFeatures } from "../domain/tier-content"
import type { Place } from "./find-market"
import { loadAmounts } from "./load-catalogue-prices"
import {
  categoriesOf,
  imagesOf,
  inParts,
  loadSoldProducts,
  type SoldProduct,
  type SoldProducts,
} from "./load-catalogue-products"

type Amounts = ReadonlyMap<string, number>

/** A tier of the product, as the question whether it can be bought asks for it. */
const tierOnSale = ({ product, content }: SoldProduct, tierId: string, amounts: Amounts): TierOnSale => ({
  tierId,
  content,
  // Others are not read.
  published: true,
  salesChannelIds: product.sales_channel_ids,
  priced: product.variants.some(({ id }) => id === tierId) && amounts.has(tierId),
})

const tiersOf = (sold: SoldProduct, channels: readonly string[], amounts: Amounts): CatalogueTier[] => {
  const { product, content } = sold
  const isOnSale = (id: string) => isPurchasable(tierOnSale(sold, id, amounts), channels)
  return [...content.tiers]
    .sort((one, other) => one.sort_order - other.sort_order)
    .filter(({ variant_id: id }) => isOnSale(id))
    .flatMap((tier): CatalogueTier[] => {
      const { variant_id: id } = tier
      const variant = product.variants.find((candidate) => candidate.id === id)
      const amount = amounts.get(id)
      if (!variant || amount === undefined) return []
      const work = contentOfTier(content, id)
      return [
        {
          id,
          title: variant.title,
          ...offeredFeatures(content.tiers, tier, isOnSale),
          duration_days: durationOf(work),
          steps: stepsOf(work.tasks),
          amount,
        },
      ]
    })
}

/** The questions and tasks that a tier on sale has, each naming only such tiers. */
const forTiersOnSale = <T extends { tiers?: string[] | undefined }>(
  all: readonly T[],
  tiers: readonly CatalogueTier[]
): T[] =>
  all
    .filter((each) => tiers.some(({ id }) => isForTier(each, id)))
    .map((each) =>
      each.tiers?.length ? { ...each, tiers: each.tiers.filter((id) => tiers.some((tier) => tier.id === id)) } : each
    )

const longest = (tiers: readonly CatalogueTier[]): number | null =>
  tiers.reduce<number | null>(
    (most, { duration_days: days }) => (days === null ? most : Math.max(most ?? 0, days)),
    null
  )

const entryOf = (sold: SoldProduct, channels: readonly string[], amounts: Amounts): CatalogueEntry | undefined => {
  const { product, content } = sold
  const tiers = tiersOf(sold, channels, amounts)
  if (!tiers.length) return undefined
  return {
    id: product.id,
    handle: product.handle,
    title: content.store_title ?? product.title,
    short_description: content.short_description,
    description: content.store_description ?? product.description ?? "",
    keywords: content.keywords ?? [],
    categories: categoriesOf(product),
    categoryNames: product.categories.map(({ name }) => name),
    images: imagesOf(product),
    max_quantity: content.max_quantity,
    sort_order: content.sort_order,
    duration_days: longest(tiers),
    tiers,
    questions: forTiersOnSale(content.questions, tiers),
    steps: stepsOf(forTiersOnSale(content.tasks, tiers)),
  }
}

type MarketCatalogue = {
  readonly everywhere: string
  readonly entries: ReadonlyMap<string, { readonly stamp: string; readonly entry: CatalogueEntry | undefined }>
  readonly index: CatalogueIndex<CatalogueEntry>
}

/** Those of the sales channels that exist and are open: through others nothing is sold. */
export const openChannels = async (container: MedusaContainer, ids: readonly string[]): Promise<string[]> => {
  const open = await catalogueMemory().keep("catalogue", "open-channels", () =>
    container.resolve(Modules.SALES_CHANNEL).listSalesChannels({ is_disabled: false }, { select: ["id"] })
  )
  return ids.filter((id) => open.some((channel) => channel.id === id))
}

/** Every published service, remembered for seconds. */
export const soldProducts = (container: MedusaContainer): Promise<SoldProducts> =>
  catalogueMemory().keep<SoldProducts>(
    "catalogue",
    "sold-products",
    (previous) => loadSoldProducts(container, previous),
    (products) => products.size
  )

const assemble = async (
  container: MedusaContainer,
  place: Place,
  salesChannelIds: readonly string[],
  previous: MarketCatalogue | undefined
): Promise<MarketCatalogue> => {
  const { everywhere } = catalogueMemory().state()
  const known: MarketCatalogue["entries"] = previous?.everywhere === everywhere ? previous.entries : new Map()
  const channels = await openChannels(container, salesChannelIds)
  const products = await soldProducts(container)
  const changed = [...products].filter(([id, { stamp }]) => known.get(id)?.stamp !== stamp)
  const made = await inParts(
    changed.flatMap(([, { sold }]) => sold ?? []),
    async (part) => {
      const amounts = await loadAmounts(
        container,
        part.map(({ product }) => product),
        place
      )
      return part.map((sold) => [sold.product.id, entryOf(sold, channels, amounts)] as const)
    }
  )
  const madeOf = new Map(made)
  const isChanged = new Set(changed.map(([id]) => id))
  const entries = new Map(
    [...products].map(([id, { stamp }]) => [
      id,
      { stamp, entry: isChanged.has(id) ? madeOf.get(id) : known.get(id)?.entry },
    ])
  )
  return { everywhere, entries, index: indexCatalogue([...entries.values()].flatMap(({ entry }) => entry ?? [])) }
}

/** The key under which what is sold at a place through these channels is kept. */
export const marketName = (place: Place, salesChannelIds: readonly string[]): string =>
  JSON.stringify([place.region_id, place.currency_code, place.country_code, [...salesChannelIds].sort()])

/**
 * Every service that can be bought at this place through these sales channels, each with at least one priced tier. The old
 * catalog (`isOld`) while a change of a large one is calculated, for three seconds at most.
 */
export const loadCatalogue = async (
  container: MedusaContainer,
  place: Place,
  salesChannelIds: readonly string[]
): Promise<{ catalogue: CatalogueIndex<CatalogueEntry>; isOld: boolean }> => {
  const { value, isOld } = await catalogueMemory().keepOrOld<MarketCatalogue>(
    "catalogue",
    marketName(place, salesChannelIds),
    (previous) => assemble(container, place, salesChannelIds, previous),
    ({ entries }) => entries.size
  )
  return { catalogue: value.index, isOld }
}

/** As `loadCatalogue`, from memory alone; undefined where it is not there or may not be used. */
export const keptCatalogue = (
  place: Place,
  salesChannelIds: readonly string[]
): CatalogueIndex<CatalogueEntry> | undefined =>
  catalogueMemory().kept<MarketCatalogue>("catalogue", marketName(place, salesChannelIds))?.index
