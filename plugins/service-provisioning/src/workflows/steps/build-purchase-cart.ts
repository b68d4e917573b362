import { randomUUID } from "node:crypto"

import { commonErrors } from "@atrium/kernel"
import { COMPLETION_TRACE } from "@atrium/payments/contracts"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { CreateTaxLineDTO, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, decorateCartTotals, MathBN, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"

import { cartFactsOf } from "../../data/core/cart-facts"
import { cartLine, type CartPrice, nameParts, type PurchaseToBegin } from "../../domain/purchase-cart"
import { createGuestCustomer } from "../../use-cases/find-guest-customer"

type Buyer = { id: string; groups: { id: string }[] }

/** The signed-in customer, else the guest with this email address. */
const buyerOf = async (container: MedusaContainer, input: PurchaseToBegin, guestId: string | null): Promise<Buyer> => {
  if (input.customer_id) {
    const customer = await container
      .resolve(Modules.CUSTOMER)
      .retrieveCustomer(input.customer_id, { select: ["id"], relations: ["groups"] })
    return { id: customer.id, groups: customer.groups.map(({ id }) => ({ id })) }
  }
  return { id: guestId ?? (await createGuestCustomer(container, input.body.customer.email)), groups: [] }
}

/** Prices as core's cart would compute them, by the item's index; items without a price are reported by field. */
const pricesOf = async (container: MedusaContainer, input: PurchaseToBegin, buyer: Buyer): Promise<CartPrice[]> => {
  const quantities = [...new Set(input.body.items.map((item) => item.quantity))]
  const sets = input.items.flatMap((item) => item.tier.price_set_id ?? [])
  const pricing = container.resolve(Modules.PRICING)
  const priced = await Promise.all(
    quantities.map(async (quantity) => {
      const context: Record<string, string | number> = {
        currency_code: input.market.currency_code,
        region_id: input.market.region_id,
        quantity,
      }
      // Rules on customer groups read a nested list, which the context's type does not include.
      const groups = buyer.groups.length ? { customer: { groups: buyer.groups } } : {}
      return [
        quantity,
        await pricing.calculatePrices({ id: sets }, { context: Object.assign(context, groups) }),
      ] as const
    })
  )
  const byQuantity = new Map(priced)
  const details: Record<string, string> = {}
  const prices = input.body.items.map((item, place) => {
    const set = input.items[place]?.tier.price_set_id
    const price = byQuantity.get(item.quantity)?.find(({ id }) => id === set)
    const amount = price?.calculated_amount
    if (amount === null || amount === undefined)
      details[`items.${place}.tier_id`] = "This service is not available in this currency"
    return {
      amount: Number(amount ?? 0),
      taxInclusive: price?.is_calculated_price_tax_inclusive ?? false,
      originalAmount:
        price?.original_amount === null || price?.original_amount === undefined ? null : Number(price.original_amount),
    }
  })
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  return prices
}

type Line = ReturnType<typeof cartLine>

/** The country for tax is known when the region has only one, as in core. */
const countryOf = (input: PurchaseToBegin): string | undefined =>
  input.market.country_codes.length === 1 ? input.market.country_codes[0] : undefined

const taxesOf = async (container: MedusaContainer, input: PurchaseToBegin, buyer: Buyer, lines: readonly Line[]) => {
  const country = countryOf(input)
  const none: CreateTaxLineDTO[][] = lines.map(() => [])
  if (!country || !input.market.automatic_taxes) return none
  const found = await container.resolve(Modules.TAX).getTaxLines(
    lines.map((line, place) => ({
      id: String(place),
      product_id: line.product_id,
      ...("product_type_id" in line && line.product_type_id ? { product_type_id: line.product_type_id } : {}),
      quantity: line.quantity,
      unit_price: line.unit_price,
      currency_code: input.market.currency_code,
    })),
    {
      address: { country_code: country },
      customer: { id: buyer.id, email: input.body.customer.email, customer_groups: buyer.groups.map(({ id }) => id) },
    }
  )
  return none.map((_empty, place) =>
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

/** Applies automatic promotions as core would; returns the total. */
const applyPromotions = async (container: MedusaContainer, cartId: string): Promise<number> => {
  await updateCartPromotionsWorkflow(container).run({ input: { cart_id: cartId } })
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "cart", fields: ["id", "total"], filters: { id: cartId } })
  const [cart] = data as { total?: unknown }[]
  return MathBN.convert(cart?.total as number).toNumber()
}

export type BuiltCart = { id: string; total: string; customer_id: string }

/** Builds a purchase's cart straight on core's modules: the rows that core's cart workflow would write, in a third of its statements. */
export const buildPurchaseCartStep = createStep(
  "build-purchase-cart",
  async (input: PurchaseToBegin, { container }) => {
    const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const facts = await cartFactsOf(knex, input.body.customer.email)
    const buyer = await buyerOf(container, input, facts.guest_id)
    const prices = await pricesOf(container, input, buyer)
    const lines = input.body.items.flatMap((item, place) => {
      const tier = input.items[place]?.tier
      const price = prices[place]
      return tier && price ? [cartLine(tier, price, item.quantity, place)] : []
    })
    const taxes = await taxesOf(container, input, buyer, lines)
    const items = lines.map((line, place) => ({ ...line, tax_lines: taxes[place] ?? [] }))
    const country = countryOf(input)
    const cart = await container.resolve(Modules.CART).createCarts({
      region_id: input.market.region_id,
      currency_code: input.market.currency_code,
      customer_id: buyer.id,
      email: input.body.customer.email,
      metadata: { [COMPLETION_TRACE]: randomUUID() },
      sales_channel_id: input.sales_channel_id,
      ...(country ? { shipping_address: { country_code: country } } : {}),
      billing_address: { ...nameParts(input.body.customer.full_name), phone: input.body.customer.phone },
      items,
    })
    const discounted = facts.promotions ? await applyPromotions(container, cart.id) : undefined
    const priced = items.map((item, place) => ({ ...item, id: String(place), adjustments: [] }))
    const total = discounted ?? decorateCartTotals({ items: priced, shipping_methods: [], region: {} }).total
    const built: BuiltCart = { id: cart.id, total: MathBN.convert(total as number).toString(), customer_id: buyer.id }
    return new StepResponse(built, cart.id)
  },
  async (cartId, { container }) => {
    if (cartId) await container.resolve(Modules.CART).deleteCarts([cartId])
  }
)
