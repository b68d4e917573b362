import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { z } from "zod"

export type PriceContext = { currency_code: string; region_id: string }

export type VariantPrice = {
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

/** Prices of price sets as Medusa's pricing works them out for a region: price set id → price, where there is one. */
export const loadPrices = async (
  container: MedusaContainer,
  priceSetIds: readonly string[],
  { currency_code, region_id }: PriceContext
): Promise<Map<string, VariantPrice>> => {
  if (!priceSetIds.length) return new Map()
  const calculated = await container
    .resolve(Modules.PRICING)
    .calculatePrices({ id: [...priceSetIds] }, { context: { currency_code, region_id } })
  return new Map(
    z
      .array(CalculatedPrice)
      .parse(calculated)
      .flatMap((price): [string, VariantPrice][] =>
        price.calculated_amount === null
          ? []
          : [
              [
                price.id,
                { amount: price.calculated_amount, taxIncluded: price.is_calculated_price_tax_inclusive ?? false },
              ],
            ]
      )
  )
}
