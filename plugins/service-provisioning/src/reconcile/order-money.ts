import type { ReconcilePage } from "@atrium/work-queue/workflows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { OrderMoney } from "../domain/refund-plan"

type Sql = Knex | Knex.Transaction

/** One refund of Medusa's; `amount` in major units as decimal text. */
export type RefundRow = { readonly id: string; readonly amount: string }

export type OrderBooks = OrderMoney & {
  readonly order_id: string
  readonly display_id: number
  readonly refunds: readonly RefundRow[]
}

const summed = (sign: "<" | ">") =>
  `CAST(abs(coalesce((SELECT sum(tr.amount) FROM order_transaction tr
     WHERE tr.order_id = o.id AND tr.deleted_at IS NULL AND tr.amount ${sign} 0), 0)) AS text)`

// Transactions are what counts: core writes them once the gateway has given the money back. A refund's own row may stand
// before that, and goes again when the gateway refuses.
const BOOKS = `
  SELECT o.id AS order_id, o.display_id, o.currency_code, o.canceled_at IS NOT NULL AS canceled,
    CAST(so.amount AS text) AS amount, ${summed(">")} AS paid, ${summed("<")} AS refunded,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'amount', CAST(r.amount AS text)) ORDER BY r.created_at, r.id)
      FROM order_payment_collection opc
      JOIN payment py ON py.payment_collection_id = opc.payment_collection_id AND py.deleted_at IS NULL
      JOIN refund r ON r.payment_id = py.id AND r.deleted_at IS NULL
      WHERE opc.order_id = o.id AND opc.deleted_at IS NULL), '[]') AS refunds
  FROM "order" o
  LEFT JOIN service_order so ON so.order_id = o.id`

/** What these orders took and gave back. One statement. */
export const booksOfOrders = async (knex: Sql, orderIds: readonly string[]): Promise<OrderBooks[]> => {
  if (orderIds.length === 0) return []
  const answer: { rows: OrderBooks[] } = await knex.raw(`${BOOKS} WHERE o.id = ANY(?)`, [[...orderIds]])
  return answer.rows
}

/** Asks of an order in the column given whether anything of it was given back: a part of a statement, no statement. */
export const givenBackSql = (orderIdColumn: string): string =>
  `(EXISTS (SELECT 1 FROM "order" gone WHERE gone.id = ${orderIdColumn} AND gone.canceled_at IS NOT NULL)
    OR EXISTS (SELECT 1 FROM order_transaction tr
      WHERE tr.order_id = ${orderIdColumn} AND tr.amount < 0 AND tr.deleted_at IS NULL))`

/**
 * Orders with service requests of which something was given back or which were cancelled, since then, by
 * id.
 */
export const ordersGivenBack = async (knex: Sql, { since, after, limit }: ReconcilePage<string>): Promise<string[]> => {
  const answer: { rows: { order_id: string }[] } = await knex.raw(
    `SELECT so.order_id FROM service_order so
     WHERE so.order_id > :after AND so.units_provisioned > 0
       AND (EXISTS (SELECT 1 FROM "order" o
              WHERE o.id = so.order_id AND o.canceled_at IS NOT NULL AND o.canceled_at > :since)
         OR EXISTS (SELECT 1 FROM order_transaction tr WHERE tr.order_id = so.order_id AND tr.amount < 0
              AND tr.deleted_at IS NULL AND tr.created_at > :since))
     ORDER BY so.order_id
     LIMIT :limit`,
    { since, after: after ?? "", limit }
  )
  return answer.rows.map((row) => row.order_id)
}
