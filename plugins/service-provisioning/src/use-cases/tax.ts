import type { MedusaContainer } from "@medusajs/framework/types"
import { calculateAmountsWithTax, Modules } from "@medusajs/framework/utils"

import type { CatalogueProduct } from "./load-catalogue-products"

/**
 * What a variant costs in a country whose region shows prices without tax: variant id → amount with tax. Prices that
 * have their tax in them stay as they are.
 */
export const amountsWithTax = async (
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
