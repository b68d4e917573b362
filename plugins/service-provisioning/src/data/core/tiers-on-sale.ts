import { suspendedBuyerSql } from "@atrium/identity/use-cases"
import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { StoredTemplateContent } from "../../domain/template-content"

const TierRow = z.object({
  tier_id: column.text,
  tier_title: column.text,
  sku: column.text.nullable(),
  product_id: column.text,
  product_title: column.text,
  product_subtitle: column.text.nullable(),
  product_handle: column.text,
  product_type_id: column.text.nullable(),
  thumbnail: column.text.nullable(),
  discountable: column.boolean,
  status: column.text,
  /** The open sales channels its product is sold in. */
  sales_channel_ids: z.array(z.string()),
  version_id: column.text,
  content: StoredTemplateContent,
  price_set_id: column.text.nullable(),
})
/** A tier as it is now in catalog, templates and prices. */
export type TierRow = z.infer<typeof TierRow>

const CartLineRow = z.object({
  line_id: column.text,
  cart_channel_id: column.text.nullable(),
  /** Whether the cart's customer is suspended, or another customer with its email address. The same in every line. */
  buyer_suspended: column.boolean,
  /** False for a custom line without a product, added by staff. */
  of_product: column.boolean,
  /** The line was sold as a service, even if its product or template was deleted since. */
  of_service: column.boolean,
  // The line's product as it is now; null when product or variant was deleted.
  tier_id: column.text.nullable(),
  product_id: column.text.nullable(),
  status: column.text.nullable(),
  sales_channel_ids: z.array(z.string()),
  version_id: column.text.nullable(),
  content: StoredTemplateContent.nullable(),
  price_set_id: column.text.nullable(),
  /** When a price of the tier last changed or one of its price lists started or ended (machine time). */
  price_changed_at: column.timestamp.nullable(),
})
export type CartLineRow = z.infer<typeof CartLineRow>

// A sales channel that is deleted or disabled sells nothing.
const ON_SALE = `
  v.id AS tier_id, p.id AS product_id, p.status, tv.id AS version_id, tv.content, ps.price_set_id,
  ARRAY(SELECT sc.id FROM product_sales_channel psc
    JOIN sales_channel sc ON sc.id = psc.sales_channel_id AND sc.deleted_at IS NULL AND NOT sc.is_disabled
    WHERE psc.product_id = p.id AND psc.deleted_at IS NULL) AS sales_channel_ids`

// Core stamps prices with the machine's time, so the price lists' windows are compared with it too.
const PRICE_CHANGED_AT = `
  (SELECT max(greatest(ps.created_at, pr.updated_at, pr.deleted_at, pl.updated_at, pl.deleted_at,
      CASE WHEN pl.starts_at <= now() THEN pl.starts_at END, CASE WHEN pl.ends_at <= now() THEN pl.ends_at END))
   FROM price pr LEFT JOIN price_list pl ON pl.id = pr.price_list_id
   WHERE pr.price_set_id = ps.price_set_id) AS price_changed_at`

const JOINS = `
  LEFT JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
  LEFT JOIN service_template t ON t.product_id = p.id AND t.deleted_at IS NULL
  LEFT JOIN service_template_version tv ON tv.id = t.current_version_id
  LEFT JOIN product_variant_price_set ps ON ps.variant_id = v.id AND ps.deleted_at IS NULL`

const TIERS = `
  SELECT ${ON_SALE}, v.title AS tier_title, v.sku, p.title AS product_title, p.subtitle AS product_subtitle,
    p.handle AS product_handle, p.type_id AS product_type_id, p.thumbnail, p.discountable
  FROM product_variant v ${JOINS}
  WHERE v.id = ANY(?) AND v.deleted_at IS NULL AND p.id IS NOT NULL AND tv.id IS NOT NULL`

/** The tiers of these variants; variants that are not a tier of a published template are left out. */
export const tiersOnSale = async (knex: Knex, tierIds: readonly string[]): Promise<TierRow[]> =>
  tierIds.length === 0 ? [] : sqlRows(knex, TierRow, TIERS, [[...tierIds]])

// "Not found" must not be mistaken for "not a service": the line itself shows what it is. Any product whose template was
// ever published is a service, and the purchase routes sell nothing else.
const CART_LINES = `
  SELECT li.id AS line_id, c.sales_channel_id AS cart_channel_id, ${ON_SALE}, ${PRICE_CHANGED_AT},
    ${suspendedBuyerSql("c.customer_id", "c.email")} AS buyer_suspended,
    li.variant_id IS NOT NULL OR li.product_id IS NOT NULL AS of_product,
    coalesce(sp.source = 'purchase', false) OR EXISTS (SELECT 1 FROM service_template known
      WHERE known.product_id = coalesce(p.id, li.product_id) AND known.current_version_id IS NOT NULL) AS of_service
  FROM cart c
  JOIN cart_line_item li ON li.cart_id = c.id AND li.deleted_at IS NULL
  LEFT JOIN service_purchase sp ON sp.cart_id = c.id
  LEFT JOIN product_variant v ON v.id = li.variant_id AND v.deleted_at IS NULL
  ${JOINS}
  WHERE c.id = ?`

/** Every line of a cart, goods included, with its product and tier as they are now. */
export const linesOnSale = (knex: Knex, cartId: string): Promise<CartLineRow[]> =>
  sqlRows(knex, CartLineRow, CART_LINES, [cartId])
