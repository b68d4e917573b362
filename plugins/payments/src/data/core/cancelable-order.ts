import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { changeOpenSql } from "./order-changes"

/** An order, as far as canceling it needs to know before any money moves. */
export type CancelableOrder = {
  /** Core itself accepts it: neither canceled nor completed, no fulfillment left. Core checks these before it refunds. */
  cancelable: boolean
  change_open: boolean
  payment_ids: string[]
}

/** Reads it in one statement; null when there is no such order. */
export const findCancelableOrder = async (knex: Knex, orderId: string): Promise<CancelableOrder | null> => {
  const { rows }: { rows: CancelableOrder[] } = await knex.raw(
    `SELECT o.status NOT IN ('canceled', 'completed') AND NOT EXISTS (
              SELECT 1 FROM order_fulfillment link
              JOIN fulfillment f ON f.id = link.fulfillment_id AND f.deleted_at IS NULL AND f.canceled_at IS NULL
              WHERE link.order_id = o.id AND link.deleted_at IS NULL) AS cancelable,
            ${changeOpenSql("o.id")} AS change_open,
            coalesce((
              SELECT array_agg(p.id ORDER BY p.created_at, p.id) FROM order_payment_collection link
              JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
              WHERE link.order_id = o.id AND link.deleted_at IS NULL), '{}') AS payment_ids
     FROM "order" o
     WHERE o.id = ? AND o.deleted_at IS NULL`,
    [orderId]
  )
  return rows[0] ?? null
}
