import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { changeOpenSql } from "./staff-orders"

/** SQL for refund rows with their payment (`p`) and order (`link.order_id`). */
export const REFUNDS_SQL = `
  FROM refund r
  JOIN payment p ON p.id = r.payment_id AND p.deleted_at IS NULL
  JOIN order_payment_collection link
    ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
  WHERE r.deleted_at IS NULL`

export const RefundOfOrder = z.object({ refund_id: column.text, payment_id: column.text, order_id: column.text })
export type RefundOfOrder = z.infer<typeof RefundOfOrder>

const OF = { refund_id: "r.id", payment_id: "p.id", order_id: "link.order_id" } as const

/** Refunds of orders: one refund, all of a payment, or all of an order. */
export const findRefunds = (knex: Knex, of: keyof typeof OF, id: string): Promise<RefundOfOrder[]> =>
  sqlRows(
    knex,
    RefundOfOrder,
    `SELECT r.id AS refund_id, p.id AS payment_id, link.order_id ${REFUNDS_SQL} AND ${OF[of]} = ?`,
    [id]
  )

const RefundBooks = z.object({
  currency_code: column.text,
  canceled: column.boolean,
  payments: z.array(column.text),
  refunds: z.array(z.object({ id: column.text, amount: column.text, payment_id: column.text })),
  transactions: z.array(z.object({ id: column.text, reference_id: column.text.nullable(), amount: column.text })),
})

/** The payments of an order, all their refund rows and all refund transactions of the order. */
export const findRefundBooks = (knex: Knex, orderId: string): Promise<z.infer<typeof RefundBooks> | null> =>
  sqlRow(
    knex,
    RefundBooks,
    `SELECT o.currency_code, o.status = 'canceled' AS canceled, paid.payments, refunded.refunds, booked.transactions
     FROM "order" o
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(p.id), '[]') AS payments
       FROM order_payment_collection link
       JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
       WHERE link.order_id = o.id AND link.deleted_at IS NULL
     ) paid
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'amount', r.amount::text, 'payment_id', p.id)
                ORDER BY r.created_at, r.id), '[]') AS refunds
       ${REFUNDS_SQL} AND link.order_id = o.id
     ) refunded
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'reference_id', t.reference_id,
                'amount', t.amount::text) ORDER BY t.created_at, t.id), '[]') AS transactions
       FROM order_transaction t WHERE t.order_id = o.id AND t.reference = 'refund' AND t.deleted_at IS NULL
     ) booked
     WHERE o.id = ?`,
    [orderId]
  )

const RefundCredit = z.object({
  amount: column.text,
  /** Outstanding amount in the order's summary. */
  pending: column.text,
  canceled: column.boolean,
  change_open: column.boolean,
  /** Whether one of our credit lines references the refund. */
  credited: column.boolean,
})

/**
 * Whether an order's total was lowered by a refund; null when the refund or the order was deleted. Amounts are decimal text
 * in major units.
 */
export const findRefundCredit = (
  knex: Knex,
  { order_id, refund_id }: { order_id: string; refund_id: string }
): Promise<z.infer<typeof RefundCredit> | null> =>
  sqlRow(
    knex,
    RefundCredit,
    `SELECT r.amount::text AS amount, o.status = 'canceled' AS canceled, ${changeOpenSql("o.id")} AS change_open,
            coalesce(summary.totals ->> 'pending_difference', '0') AS pending,
            EXISTS (SELECT 1 FROM order_credit_line line
              WHERE line.order_id = o.id AND line.reference_id = r.id AND line.deleted_at IS NULL) AS credited
     FROM "order" o
     JOIN refund r ON r.id = :refund_id AND r.deleted_at IS NULL
     LEFT JOIN order_summary summary
       ON summary.order_id = o.id AND summary.version = o.version AND summary.deleted_at IS NULL
     WHERE o.id = :order_id AND o.deleted_at IS NULL`,
    { order_id, refund_id }
  )
