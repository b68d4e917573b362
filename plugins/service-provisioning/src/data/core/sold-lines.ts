import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { Consent } from "../../contracts/purchases"
import { purchaseColumn, purchaseColumnSql } from "../encrypted-tables"
import { PurchaseItemRow } from "../purchases"
import { contactColumns, contactSql } from "./order-contact"

const SoldOrder = z.object({
  ...contactColumns,
  order_id: column.text,
  cart_id: column.text.nullable(),
  purchase_items: purchaseColumn("items", z.array(PurchaseItemRow).nullable()),
  consent: Consent.nullable(),
  /** Units of the order that have a request, including those removed since. */
  provisioned_units: column.integer,
  /** Every line the order ever had. */
  lines: z.array(
    z.object({
      line_id: column.text,
      /** The template version that was sold when the line was made; null for goods. */
      sold_version_id: column.text.nullable(),
      /** The numbers of the line's units that have their request and were not removed from the order. */
      kept_units: z.array(column.integer),
      /** The highest unit number the line ever had. */
      last_unit: column.integer,
    })
  ),
})
export type SoldOrder = z.infer<typeof SoldOrder>

/**
 * Selects the version that was sold when the line `li` was made; none for goods. What a product sells later, or sold
 * before it was taken off sale, does not matter: a template never turns earlier orders into service requests, and a
 * deleted one still provisions its own.
 */
export const SOLD_VERSION = `
  SELECT pub.version_id FROM service_template t JOIN service_template_publication pub ON pub.template_id = t.id
  WHERE t.product_id = li.product_id AND pub.published_at <= li.created_at
    AND (t.deleted_at IS NULL OR t.deleted_at > li.created_at)
  ORDER BY pub.published_at DESC, pub.id DESC LIMIT 1`

const SOLD_LINES = `
  SELECT o.id AS order_id, ${contactSql("o")}, oc.cart_id, ${purchaseColumnSql("p", "items")} AS purchase_items, p.consent,
    (SELECT CAST(count(*) AS int) FROM service_request r WHERE r.order_id = o.id) AS provisioned_units,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
        'line_id', li.id,
        'sold_version_id', (${SOLD_VERSION}),
        'kept_units', ARRAY(SELECT r.unit FROM service_request r
          WHERE r.order_line_item_id = li.id AND r.removed_at IS NULL ORDER BY r.unit),
        'last_unit', (SELECT coalesce(max(r.unit), 0) FROM service_request r WHERE r.order_line_item_id = li.id)))
      FROM order_line_item li
      WHERE li.id IN (SELECT oi.item_id FROM order_item oi WHERE oi.order_id = o.id)), '[]') AS lines
  FROM "order" o
  LEFT JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL
  LEFT JOIN service_purchase p ON p.cart_id = oc.cart_id
  WHERE o.id = ANY(?)`

/** The lines of these orders and which units have a service request. What was paid is in payments' `orderMoney`. */
export const soldLinesOf = (knex: Knex, orderIds: readonly string[]): Promise<SoldOrder[]> =>
  orderIds.length === 0 ? Promise.resolve([]) : sqlRows(knex, SoldOrder, SOLD_LINES, [[...orderIds]])
