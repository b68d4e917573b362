import { graphRows } from "@atrium/server"
import type { CompletionValidator } from "@atrium/payments/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN, QueryContext } from "@medusajs/framework/utils"
import { z } from "zod"

import { provisioningErrors } from "../contracts/errors"
import { type CartLine, completionRefusal } from "../domain/completion-refusal"
import { type CartLineRow, linesOnSale } from "../data/core/tiers-on-sale"
import { itemsOfCart } from "../data/purchases"
import { mayNeedFiles, missingFiles, soldLines } from "./check-files"
import { sellableOf } from "./find-sellable-tiers"

/** The fields of a cart that matter here; core's completion loads many more. */
const Cart = z.object({
  id: z.string(),
  completed_at: z.unknown(),
  region_id: z.string().nullish(),
  currency_code: z.string(),
  customer: z.object({ groups: z.array(z.object({ id: z.string() })).nullish() }).nullish(),
  items: z.array(
    z.object({
      id: z.string(),
      quantity: z.unknown().transform((quantity) => Number(quantity)),
      unit_price: z.unknown().transform((price) => MathBN.convert(price as number).toNumber()),
      is_custom_price: z.boolean().nullish(),
      created_at: z.coerce.date(),
    })
  ),
})
type Cart = z.infer<typeof Cart>

const PricedVariant = z.object({
  id: z.string(),
  calculated_price: z.object({ calculated_amount: z.coerce.number().nullable() }).nullish(),
})

/** Prices of these tiers as a new cart would show them, by variant id. */
const pricesNow = async (container: MedusaContainer, cart: Cart, tierIds: string[]): Promise<Map<string, number>> => {
  if (tierIds.length === 0) return new Map()
  const variants = await graphRows(container, PricedVariant, {
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
      price && price.calculated_amount !== null ? [[id, price.calculated_amount] as const] : []
    )
  )
}

type Line = { item: Cart["items"][number]; row: CartLineRow }

/** A purchase takes its prices from memory: a line may still have a price that changed so shortly before. */
const OLD_PRICE_MS = 5_000

/** True when no price of the tier changed since the line's price was read: the line's own price still applies. */
const keepsPrice = ({ item, row }: Line): boolean =>
  row.price_changed_at !== null && row.price_changed_at.getTime() + OLD_PRICE_MS < item.created_at.getTime()

/** The product that a line sells, as it is now. */
const soldUnder = (row: CartLineRow) => {
  if (row.of_service) return { kind: "service" as const, tier: sellableOf(row) }
  const product = row.product_id
    ? { published: row.status === "published", salesChannelIds: row.sales_channel_ids ?? [] }
    : undefined
  return { kind: "goods" as const, product }
}

const channelsOf = (rows: readonly CartLineRow[]): string[] =>
  rows.flatMap((row) => row.cart_channel_id ?? []).slice(0, 1)

/** Refuses the cart of a suspended customer, and that of a guest with their email address. */
export const refuseSuspended = (rows: readonly CartLineRow[]): void => {
  if (rows.some((row) => row.buyer_suspended)) throw provisioningErrors.fail("purchase_refused")
}

/** Whether everything in these cart lines is still on sale in the cart's sales channel; ignores prices and quantities. */
export const areSold = (rows: readonly CartLineRow[]): boolean => {
  const lines = rows.filter((row) => row.of_product)
  const anyPrice = { quantity: 0, unitPrice: 0, priceNow: 0, custom: true }
  return (
    completionRefusal(
      lines.map((row) => ({ ...anyPrice, ...soldUnder(row) })),
      channelsOf(rows)
    ) === null
  )
}

const linesOf = async (container: MedusaContainer, cart: Cart, rows: readonly CartLineRow[]): Promise<CartLine[]> => {
  const byId = new Map(rows.map((row) => [row.line_id, row]))
  const lines = cart.items.flatMap((item) => {
    const row = byId.get(item.id)
    return row?.of_product ? [{ item, row }] : []
  })
  const repriced = lines.flatMap((line) =>
    line.row.of_service && line.row.tier_id && !keepsPrice(line) ? [line.row.tier_id] : []
  )
  const prices = await pricesNow(container, cart, [...new Set(repriced)])
  return lines.map((line) => {
    const { item, row } = line
    const bought = {
      quantity: item.quantity,
      unitPrice: item.unit_price,
      custom: item.is_custom_price ?? false,
      priceNow: keepsPrice(line) ? item.unit_price : prices.get(row.tier_id ?? ""),
    }
    return { ...bought, ...soldUnder(row) }
  })
}

/**
 * Checks that the buyer is not suspended, that everything in the cart is still on sale in its sales channel, that services
 * are within their maximum quantity and at the price the shopper saw, and that the files which they require are there.
 * Ignores custom lines without a product.
 */
export const validateLines: CompletionValidator["validate"] = async ({ cart: completing, container }) => {
  const cart = Cart.parse(completing)
  if (cart.completed_at) return
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const rows = await linesOnSale(knex, cart.id)
  refuseSuspended(rows)
  const refusal = completionRefusal(await linesOf(container, cart, rows), channelsOf(rows))
  if (refusal) throw provisioningErrors.fail(refusal)
  const lines = soldLines(rows)
  if (!mayNeedFiles(lines)) return
  const items = await itemsOfCart(knex, cart.id)
  if ((await missingFiles(knex, lines, items)).length > 0) throw provisioningErrors.fail("files_missing")
}
