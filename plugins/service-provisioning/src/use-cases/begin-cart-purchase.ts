import { clock, commonErrors, type ErrorDetails } from "@atrium/kernel"
import { graphRows, knexOf } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createPaymentCollectionForCartWorkflow } from "@medusajs/medusa/core-flows"
import { z } from "zod"

import { provisioningErrors } from "../contracts/errors"
import { PurchaseCustomer, type PurchaseOut } from "../contracts/purchases"
import { type CartLineRow, linesOnSale } from "../data/core/tiers-on-sale"
import { findCartFacts, type PurchaseItemRow, startCartPurchase } from "../data/purchases"
import { cartRefusals } from "../domain/cart-refusals"
import { mayNeedFiles, missingFiles, soldLines } from "./check-files"
import { changePurchasePayment } from "./change-purchase-payment"
import { stockOfManaged } from "./stock-of-variants"
import { areSold, refuseSuspended } from "./validate-cart-lines"

/** Hours until an unpaid purchase expires; the cart itself stays. */
const OPEN_HOURS = 24

const Cart = z.object({
  completed_at: z.unknown(),
  email: z.string().nullish(),
  customer_id: z.string().nullish(),
  customer: z.object({ has_account: z.boolean() }).nullish(),
  region_id: z.string().nullish(),
  sales_channel_id: z.string().nullish(),
  currency_code: z.string(),
  payment_collection: z.object({ id: z.string() }).nullish(),
  shipping_address: z
    .object({
      address_1: z.string().nullish(),
      city: z.string().nullish(),
      country_code: z.string().nullish(),
    })
    .nullish(),
  shipping_methods: z.array(z.unknown()).nullish(),
  items: z.array(
    z.object({
      id: z.string(),
      variant_id: z.string().nullish(),
      quantity: z.coerce.number(),
      requires_shipping: z.boolean(),
      variant: z.object({ manage_inventory: z.boolean(), allow_backorder: z.boolean() }).nullish(),
    })
  ),
})
type Cart = z.infer<typeof Cart>

const FIELDS = [
  ..."id completed_at email customer_id region_id sales_channel_id currency_code".split(" "),
  ...["customer.has_account", "payment_collection.id", "shipping_methods.id"],
  ...["shipping_address.address_1", "shipping_address.city", "shipping_address.country_code"],
  ...["items.id", "items.variant_id", "items.quantity", "items.requires_shipping"],
  ...["items.variant.manage_inventory", "items.variant.allow_backorder"],
]

/** Units in stock of each variant whose stock is managed and may not be oversold. */
const stockOf = (container: MedusaContainer, cart: Cart): Promise<Map<string, number>> =>
  stockOfManaged(
    container,
    cart.items.flatMap(({ variant, variant_id: id }) =>
      id && variant?.manage_inventory && !variant.allow_backorder ? [id] : []
    ),
    cart.sales_channel_id
  )

/** Required files that were not sent, by the index of their line among the cart's. */
const fileRefusals = async (
  knex: Knex,
  cart: Cart,
  rows: readonly CartLineRow[],
  items: readonly PurchaseItemRow[]
) => {
  const lines = soldLines(rows)
  const missing = mayNeedFiles(lines) ? await missingFiles(knex, lines, items) : []
  return Object.fromEntries(
    missing.map(({ lineId, questionId }) => [
      `items.${cart.items.findIndex(({ id }) => id === lineId)}.intake.${questionId}`,
      "Choose a file",
    ])
  )
}

const customerErrors = (customer: unknown): ErrorDetails => {
  const parsed = PurchaseCustomer.safeParse(customer)
  return parsed.success
    ? {}
    : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [["customer", ...path].join("."), message]))
}

/**
 * Starts the payment of an ordinary cart, as `POST /store/service-purchases` does for a service bought at once: from here
 * both are the same purchase, with the same routes to pay, resume and complete it. Everything that can refuse does so
 * before a payment exists; all wrong fields at once.
 * Throws `not_found`, `invalid_input`, `cart_completed`, `purchase_refused`, `service_unavailable`, `already_paid`.
 */
export const beginCartPurchase = async (
  container: MedusaContainer,
  input: { cartId: string; payment_provider_id?: string | undefined }
): Promise<PurchaseOut> => {
  const knex = knexOf(container)
  const [cart] = await graphRows(container, Cart, { entity: "cart", fields: FIELDS, filters: { id: input.cartId } })
  if (!cart) throw commonErrors.fail("not_found")
  if (cart.completed_at) throw provisioningErrors.fail("cart_completed")
  const [rows, facts, stock] = await Promise.all([
    linesOnSale(knex, input.cartId),
    findCartFacts(knex, input.cartId),
    stockOf(container, cart),
  ])
  refuseSuspended(rows)
  const details = {
    ...(await fileRefusals(knex, cart, rows, facts?.items ?? [])),
    ...cartRefusals(cart, stock),
    ...(rows.some((row) => row.of_service) ? customerErrors({ email: cart.email, ...facts?.customer }) : {}),
  }
  if (Object.keys(details).length) throw commonErrors.fail("invalid_input", { details })
  if (!areSold(rows)) throw provisioningErrors.fail("service_unavailable")
  const collectionId =
    cart.payment_collection?.id ??
    (await createPaymentCollectionForCartWorkflow(container).run({ input: { cart_id: input.cartId } })).result.id
  const id = await startCartPurchase(knex, {
    cart_id: input.cartId,
    customer_id: cart.customer?.has_account ? (cart.customer_id ?? null) : null,
    region_id: cart.region_id ?? null,
    currency_code: cart.currency_code,
    payment_collection_id: collectionId,
    // Set with the payment, when the cart has its current prices.
    amount: "0",
    expires_at: new Date(clock.now().getTime() + OPEN_HOURS * 3_600_000),
  })
  if (!id) throw provisioningErrors.fail("cart_completed")
  return changePurchasePayment(container, { id, payment_provider_id: input.payment_provider_id })
}
