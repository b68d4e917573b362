import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { CompletedCart } from "../../domain/plain-cart"
import { orderOfCartSql } from "./order-payments"

const Row = z.object({
  cart: CompletedCart,
  /** The cart has its order, or what a completion that was cut off left of it. */
  ordered: column.boolean,
  /** What the cart's region offers to pay with. */
  offered: z.array(column.text),
})
export type CartToComplete = z.infer<typeof Row>

const rows = (table: string, where: string, more = "") =>
  `coalesce((SELECT jsonb_agg(to_jsonb(one)${more} ORDER BY one.id) FROM ${table} one
     WHERE ${where} AND one.deleted_at IS NULL), '[]')`
const row = (table: string, where: string) =>
  `(SELECT to_jsonb(one) FROM ${table} one WHERE ${where} AND one.deleted_at IS NULL)`

const VARIANT = `(
  SELECT jsonb_build_object('id', variant.id, 'manage_inventory', variant.manage_inventory,
    'allow_backorder', variant.allow_backorder, 'inventory_items', '[]'::jsonb,
    'product', (SELECT jsonb_build_object('id', product.id, 'is_giftcard', product.is_giftcard) FROM product
      WHERE product.id = variant.product_id AND product.deleted_at IS NULL))
  FROM product_variant variant WHERE variant.id = one.variant_id AND variant.deleted_at IS NULL)`

const LINE = ` || jsonb_build_object('variant', ${VARIANT},
  'tax_lines', coalesce((SELECT jsonb_agg(to_jsonb(tax) ORDER BY tax.id) FROM cart_line_item_tax_line tax
    WHERE tax.item_id = one.id AND tax.deleted_at IS NULL), '[]'),
  'adjustments', coalesce((SELECT jsonb_agg(to_jsonb(discount) ORDER BY discount.id) FROM cart_line_item_adjustment discount
    WHERE discount.item_id = one.id AND discount.deleted_at IS NULL), '[]'))`

const COLLECTION = `(
  SELECT to_jsonb(one) || jsonb_build_object(
    'has_payments', EXISTS (SELECT 1 FROM payment made WHERE made.payment_collection_id = one.id AND made.deleted_at IS NULL),
    'payment_sessions', coalesce((
    SELECT jsonb_agg(to_jsonb(session) ORDER BY session.created_at, session.id) FROM payment_session session
    WHERE session.payment_collection_id = one.id AND session.deleted_at IS NULL), '[]'))
  FROM cart_payment_collection link JOIN payment_collection one
    ON one.id = link.payment_collection_id AND one.deleted_at IS NULL
  WHERE link.cart_id = completing.id AND link.deleted_at IS NULL LIMIT 1)`

const CART = `
  SELECT to_jsonb(completing) || jsonb_build_object(
      'region', ${row("region", "one.id = completing.region_id")},
      'customer', ${row("customer", "one.id = completing.customer_id")},
      'shipping_address', ${row("cart_address", "one.id = completing.shipping_address_id")},
      'billing_address', ${row("cart_address", "one.id = completing.billing_address_id")},
      'items', ${rows("cart_line_item", "one.cart_id = completing.id", LINE)},
      'shipping_methods', ${rows("cart_shipping_method", "one.cart_id = completing.id")},
      'credit_lines', ${rows("credit_line", "one.cart_id = completing.id")},
      'promotions', ${rows("cart_promotion", "one.cart_id = completing.id")},
      'payment_collection', ${COLLECTION}) AS cart,
    EXISTS (${orderOfCartSql("completing.id")}) AS ordered,
    coalesce((SELECT array_agg(offer.payment_provider_id) FROM region_payment_provider offer
      JOIN payment_provider provider ON provider.id = offer.payment_provider_id AND provider.is_enabled
      WHERE offer.region_id = completing.region_id AND offer.deleted_at IS NULL), '{}') AS offered
  FROM cart completing WHERE completing.id = ? AND completing.deleted_at IS NULL`

/** A cart with all that completing it needs, in one statement; null where it is gone. */
export const findCartToComplete = (knex: Knex, cartId: string): Promise<CartToComplete | null> =>
  sqlRow(knex, Row, CART, [cartId])
