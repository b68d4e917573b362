import { column, sqlRow, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { contactColumns, contactSql } from "./order-contact"

const OrderBooks = z.object({
  ...contactColumns,
  order_id: column.text,
  display_id: column.integer,
  currency_code: column.text,
  canceled: column.boolean,
  customer_id: column.text.nullable(),
  amount: column.text,
  lowered: column.text,
  paid: column.text,
  refunded: column.text,
  lines: z.array(z.object({ line_id: z.string(), quantity: z.int() })),
  /** Refunds of Medusa's; `amount` in major units as decimal text. */
  refunds: z.array(z.object({ id: z.string(), amount: z.string() })),
})
/** What an order holds, took and refunded, and who it belongs to. */
export type OrderBooks = z.infer<typeof OrderBooks>

const summed = (sign: "<" | ">") =>
  `CAST(abs(coalesce((SELECT sum(tr.amount) FROM order_transaction tr
     WHERE tr.order_id = o.id AND tr.deleted_at IS NULL AND tr.amount ${sign} 0), 0)) AS text)`

// What an order costs in each of its versions. A refund lowers the total by a credit line: adding those again leaves what
// edits, returns and exchanges changed.
const COSTS = `
  SELECT s.version, CAST(s.totals ->> 'current_order_total' AS numeric) + coalesce((SELECT sum(cl.amount)
    FROM order_credit_line cl WHERE cl.order_id = o.id AND cl.version <= s.version AND cl.deleted_at IS NULL), 0) AS cost
  FROM order_summary s WHERE s.order_id = o.id AND s.deleted_at IS NULL`

/** What an order still holds of one of its lines: not what was returned, nor what a claim wrote off. */
export const HELD_QUANTITY = `greatest(0,
  oi.quantity - oi.return_received_quantity - oi.return_dismissed_quantity - oi.written_off_quantity)`

// Transactions are what counts: core writes them once the gateway has refunded the money. A refund's own row may exist
// before that, and goes again when the gateway refuses.
const BOOKS = `
  SELECT o.id AS order_id, o.display_id, o.currency_code, o.canceled_at IS NOT NULL AS canceled, o.customer_id,
    (SELECT CAST(c.cost AS text) FROM (${COSTS}) c WHERE c.version = o.version LIMIT 1) AS amount,
    (SELECT CAST(coalesce(sum(greatest(step.fell, 0)), 0) AS text)
     FROM (SELECT lag(c.cost) OVER (ORDER BY c.version) - c.cost AS fell FROM (${COSTS}) c) step) AS lowered,
    ${summed(">")} AS paid, ${summed("<")} AS refunded, ${contactSql("o")},
    coalesce((SELECT jsonb_agg(jsonb_build_object('line_id', oi.item_id, 'quantity', CAST(${HELD_QUANTITY} AS int)))
      FROM order_item oi WHERE oi.order_id = o.id AND oi.version = o.version AND oi.deleted_at IS NULL), '[]') AS lines,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'amount', CAST(r.amount AS text)) ORDER BY r.created_at, r.id)
      FROM order_payment_collection opc
      JOIN payment py ON py.payment_collection_id = opc.payment_collection_id AND py.deleted_at IS NULL
      JOIN refund r ON r.payment_id = py.id AND r.deleted_at IS NULL
      WHERE opc.order_id = o.id AND opc.deleted_at IS NULL), '[]') AS refunds
  FROM "order" o`

export const booksOfOrders = async (knex: Knex, orderIds: readonly string[]): Promise<OrderBooks[]> => {
  if (orderIds.length === 0) return []
  return sqlRows(knex, OrderBooks, `${BOOKS} WHERE o.id = ANY(?)`, [[...orderIds]])
}

/**
 * Part of a statement: whether an order changed since it was paid, because something was refunded, it was canceled, or
 * core made another version of it.
 * @param orderIdColumn the column that holds the order's id
 */
export const changedSincePaidSql = (orderIdColumn: string): string =>
  `(EXISTS (SELECT 1 FROM "order" changed
      WHERE changed.id = ${orderIdColumn} AND (changed.canceled_at IS NOT NULL OR changed.version > 1))
    OR EXISTS (SELECT 1 FROM order_transaction tr
      WHERE tr.order_id = ${orderIdColumn} AND tr.amount < 0 AND tr.deleted_at IS NULL))`

/** The last change that core made to an order: its id; undefined where it made none. */
export const lastChangeOf = async (knex: Knex, orderId: string): Promise<string | undefined> => {
  const change = await sqlRow(
    knex,
    z.object({ id: column.text }),
    `SELECT id FROM order_change WHERE order_id = ? AND status = 'confirmed' AND deleted_at IS NULL
     ORDER BY updated_at DESC, id DESC LIMIT 1`,
    [orderId]
  )
  return change?.id
}

/**
 * Orders with service requests that changed since then: something was refunded, core recorded a change, they were
 * canceled, or they belong to another customer. By id.
 */
export const ordersChanged = async (knex: Knex, { since, after, limit }: ReconcilePage<string>): Promise<string[]> => {
  const rows = await sqlRows(
    knex,
    z.object({ order_id: column.text }),
    `SELECT so.order_id FROM service_order so JOIN "order" o ON o.id = so.order_id
     WHERE so.order_id > :after AND so.units_provisioned > 0
       AND ((o.canceled_at IS NOT NULL AND o.canceled_at > :since)
         OR EXISTS (SELECT 1 FROM order_change ch
              WHERE ch.order_id = so.order_id AND ch.status = 'confirmed' AND ch.updated_at > :since)
         OR EXISTS (SELECT 1 FROM order_transaction tr WHERE tr.order_id = so.order_id AND tr.amount < 0
              AND tr.deleted_at IS NULL AND tr.created_at > :since)
         OR (o.updated_at > :since AND EXISTS (SELECT 1 FROM service_request r
              WHERE r.order_id = so.order_id AND r.customer_id IS DISTINCT FROM o.customer_id)))
     ORDER BY so.order_id
     LIMIT :limit`,
    { since, after: after ?? "", limit }
  )
  return rows.map((row) => row.order_id)
}
