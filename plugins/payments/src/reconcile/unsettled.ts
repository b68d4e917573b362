import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { bookedSql } from "./booked"

/**
 * Read-only questions of the reconciler: what should have followed a payment, and may not have. Each walks its rows in
 * pages by (time, id), so that a large shop is read in small steps. Times are business times.
 */
export type Page = { since: Date; until: Date; after: Cursor | null; size: number }
/** `at` as Postgres writes it: a Date would lose the microseconds and meet the same rows again. */
export type Cursor = { at: string; id: string }

/** The bindings of a page. */
export const position = (page: Page) => ({
  since: page.since,
  until: page.until,
  size: page.size,
  at: page.after?.at ?? page.since.toISOString(),
  id: page.after?.id ?? "",
})

export type OrderedPayment = Cursor & { provider_id: string; order_id: string; booked: boolean }

/** Payments of orders begun in the window and not released: to be captured, or captured and to be followed up. */
export const findOrderedPayments = async (knex: Knex, page: Page): Promise<OrderedPayment[]> => {
  const { rows }: { rows: OrderedPayment[] } = await knex.raw(
    `SELECT p.id, p.created_at::text AS at, p.provider_id, link.order_id, ${bookedSql("p")} AS booked
     FROM payment p
     JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     WHERE p.deleted_at IS NULL AND p.canceled_at IS NULL
       AND p.created_at >= :since AND p.created_at < :until AND (p.created_at, p.id) > (:at::timestamptz, :id)
     ORDER BY p.created_at, p.id LIMIT :size`,
    position(page)
  )
  return rows
}

export type FreeOrder = Cursor

/** Orders placed in the window that cost nothing and have no payment. */
export const findFreeOrders = async (knex: Knex, page: Page): Promise<FreeOrder[]> => {
  const { rows }: { rows: FreeOrder[] } = await knex.raw(
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
       AND o.created_at >= :since AND o.created_at < :until AND (o.created_at, o.id) > (:at::timestamptz, :id)
     ORDER BY o.created_at, o.id LIMIT :size`,
    position(page)
  )
  return rows
}
