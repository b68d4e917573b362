import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { changeOpenSql } from "../data/core/order-changes"
import type { BookedRefund, BookedTransaction } from "../domain/given-back"

/** A payment's books, as far as giving money back needs to know. Amounts are decimal text in major units. */
export type RefundPlace = {
  payment_id: string
  provider_id: string
  data: Record<string, unknown> | null
  currency_code: string
  amount: string
  captured_at: Date | null
  canceled_at: Date | null
  order_id: string | null
  order_canceled: boolean
  /** A change of the order is open: core accepts no credit line meanwhile. */
  change_open: boolean
  /** What the order's summary says is still to be paid; below zero what the shop owes. */
  pending: string
  captured: string
  /** Captured and not given back, as Medusa has it. */
  left: string
  refunds: BookedRefund[]
}

/** Reads them in one statement; null when there is no such payment. */
export const findRefundPlace = async (knex: Knex, paymentId: string): Promise<RefundPlace | null> => {
  const { rows }: { rows: RefundPlace[] } = await knex.raw(
    `SELECT p.id AS payment_id, p.provider_id, p.data, p.currency_code, p.amount::text AS amount, p.captured_at,
            p.canceled_at, link.order_id, coalesce(o.status = 'canceled', false) AS order_canceled,
            ${changeOpenSql("o.id")} AS change_open,
            coalesce((SELECT summary.totals ->> 'pending_difference' FROM order_summary summary
              WHERE summary.order_id = o.id AND summary.version = o.version AND summary.deleted_at IS NULL), '0') AS pending,
            taken.total::text AS captured, (taken.total - given.total)::text AS left, given.refunds
     FROM payment p
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     LEFT JOIN "order" o ON o.id = link.order_id
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(c.amount), 0) AS total FROM capture c WHERE c.payment_id = p.id AND c.deleted_at IS NULL
     ) taken
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(r.amount), 0) AS total,
              coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'amount', r.amount::text)), '[]') AS refunds
       FROM refund r WHERE r.payment_id = p.id AND r.deleted_at IS NULL
     ) given
     WHERE p.id = ? AND p.deleted_at IS NULL
     LIMIT 1`,
    [paymentId]
  )
  return rows[0] ?? null
}

export type OrderBooks = {
  currency_code: string
  canceled: boolean
  payments: string[]
  refunds: (BookedRefund & { payment_id: string })[]
  transactions: BookedTransaction[]
}

/** The payments of an order, all their refund rows and all refund transactions of the order. One statement. */
export const findOrderBooks = async (knex: Knex, orderId: string): Promise<OrderBooks | null> => {
  const { rows }: { rows: OrderBooks[] } = await knex.raw(
    `SELECT o.currency_code, o.status = 'canceled' AS canceled, paid.payments, given.refunds, told.transactions
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
       FROM order_payment_collection link
       JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
       JOIN refund r ON r.payment_id = p.id AND r.deleted_at IS NULL
       WHERE link.order_id = o.id AND link.deleted_at IS NULL
     ) given
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'reference_id', t.reference_id,
                'amount', t.amount::text) ORDER BY t.created_at, t.id), '[]') AS transactions
       FROM order_transaction t WHERE t.order_id = o.id AND t.reference = 'refund' AND t.deleted_at IS NULL
     ) told
     WHERE o.id = ?`,
    [orderId]
  )
  return rows[0] ?? null
}
