import { formatMoney } from "@atrium/kernel"

import type { GoodOut, GoodsCategoryOut } from "../contracts/goods"
import type { Findable } from "./catalogue-search"
import type { Wording } from "./present-service"

/** A good as the catalog caches it, without its stock. */
export type CatalogueGood = Omit<Findable, "tiers"> & {
  readonly description: string
  readonly images: readonly string[]
  /** Its variants with a price, in the merchant's order; at least one. */
  readonly tiers: readonly { readonly id: string; readonly title: string; readonly amount: number }[]
}

type Stock = {
  readonly manage_inventory: boolean
  readonly allow_backorder: boolean
  readonly unreserved: number | null
}

/**
 * How many units can be ordered; null when stock does not limit it. A variant that is gone, or whose stock is managed
 * without an inventory item, has none: a page must not promise what the order would refuse.
 */
export const availableQuantity = (stock: Stock | undefined): number | null => {
  if (!stock) return 0
  if (!stock.manage_inventory || stock.allow_backorder) return null
  return Math.max(0, stock.unreserved ?? 0)
}

/** A good with prices formatted for the locale, and its stock by variant id. */
export const presentGood = (
  good: CatalogueGood,
  stock: ReadonlyMap<string, Stock>,
  { currency_code, locale }: Wording
): GoodOut => ({
  id: good.id,
  handle: good.handle,
  title: good.title,
  subtitle: good.short_description,
  description: good.description,
  category: good.categories[0],
  images: [...good.images],
  variants: good.tiers.map(({ id, title, amount }) => {
    const available = availableQuantity(stock.get(id))
    return {
      id,
      title,
      price: { amount, currency_code, formatted: formatMoney(amount, currency_code, locale) },
      in_stock: available !== 0,
      available_quantity: available,
    }
  }),
})

/** The categories of the goods, each with how many it has, by name; those without a category last. */
export const countCategories = (goods: readonly CatalogueGood[], otherCategory: string): GoodsCategoryOut[] => {
  const counted = new Map<string, GoodsCategoryOut>()
  for (const { categories, categoryNames } of goods)
    categories.forEach((handle, at) => {
      const known = counted.get(handle)
      counted.set(handle, { handle, name: categoryNames[at] ?? "Other", count: (known?.count ?? 0) + 1 })
    })
  const isOther = ({ handle }: GoodsCategoryOut) => Number(handle === otherCategory)
  return [...counted.values()].sort(
    (one, other) => isOther(one) - isOther(other) || one.name.localeCompare(other.name, "en")
  )
}
