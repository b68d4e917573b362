import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/**
 * SQL condition on the column with an order's id: whether a change of the order is open. Core allows one change at a time:
 * while an edit, return, claim, exchange or transfer is open, it refuses the credit line of a refund.
 */
export const changeOpenSql = (orderIdColumn: string): string =>
  `EXISTS (SELECT 1 FROM order_change open_change WHERE open_change.order_id = ${orderIdColumn}
     AND open_change.status IN ('pending', 'requested') AND open_change.deleted_at IS NULL)`

const CancelableOrder = z.object({
  /** Whether core accepts it: neither canceled nor completed, without open fulfillments. Core checks this before it refunds. */
  cancelable: column.boolean,
  change_open: column.boolean,
  payment_ids: z.array(column.text),
})

/** The fields of an order that a cancellation needs before money moves; null when there is no such order. */
export const findCancelableOrder = (knex: Knex, orderId: string): Promise<z.infer<typeof CancelableOrder> | null> =>
  sqlRow(
    knex,
    CancelableOrder,
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

const CollectionContext = z.object({ order_id: column.text.nullable(), order_canceled: column.boolean })

/** The order of a payment collection that staff mark as paid; null when there is no such collection. */
export const findCollectionContext = (
  knex: Knex,
  collectionId: string
): Promise<z.infer<typeof CollectionContext> | null> =>
  sqlRow(
    knex,
    CollectionContext,
    `SELECT link.order_id, coalesce(o.status = 'canceled', false) AS order_canceled
     FROM payment_collection collection
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = collection.id AND link.deleted_at IS NULL
     LEFT JOIN "order" o ON o.id = link.order_id
     WHERE collection.id = ? AND collection.deleted_at IS NULL
     LIMIT 1`,
    [collectionId]
  )
