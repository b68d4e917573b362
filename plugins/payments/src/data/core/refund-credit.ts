import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { changeOpenSql } from "./order-changes"

/** Whether an order's total was lowered by a refund. Amounts are decimal text in major units. */
export type RefundCredit = {
  amount: string
  /** What the order's summary says is still to be paid. */
  pending: string
  canceled: boolean
  change_open: boolean
  /** A credit line of ours names the refund. */
  credited: boolean
}

/** Reads it in one statement; null when the refund or the order is gone. */
export const findRefundCredit = async (
  knex: Knex,
  { order_id, refund_id }: { order_id: string; refund_id: string }
): Promise<RefundCredit | null> => {
  const { rows }: { rows: RefundCredit[] } = await knex.raw(
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
  return rows[0] ?? null
}
