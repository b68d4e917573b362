import type { MedusaContainer } from "@medusajs/framework/types"
import { calculateAmountsWithTax, Modules } from "@medusajs/framework/utils"
import { z } from "zod"

import type { CatalogueProduct } from "../data/core/catalogue-products"
import type { Place } from "./find-market"

type VariantPrice = {
  /** Major units. */
  amount: number
  /** True when tax is in the amount. */
  taxIncluded: boolean
}

const CalculatedPrice = z.object({
  id: z.string(),
  calculated_amount: z.union([z.number(), z.string().transform(Number)]).nullable(),
  is_calculated_price_tax_inclusive: z.boolean().nullish(),
})

type PricedVariant = { readonly id: string; readonly product: CatalogueProduct; readonly price: VariantPrice }

const pricedVariants = async (
  container: MedusaContainer,
  products: readonly CatalogueProduct[],
  { currency_code, region_id }: Place
): Promise<PricedVariant[]> => {
  const variants = products.flatMap((product) =>
    product.variants.flatMap(({ id, price_set_id: set }) => (set === null ? [] : [{ id, product, set }]))
  )
  if (!variants.length) return []
  const calculated = await container
    .resolve(Modules.PRICING)
    .calculatePrices({ id: variants.map(({ set }) => set) }, { context: { currency_code, region_id } })
  const prices = new Map(
    z
      .array(CalculatedPrice)
      .parse(calculated)
      .flatMap(({ id, calculated_amount: amount, is_calculated_price_tax_inclusive: taxIncluded }) =>
        amount === null ? [] : [[id, { amount, taxIncluded: taxIncluded ?? false }] as const]
      )
  )
  return variants.flatMap(({ id, product, set }) => {
    const price = prices.get(set)
    return price ? [{ id, product, price }] : []
  })
}

/** Variant id → amount with tax, for a country whose region shows prices without; prices that have it stay as they are. */
const amountsWithTax = async (
  container: MedusaContainer,
  variants: readonly PricedVariant[],
  countryCode: string
): Promise<Map<string, number>> => {
  const untaxed = variants.filter(({ price }) => !price.taxIncluded)
  if (!untaxed.length) return new Map()
  const lines = await container.resolve(Modules.TAX).getTaxLines(
    untaxed.map(({ id, product, price }) => ({
      id,
      product_id: product.id,
      product_type_id: product.type_id ?? undefined,
      unit_price: price.amount,
      quantity: 1,
    })),
    { address: { country_code: countryCode } }
  )
  const linesOf = new Map<string, typeof lines>()
  for (const line of lines)
    if ("line_item_id" in line) linesOf.set(line.line_item_id, [...(linesOf.get(line.line_item_id) ?? []), line])
  return new Map(
    untaxed.map(({ id, price: { amount } }) => {
      const taxLines = linesOf.get(id) ?? []
      return [id, calculateAmountsWithTax({ taxLines, amount, includesTax: false }).priceWithTax]
    })
  )
}

/** What the products' variants cost at a place, in major units: variant id → amount, where there is a price. */
export const loadAmounts = async (
  container: MedusaContainer,
  products: readonly CatalogueProduct[],
  place: Place
): Promise<Map<string, number>> => {
  const variants = await pricedVariants(container, products, place)
  const taxed = place.country_code
    ? await amountsWithTax(container, variants, place.country_code)
    : new Map<string, number>()
  return new Map(variants.map(({ id, price }) => [id, taxed.get(id) ?? price.amount]))
}
