import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PricePlace } from "../contracts/catalogue"
import type { GoodOut, GoodsCategoryOut, ListGoods } from "../contracts/goods"
import { catalogueMemory } from "../data/catalogue-cache"
import { readVariantStock } from "../data/core/goods-stock"
import type { CatalogueIndex, CatalogueQuery } from "../domain/catalogue-search"
import { type CatalogueGood, countCategories, presentGood } from "../domain/present-good"
import type { Visitor } from "./browse-catalogue"
import { resolvePlace } from "./find-market"
import { openChannels } from "./load-catalogue"
import { loadGoods } from "./load-goods"
import { OTHER_CATEGORY } from "./load-catalogue-products"

type Reader = Omit<Visitor, "key">

type Shelf = {
  readonly goods: CatalogueIndex<CatalogueGood>
  /** Adds the stock, which is read now: memory would promise what was sold a second ago. */
  readonly present: (page: readonly CatalogueGood[]) => Promise<GoodOut[]>
}

const shelfFor = async (container: MedusaContainer, asked: PricePlace, reader: Reader): Promise<Shelf> => {
  await catalogueMemory().freshen()
  const place = await resolvePlace(container, asked)
  const wording = { currency_code: place.currency_code, locale: reader.locale }
  const present: Shelf["present"] = async (page) => {
    if (!page.length) return []
    const ids = page.flatMap(({ tiers }) => tiers.map(({ id }) => id))
    const channels = await openChannels(container, reader.salesChannelIds)
    const rows = await readVariantStock(knexOf(container), ids, channels)
    const stock = new Map(rows.map((row) => [row.variant_id, row]))
    return page.map((good) => presentGood(good, stock, wording))
  }
  return { goods: await loadGoods(container, place, reader.salesChannelIds), present }
}

/** In the index, `sort_order` is the order of creation. */
const indexOrder = (order: ListGoods["order"]): CatalogueQuery["order"] =>
  order === "-created_at" ? "sort_order" : order

/**
 * A page of goods with their stock, and the categories of everything that is found.
 * @throws invalid_input for a region, currency or country the shop does not sell in
 */
export const listGoods = async (
  container: MedusaContainer,
  query: ListGoods,
  reader: Reader
): Promise<{ goods: GoodOut[]; categories: GoodsCategoryOut[]; count: number; offset: number; limit: number }> => {
  const { goods, present } = await shelfFor(container, query, reader)
  const { category, offset, limit } = query
  const inAll = goods.search({ ...query, category: undefined, order: indexOrder(query.order) })
  const found = category === undefined ? inAll : inAll.filter(({ categories }) => categories.includes(category))
  const page = await present(found.slice(offset, offset + limit))
  return { goods: page, categories: countCategories(inAll, OTHER_CATEGORY), count: found.length, offset, limit }
}

/**
 * One good with its stock.
 * @throws not_found for a good that is unknown or not sold there
 */
export const readGood = async (
  container: MedusaContainer,
  handle: string,
  asked: PricePlace,
  reader: Reader
): Promise<{ good: GoodOut }> => {
  const { goods, present } = await shelfFor(container, asked, reader)
  const found = goods.find(handle)
  const [good] = found ? await present([found]) : []
  if (!good) throw commonErrors.fail("not_found")
  return { good }
}
