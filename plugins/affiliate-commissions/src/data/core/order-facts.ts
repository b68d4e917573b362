import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { BoughtLine, RemovedUnits } from "../../domain/order-parts"

// Facts pass between the steps of a workflow, which keep JSON only.
const instant = column.timestamp.transform((at) => at.toISOString())

const OrderFacts = z.object({
  order_id: column.text,
  display_id: column.integer.nullable(),
  currency_code: column.text,
  customer_id: column.text.nullable(),
  /** Email addresses of the order and of the purchase form. */
  emails: z.array(column.text.nullable()),
  /** As the shopper sent them with the purchase. */
  affiliate_code: column.text.nullable(),
  click_id: column.text.nullable(),
  consent: z.unknown(),
  /** The order has its attribution already. */
  settled: column.boolean,
  /** It is paid in full. */
  paid: column.boolean,
  canceled: column.boolean,
  /** Everything that was captured, and every refund that the order's transactions hold. */
  captured: column.text,
  refunds: z.array(column.text),
  /** Medusa has made a refund that the order's transactions do not hold yet. */
  refund_unbooked: column.boolean,
  /** The last capture, by the machine's clock; the order's own time when nothing was to pay. */
  captured_at: instant,
  /** Business time in which its units were fanned out. */
  fanned_out_at: instant.nullable(),
  /** As they were paid: whatever changed since is in `removed`. */
  lines: z.array(BoughtLine),
  removed: RemovedUnits,
})
/** What Medusa's rows say about an order, as far as commissions need it. Amounts are decimal text in major units. */
export type OrderFacts = z.infer<typeof OrderFacts>

/**
 * Refunds of the order in this column, as an array of decimal texts: a part of a statement. A refund counts when the
 * order's transactions hold it; core may take its row back when the gateway refuses.
 */
export const refundedOfSql = (orderIdColumn: string): string =>
  `coalesce((SELECT array_agg(CAST(-tr.amount AS text) ORDER BY tr.created_at, tr.id) FROM order_transaction tr
     WHERE tr.order_id = ${orderIdColumn} AND tr.amount < 0 AND tr.deleted_at IS NULL), '{}')`
/** Lines of an order that hold fewer units than they were bought with: a part of a statement. */
export const removedUnitsSql = (order: string): string => `
  coalesce((SELECT jsonb_object_agg(line.item_id, jsonb_build_object('held', line.held, 'bought', line.bought))
    FROM (SELECT bought.item_id, CAST(bought.quantity AS int) AS bought, coalesce((
        SELECT CAST(greatest(0, now_held.quantity - now_held.return_received_quantity
          - now_held.return_dismissed_quantity - now_held.written_off_quantity) AS int)
        FROM order_item now_held WHERE now_held.order_id = ${order}.id AND now_held.version = ${order}.version
          AND now_held.item_id = bought.item_id AND now_held.deleted_at IS NULL LIMIT 1), 0) AS held
      FROM order_item bought
      WHERE bought.order_id = ${order}.id AND bought.version = 1 AND bought.deleted_at IS NULL) line
    WHERE line.held < line.bought), '{}')`

// Core keeps the order's total in its summary and what was paid and given back in its transactions; a refund lowers the
// total by a credit line, so that an order stays paid in full when part of it, or all, is given back.
const FACTS = `
  SELECT o.id AS order_id, o.display_id, o.currency_code, o.customer_id,
    ARRAY[o.email, p.customer ->> 'email'] AS emails, p.affiliate_code, p.click_id, p.consent,
    EXISTS (SELECT 1 FROM affiliate_attribution a WHERE a.order_id = o.id) AS settled,
    coalesce((SELECT sum(tr.amount) FROM order_transaction tr WHERE tr.order_id = o.id AND tr.deleted_at IS NULL), 0)
      >= CAST(s.totals ->> 'current_order_total' AS numeric) AS paid,
    o.canceled_at IS NOT NULL AS canceled,
    CAST(coalesce((SELECT sum(tr.amount) FROM order_transaction tr
      WHERE tr.order_id = o.id AND tr.amount > 0 AND tr.deleted_at IS NULL), 0) AS text) AS captured,
    ${refundedOfSql("o.id")} AS refunds,
    coalesce((SELECT sum(r.amount)
      FROM order_payment_collection link
      JOIN payment py ON py.payment_collection_id = link.payment_collection_id AND py.deleted_at IS NULL
      JOIN refund r ON r.payment_id = py.id AND r.deleted_at IS NULL
      WHERE link.order_id = o.id AND link.deleted_at IS NULL), 0)
      > coalesce((SELECT -sum(tr.amount) FROM order_transaction tr
          WHERE tr.order_id = o.id AND tr.amount < 0 AND tr.deleted_at IS NULL), 0) AS refund_unbooked,
    coalesce((SELECT max(py.captured_at) FROM order_payment_collection link
      JOIN payment py ON py.payment_collection_id = link.payment_collection_id AND py.deleted_at IS NULL
      WHERE link.order_id = o.id AND link.deleted_at IS NULL), o.created_at) AS captured_at,
    (SELECT so.created_at FROM service_order so WHERE so.order_id = o.id) AS fanned_out_at,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', li.id, 'product_id', li.product_id,
        'title', coalesce(li.product_title, li.title), 'tax_inclusive', li.is_tax_inclusive,
        'subtotal', CAST(coalesce(oi.unit_price, li.unit_price) * oi.quantity
          - coalesce((SELECT sum(adjusted.amount) FROM order_line_item_adjustment adjusted
              WHERE adjusted.item_id = li.id AND adjusted.version = 1 AND adjusted.deleted_at IS NULL), 0)
          AS text),
        'tax_rate', CAST(coalesce((SELECT sum(tax.rate) FROM order_line_item_tax_line tax
          WHERE tax.item_id = li.id AND tax.deleted_at IS NULL), 0) AS text)) ORDER BY li.id), '[]')
      FROM order_item oi JOIN order_line_item li ON li.id = oi.item_id AND li.deleted_at IS NULL
      WHERE oi.order_id = o.id AND oi.version = 1 AND oi.deleted_at IS NULL) AS lines,
    ${removedUnitsSql("o")} AS removed
  FROM "order" o
  JOIN order_summary s ON s.order_id = o.id AND s.version = o.version AND s.deleted_at IS NULL
  JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL
  JOIN service_purchase p ON p.cart_id = oc.cart_id AND (p.affiliate_code IS NOT NULL OR p.click_id IS NOT NULL)
  WHERE o.id = ? AND o.deleted_at IS NULL AND NOT o.is_draft_order`

/** Facts of an order whose purchase names an affiliate; null for any other. */
export const orderFactsOf = (knex: Knex, orderId: string): Promise<OrderFacts | null> =>
  sqlRow(knex, OrderFacts, FACTS, [orderId])

/** The last change that Medusa made to an order with an attribution: its id. */
export const lastChangeOf = async (knex: Knex, orderId: string): Promise<string | null> => {
  const row = await sqlRow(
    knex,
    z.object({ id: column.text }),
    `SELECT ch.id FROM order_change ch JOIN affiliate_attribution a ON a.order_id = ch.order_id
     WHERE ch.order_id = ? AND ch.status = 'confirmed' AND ch.deleted_at IS NULL
     ORDER BY ch.updated_at DESC, ch.id DESC LIMIT 1`,
    [orderId]
  )
  return row?.id ?? null
}
