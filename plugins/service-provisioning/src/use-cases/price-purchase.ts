import { commonErrors } from "@atrium/kernel"
import type { CreateTaxLineDTO, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { catalogueMemory } from "../data/catalogue-cache"
import { type cartLine, type CartPrice, countryOf, type PurchaseToBegin } from "../domain/purchase-cart"

/** Who buys, as far as prices and taxes depend on it; a new guest has no customer yet. */
export type Buyer = { readonly id: string | null; readonly groups: readonly { readonly id: string }[] }

/** Calculates each of these price sets for a quantity, as core's cart does. */
const calculate = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  { groups }: Buyer,
  { sets, quantity }: { sets: readonly string[]; quantity: number }
): Promise<Map<string, CartPrice>> => {
  const context: Record<string, string | number> = {
    currency_code: input.market.currency_code,
    region_id: input.market.region_id,
    quantity,
  }
  // Rules on customer groups read a nested list, which the context's type does not include.
  const rules = groups.length ? { customer: { groups } } : {}
  const calculated = await container
    .resolve(Modules.PRICING)
    .calculatePrices({ id: [...sets] }, { context: Object.assign(context, rules) })
  return new Map(
    calculated.flatMap((price) => {
      const { id, calculated_amount: amount, original_amount: original } = price
      if (amount === null || amount === undefined) return []
      const found: CartPrice = {
        amount: Number(amount),
        taxInclusive: price.is_calculated_price_tax_inclusive ?? false,
        originalAmount: original === null || original === undefined ? null : Number(original),
      }
      return [[id, found] as const]
    })
  )
}

/** Prices of these price sets for a quantity; those that are the same for everyone from memory, at most three seconds old. */
const pricesFor = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buyer: Buyer,
  bought: { sets: readonly string[]; quantity: number }
): Promise<Map<string, CartPrice>> => {
  if (buyer.groups.length) return calculate(container, input, buyer, bought)
  const { region_id, currency_code } = input.market
  const nameOf = (set: string) => `price:${region_id}:${currency_code}:${bought.quantity}:${set}`
  const kept = await catalogueMemory().keepEach("catalogue", bought.sets.map(nameOf), async () => {
    const prices = await calculate(container, input, buyer, bought)
    return new Map([...prices].map(([set, price]) => [nameOf(set), price]))
  })
  return new Map(
    bought.sets.flatMap((set) => {
      const price = kept.get(nameOf(set))
      return price ? [[set, price] as const] : []
    })
  )
}

/** Prices as core's cart would compute them, by the item's index; items without a price are reported by field. */
export const pricesOf = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buyer: Buyer
): Promise<CartPrice[]> => {
  const quantities = [...new Set(input.body.items.map((item) => item.quantity))]
  const byQuantity = new Map(
    await Promise.all(
      quantities.map(async (quantity) => {
        const sets = input.items.flatMap((item, place) =>
          input.body.items[place]?.quantity === quantity ? (item.tier.price_set_id ?? []) : []
        )
        return [quantity, await pricesFor(container, input, buyer, { sets: [...new Set(sets)], quantity })] as const
      })
    )
  )
  const details: Record<string, string> = {}
  const prices = input.body.items.map((item, place): CartPrice => {
    const price = byQuantity.get(item.quantity)?.get(input.items[place]?.tier.price_set_id ?? "")
    if (!price) details[`items.${place}.tier_id`] = "This service is not available in this currency"
    return price ?? { amount: 0, taxInclusive: false, originalAmount: null }
  })
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  return prices
}

type Line = ReturnType<typeof cartLine>

const typeOf = (line: Line): string | undefined => ("product_type_id" in line ? line.product_type_id : undefined)

/** Asks the country's tax provider about these lines; the tax lines by the line's index. */
const askForTaxes = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buyer: Buyer,
  { country, lines }: { country: string; lines: readonly Line[] }
): Promise<CreateTaxLineDTO[][]> => {
  const found = await container.resolve(Modules.TAX).getTaxLines(
    lines.map((line, place) => {
      const type = typeOf(line)
      return {
        id: String(place),
        product_id: line.product_id,
        ...(type ? { product_type_id: type } : {}),
        quantity: line.quantity,
        unit_price: line.unit_price,
        currency_code: input.market.currency_code,
      }
    }),
    {
      address: { country_code: country },
      ...(buyer.id === null
        ? {}
        : {
            customer: {
              id: buyer.id,
              email: input.body.customer.email,
              customer_groups: buyer.groups.map(({ id }) => id),
            },
          }),
    }
  )
  return lines.map((_line, place) =>
    found.flatMap((line) =>
      "line_item_id" in line && line.line_item_id === String(place)
        ? [
            {
              code: line.code ?? "",
              rate: line.rate ?? 0,
              description: line.name,
              provider_id: line.provider_id,
              ...(line.rate_id ? { tax_rate_id: line.rate_id } : {}),
            },
          ]
        : []
    )
  )
}

/**
 * Tax lines of each cart line. Medusa's own tax provider goes by country and product alone: its answers are kept in memory,
 * at most three seconds old. Another one is asked each time.
 */
export const taxesOf = async (
  container: MedusaContainer,
  input: PurchaseToBegin,
  buyer: Buyer,
  { lines, otherTaxes }: { lines: readonly Line[]; otherTaxes: boolean }
): Promise<CreateTaxLineDTO[][]> => {
  const country = countryOf(input)
  if (!country || !input.market.automatic_taxes) return lines.map(() => [])
  if (otherTaxes) return askForTaxes(container, input, buyer, { country, lines })
  const nameOf = (line: Line) => `tax:${country}:${line.product_id}:${typeOf(line) ?? ""}`
  const kept = await catalogueMemory().keepEach("catalogue", lines.map(nameOf), async () => {
    const taxes = await askForTaxes(container, input, buyer, { country, lines })
    return new Map(lines.map((line, place) => [nameOf(line), taxes[place] ?? []]))
  })
  return lines.map((line) => (kept.get(nameOf(line)) ?? []).map((tax) => ({ ...tax })))
}
