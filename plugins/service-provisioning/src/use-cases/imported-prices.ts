import type { PricingRuleOperatorValues } from "@medusajs/framework/types"
import { PricingRuleOperator } from "@medusajs/framework/utils"

import type { PlannedTier } from "../domain/import-types"
import { isPlainPrice, type ProductToImport, type StoredPrice } from "./read-current-services"

/** The prices of a tier, as Medusa takes them. */
export const pricesOf = ({ prices }: Pick<PlannedTier, "prices">) =>
  Object.entries(prices).map(([currency_code, amount]) => ({ currency_code, amount: Number(amount) }))

// Medusa identifies prices by currency, rules and quantities: without them, this would replace the price for everyone.
const unchangedPrice = (price: StoredPrice) => ({
  id: price.id,
  amount: price.amount,
  currency_code: price.currency_code,
  ...(price.min_quantity == null ? {} : { min_quantity: price.min_quantity }),
  ...(price.max_quantity == null ? {} : { max_quantity: price.max_quantity }),
  rules: rulesOf(price),
})

type Rules = Record<string, string | { operator: PricingRuleOperatorValues; value: number }[]>

const OPERATORS: ReadonlyMap<string, PricingRuleOperatorValues> = new Map(
  Object.values(PricingRuleOperator).map((operator) => [operator, operator])
)

const rulesOf = ({ price_rules: stored }: StoredPrice): Rules => {
  const rules: Rules = {}
  for (const { attribute, operator, value } of stored) {
    const compared = operator === "eq" ? undefined : OPERATORS.get(operator)
    const others = rules[attribute]
    if (compared)
      rules[attribute] = [...(Array.isArray(others) ? others : []), { operator: compared, value: Number(value) }]
    else rules[attribute] = value
  }
  return rules
}

/** The variant's prices after the change: every price that is not mentioned would be deleted. */
export const variantChange = (tier: PlannedTier, stored: ProductToImport["variants"][number]) => {
  const known = (stored.price_set?.prices ?? []).filter(({ price_list_id: list }) => !list)
  const kept = known.filter((price) => !isPlainPrice(price))
  const plain = new Map(known.filter(isPlainPrice).map((price) => [price.currency_code, price.id]))
  return {
    id: stored.id,
    sku: tier.tier_sku,
    prices: [
      ...kept.map(unchangedPrice),
      ...pricesOf(tier).map((price) => {
        const id = plain.get(price.currency_code)
        return id ? { id, ...price } : price
      }),
    ],
  }
}
