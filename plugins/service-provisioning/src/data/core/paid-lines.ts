import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { Consent } from "../../contracts/purchases"
import { PurchaseItemRow } from "../purchases"
import { HELD_QUANTITY } from "./order-books"

// Core keeps the order's total in its summary and what was paid in its transactions; zero totals count as paid. A refund
// lowers both, so what was paid in full stays so: a unit that was paid has its request, also when it was refunded since.
const PAID = `
  o.deleted_at IS NULL AND NOT o.is_draft_order
  AND coalesce((SELECT sum(tr.amount) FROM order_transaction tr WHERE tr.order_id = o.id AND tr.deleted_at IS NULL), 0)
    >= CAST(s.totals ->> 'current_order_total' AS numeric)`

// The version that was sold when the line was made. What a product sells later, or sold before it was taken off, is not
// asked: a template never turns orders of before into service requests, and one that is gone still provisions its own.
const SOLD_VERSION = `
  LEFT JOIN LATERAL (
    SELECT pub.version_id FROM service_template t JOIN service_template_publication pub ON pub.template_id = t.id
    WHERE t.product_id = li.product_id AND pub.published_at <= li.created_at
      AND (t.deleted_at IS NULL OR t.deleted_at > li.created_at)
    ORDER BY pub.published_at DESC, pub.id DESC LIMIT 1) sold ON true`

export const ORDER_LINES_SQL = `
  FROM "order" o
  JOIN order_summary s ON s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
  JOIN order_item oi ON oi.order_id = o.id AND oi.version = o.version AND oi.deleted_at IS NULL
  JOIN order_line_item li ON li.id = oi.item_id AND li.deleted_at IS NULL
  ${SOLD_VERSION}`

/** A line's own total with discounts and taxes, major units. */
export const LINE_TOTAL_SQL = `(coalesce(oi.unit_price, li.unit_price) * oi.quantity
      - coalesce((SELECT sum(a.amount) FROM order_line_item_adjustment a
                  WHERE a.item_id = li.id AND a.version = o.version AND a.deleted_at IS NULL), 0))
      * (1 + CASE WHEN li.is_tax_inclusive THEN 0 ELSE coalesce((SELECT sum(x.rate) FROM order_line_item_tax_line x
                  WHERE x.item_id = li.id AND x.deleted_at IS NULL), 0) / 100 END)`

const PaidLineRow = z.object({
  order_id: column.text,
  currency_code: column.text,
  cart_id: column.text.nullable(),
  /** What the order cost when it was paid, major units: refunds since are not taken off. */
  total: column.text,
  purchase_items: z.array(PurchaseItemRow).nullable(),
  consent: Consent.nullable(),
  line_id: column.text,
  variant_id: column.text.nullable(),
  /** Units the order holds now. */
  quantity: column.integer,
  /** The numbers of the line's units that have their request and were not taken out of the order. */
  kept_units: z.array(column.integer),
  /** The highest number a unit of the line ever had. */
  last_unit: column.integer,
  /** Units of the whole order that have a request, also those taken out since. */
  provisioned_units: column.integer,
  metadata: z.record(z.string(), z.unknown()).nullable(),
  /** The total of these units with discounts and taxes, major units. */
  line_total: column.text,
  /** The template version that was sold when the line was made; null for goods. */
  sold_version_id: column.text.nullable(),
})
export type PaidLineRow = z.infer<typeof PaidLineRow>

// A refund lowers the order's total by a credit line. Adding those again gives what it cost, except for credit given
// before it was paid: nobody paid that.
const TOTAL_PAID = `least(
  CAST(s.totals ->> 'current_order_total' AS numeric)
    + coalesce((SELECT sum(cl.amount) FROM order_credit_line cl WHERE cl.order_id = o.id AND cl.deleted_at IS NULL), 0),
  (SELECT coalesce(sum(tr.amount), 0) FROM order_transaction tr
   WHERE tr.order_id = o.id AND tr.amount > 0 AND tr.deleted_at IS NULL))`

const PAID_LINES = `
  SELECT o.id AS order_id, o.currency_code, oc.cart_id, CAST(${TOTAL_PAID} AS text) AS total,
    p.items AS purchase_items, p.consent, li.id AS line_id, li.variant_id, CAST(${HELD_QUANTITY} AS int) AS quantity, li.metadata,
    sold.version_id AS sold_version_id,
    ARRAY(SELECT r.unit FROM service_request r
      WHERE r.order_line_item_id = li.id AND r.removed_at IS NULL ORDER BY r.unit) AS kept_units,
    (SELECT coalesce(max(r.unit), 0) FROM service_request r WHERE r.order_line_item_id = li.id) AS last_unit,
    (SELECT CAST(count(*) AS int) FROM service_request r WHERE r.order_id = o.id) AS provisioned_units,
    CAST(${LINE_TOTAL_SQL} * ${HELD_QUANTITY} / greatest(oi.quantity, 1) AS text) AS line_total
  ${ORDER_LINES_SQL}
  LEFT JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL
  LEFT JOIN service_purchase p ON p.cart_id = oc.cart_id
  WHERE o.id = ? AND ${PAID}
  ORDER BY li.id`

/** Every line of an order that is paid in full, goods included; empty while it is not paid. */
export const paidLinesOf = (knex: Knex, orderId: string): Promise<PaidLineRow[]> =>
  sqlRows(knex, PaidLineRow, PAID_LINES, [orderId])

const UnprovisionedOrder = z.object({ order_id: column.text, payment_id: column.text.nullable() })
export type UnprovisionedOrder = z.infer<typeof UnprovisionedOrder>

/**
 * Orders that are paid and have a unit of a service without its service request: what nothing announced, or what a
 * crash left behind. A page of those made or changed since then, by id.
 */
export const ordersWithMissingRequests = (
  knex: Knex,
  { since, after, limit }: ReconcilePage<UnprovisionedOrder>
): Promise<UnprovisionedOrder[]> =>
  sqlRows(
    knex,
    UnprovisionedOrder,
    `SELECT DISTINCT o.id AS order_id,
       (SELECT py.id FROM order_payment_collection opc JOIN payment py ON py.payment_collection_id = opc.payment_collection_id
        WHERE opc.order_id = o.id AND opc.deleted_at IS NULL AND py.captured_at IS NOT NULL
        ORDER BY py.captured_at, py.id LIMIT 1) AS payment_id
     ${ORDER_LINES_SQL}
     WHERE ${PAID} AND sold.version_id IS NOT NULL AND greatest(o.created_at, o.updated_at) > ? AND o.id > ?
       AND (SELECT count(*) FROM service_request r WHERE r.order_line_item_id = li.id AND r.removed_at IS NULL)
         < ${HELD_QUANTITY}
     ORDER BY o.id
     LIMIT ?`,
    [since, after?.order_id ?? "", limit]
  )
