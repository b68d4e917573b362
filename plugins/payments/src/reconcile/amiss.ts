import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { type Cursor, type Page, position } from "./unsettled"

/** A payment whose books do not agree, in the order of its refund or of its order's cancellation. */
export type AmissPayment = Cursor & { payment_id: string; provider_id: string }

/**
 * Refunds in the window without an order transaction of their amount. A cancellation's transaction is named after the
 * payment and stands for all that it gave back.
 */
export const findUnrecordedRefunds = async (knex: Knex, page: Page): Promise<AmissPayment[]> => {
  const { rows }: { rows: AmissPayment[] } = await knex.raw(
    `SELECT r.id, r.created_at::text AS at, p.id AS payment_id, p.provider_id
     FROM refund r
     JOIN payment p ON p.id = r.payment_id AND p.deleted_at IS NULL
     JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     WHERE r.deleted_at IS NULL
       AND NOT EXISTS (
         SELECT 1 FROM order_transaction t
         WHERE t.order_id = link.order_id AND t.reference = 'refund' AND t.deleted_at IS NULL
           AND (t.reference_id = p.id OR (t.reference_id = r.id AND t.amount = -r.amount)))
       AND r.created_at >= :since AND r.created_at < :until AND (r.created_at, r.id) > (:at::timestamptz, :id)
     ORDER BY r.created_at, r.id LIMIT :size`,
    position(page)
  )
  return rows
}

/** Payments of orders cancelled in the window that still hold money, taken or promised. */
export const findHeldByCanceledOrders = async (knex: Knex, page: Page): Promise<AmissPayment[]> => {
  const { rows }: { rows: AmissPayment[] } = await knex.raw(
    `SELECT p.id, o.canceled_at::text AS at, p.id AS payment_id, p.provider_id
     FROM "order" o
     JOIN order_payment_collection link ON link.order_id = o.id AND link.deleted_at IS NULL
     JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
     CROSS JOIN LATERAL (
       SELECT (SELECT sum(c.amount) FROM capture c WHERE c.payment_id = p.id AND c.deleted_at IS NULL) AS captured,
              (SELECT sum(r.amount) FROM refund r WHERE r.payment_id = p.id AND r.deleted_at IS NULL) AS refunded
     ) money
     WHERE o.deleted_at IS NULL AND o.status = 'canceled'
       AND coalesce(money.captured > coalesce(money.refunded, 0), p.canceled_at IS NULL)
       AND o.canceled_at >= :since AND o.canceled_at < :until AND (o.canceled_at, p.id) > (:at::timestamptz, :id)
     ORDER BY o.canceled_at, p.id LIMIT :size`,
    position(page)
  )
  return rows
}

export type SessionBooks = {
  session_id: string
  payment_id: string | null
  order_id: string | null
  /** Refund rows, summed; decimal text in major units. */
  refunded: string
}

/** What the shop's books say of payment sessions. One statement for any number. */
export const findSessionBooks = async (
  knex: Knex,
  sessionIds: readonly string[]
): Promise<Map<string, SessionBooks>> => {
  if (sessionIds.length === 0) return new Map()
  const { rows }: { rows: SessionBooks[] } = await knex.raw(
    `SELECT session.id AS session_id, p.id AS payment_id, link.order_id,
            coalesce((SELECT sum(r.amount) FROM refund r WHERE r.payment_id = p.id AND r.deleted_at IS NULL), 0)::text
              AS refunded
     FROM payment_session session
     LEFT JOIN payment p ON p.payment_session_id = session.id AND p.deleted_at IS NULL
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = session.payment_collection_id AND link.deleted_at IS NULL
     WHERE session.id = ANY(:ids)`,
    { ids: [...sessionIds] }
  )
  return new Map(rows.map((row) => [row.session_id, row]))
}
