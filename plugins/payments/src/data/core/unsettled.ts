import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { bookedSql } from "./order-payments"
import { RefundOfOrder, REFUNDS_SQL } from "./refunds"

/**
 * Reads for the reconciler: payments, orders and refunds whose follow-up may be missing. Each reads pages by (time, id).
 * Times are business times.
 */
export type Page = ReconcilePage<Cursor> & { readonly until: Date }

// Postgres's text of the time: a Date would lose the microseconds, so that a page would repeat rows.
const Cursor = z.object({ at: column.text, id: column.text })
export type Cursor = z.infer<typeof Cursor>

const position = ({ since, until, after, limit }: Page) => ({
  since,
  until,
  limit,
  at: after?.at ?? since.toISOString(),
  id: after?.id ?? "",
})

/** SQL condition: rows of the window after the last row of the previous page, sorted. */
const inWindow = (time: string, id: string): string =>
  `${time} >= :since AND ${time} < :until AND (${time}, ${id}) > (:at::timestamptz, :id) ORDER BY ${time}, ${id} LIMIT :limit`

const OrderedPayment = Cursor.extend({ provider_id: column.text, order_id: column.text, booked: column.boolean })

/** Payments of orders, created in the window and not released, that need a capture or follow-up work. */
export const findOrderedPayments = (knex: Knex, page: Page): Promise<z.infer<typeof OrderedPayment>[]> =>
  sqlRows(
    knex,
    OrderedPayment,
    `SELECT p.id, p.created_at::text AS at, p.provider_id, link.order_id, ${bookedSql("p")} AS booked
     FROM payment p
     JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     WHERE p.deleted_at IS NULL AND p.canceled_at IS NULL AND ${inWindow("p.created_at", "p.id")}`,
    position(page)
  )

/** Orders placed in the window that cost nothing and have no payment. */
export const findFreeOrders = (knex: Knex, page: Page): Promise<Cursor[]> =>
  sqlRows(
    knex,
    Cursor,
    `SELECT o.id, o.created_at::text AS at
     FROM "order" o
     JOIN order_summary summary
       ON summary.order_id = o.id AND summary.version = o.version AND summary.deleted_at IS NULL
     WHERE o.deleted_at IS NULL AND o.canceled_at IS NULL AND NOT o.is_draft_order
       AND (summary.totals ->> 'current_order_total')::numeric <= 0
       AND NOT EXISTS (
         SELECT 1 FROM order_payment_collection link
         JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
         WHERE link.order_id = o.id AND link.deleted_at IS NULL)
       AND ${inWindow("o.created_at", "o.id")}`,
    position(page)
  )

/** Refunds of orders made in the window, however they were made. */
export const findRefundsMade = (knex: Knex, page: Page): Promise<(Cursor & RefundOfOrder)[]> =>
  sqlRows(
    knex,
    Cursor.extend(RefundOfOrder.shape),
    `SELECT r.id, r.created_at::text AS at, r.id AS refund_id, p.id AS payment_id, link.order_id ${REFUNDS_SQL}
       AND ${inWindow("r.created_at", "r.id")}`,
    position(page)
  )

/** Orders canceled in the window. */
export const findCanceledOrders = (knex: Knex, page: Page): Promise<Cursor[]> =>
  sqlRows(
    knex,
    Cursor,
    `SELECT o.id, o.canceled_at::text AS at
     FROM "order" o
     WHERE o.deleted_at IS NULL AND o.status = 'canceled' AND ${inWindow("o.canceled_at", "o.id")}`,
    position(page)
  )

const UnsettledPayment = Cursor.extend({ payment_id: column.text, provider_id: column.text })

/**
 * Refunds in the window without an order transaction of their amount. A cancellation's transaction is named after the
 * payment and covers all that it refunded.
 */
export const findUnbookedRefunds = (knex: Knex, page: Page): Promise<z.infer<typeof UnsettledPayment>[]> =>
  sqlRows(
    knex,
    UnsettledPayment,
    `SELECT r.id, r.created_at::text AS at, p.id AS payment_id, p.provider_id ${REFUNDS_SQL}
       AND NOT EXISTS (
         SELECT 1 FROM order_transaction t
         WHERE t.order_id = link.order_id AND t.reference = 'refund' AND t.deleted_at IS NULL
           AND (t.reference_id = p.id OR (t.reference_id = r.id AND t.amount = -r.amount)))
       AND ${inWindow("r.created_at", "r.id")}`,
    position(page)
  )

/** Payments of orders canceled in the window that still hold captured or authorized money. */
export const findHeldByCanceledOrders = (knex: Knex, page: Page): Promise<z.infer<typeof UnsettledPayment>[]> =>
  sqlRows(
    knex,
    UnsettledPayment,
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
       AND ${inWindow("o.canceled_at", "p.id")}`,
    position(page)
  )

const SessionBooks = z.object({
  session_id: column.text,
  payment_id: column.text.nullable(),
  order_id: column.text.nullable(),
  /** Refund rows, summed; decimal text in major units. */
  refunded: column.text,
})
export type SessionBooks = z.infer<typeof SessionBooks>

/** The shop's books on payment sessions, by session id. */
export const findSessionBooks = async (
  knex: Knex,
  sessionIds: readonly string[]
): Promise<Map<string, SessionBooks>> => {
  if (sessionIds.length === 0) return new Map()
  const rows = await sqlRows(
    knex,
    SessionBooks,
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
