import { type CompletionValidator, registerCompletionValidator } from "@atrium/payments/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, QueryContext } from "@medusajs/framework/utils"
import { z } from "zod"

import { provisioningErrors } from "../contracts/errors"
import { type CartLine, completionRefusal } from "../domain/completion-refusal"
import { type SellableTier, sellablesOf } from "./steps/check-service-purchase"

/** What of a completing cart matters here; core's completion loads much more. */
const Cart = z.object({
  id: z.string(),
  completed_at: z.unknown(),
  region_id: z.string().nullish(),
  currency_code: z.string(),
  customer: z.object({ groups: z.array(z.object({ id: z.string() })).nullish() }).nullish(),
  items: z.array(
    z.object({
      variant_id: z.string().nullish(),
      quantity: z.unknown().transform((quantity) => Number(quantity)),
      unit_price: z.unknown().transform((price) => MathBN.convert(price as number).toNumber()),
      is_custom_price: z.boolean().nullish(),
      created_at: z.coerce.date(),
    })
  ),
})
type Cart = z.infer<typeof Cart>

/** Prices of these tiers as a new cart would show them, by variant id. */
const pricesNow = async (container: MedusaContainer, cart: Cart, tierIds: string[]): Promise<Map<string, number>> => {
  const { data: variants } = await container.resolve(ContainerRegistrationKeys.QUERY).graph({
    entity: "variant",
    fields: ["id", "calculated_price.calculated_amount"],
    filters: { id: tierIds },
    context: {
      calculated_price: QueryContext({
        currency_code: cart.currency_code,
        ...(cart.region_id ? { region_id: cart.region_id } : {}),
        ...(cart.customer ? { customer: cart.customer } : {}),
      }),
    },
  })
  return new Map(
    variants.flatMap(({ id, calculated_price: price }) =>
      price && price.calculated_amount !== null ? [[id, Number(price.calculated_amount)] as const] : []
    )
  )
}

/**
 * Prices to compare the lines with. Where no price of a tier changed since its line was made, the line's own price
 * stands, and nothing is computed again.
 */
const pricesSince = async (
  container: MedusaContainer,
  cart: Cart,
  catalogue: ReadonlyMap<string, SellableTier>
): Promise<Map<string, number>> => {
  const prices = new Map<string, number>()
  const changed = new Set<string>()
  for (const item of cart.items) {
    const tier = catalogue.get(item.variant_id ?? "")
    if (!tier) continue
    prices.set(tier.row.tier_id, item.unit_price)
    const at = tier.row.price_changed_at
    if (!at || at >= item.created_at) changed.add(tier.row.tier_id)
  }
  if (changed.size === 0) return prices
  return new Map([...prices, ...(await pricesNow(container, cart, [...changed]))])
}

/** Tiers are still sold, not too many of them, at the price the shopper saw. Goods are none of its business. */
export const validateServices: CompletionValidator = async ({ cart: completing, container }) => {
  const cart = Cart.parse(completing)
  if (cart.completed_at) return
  const lines: CartLine[] = cart.items.flatMap((item) =>
    item.variant_id
      ? {
          tierId: item.variant_id,
          quantity: item.quantity,
          unitPrice: item.unit_price,
          custom: item.is_custom_price ?? false,
        }
      : []
  )
  const catalogue = await sellablesOf(container, [...new Set(lines.map((line) => line.tierId))])
  const services = lines.filter((line) => catalogue.has(line.tierId))
  if (services.length === 0) return
  const prices = await pricesSince(container, cart, catalogue)
  const refusal = completionRefusal(services, catalogue, prices)
  if (refusal) throw provisioningErrors.fail(refusal)
}

registerCompletionValidator("service-provisioning.services", validateServices)
