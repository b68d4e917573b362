import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A payment and its order, as far as taking its money exactly once needs to know. */
export type CapturePlace = {
  id: string
  provider_id: string
  order_id: string | null
  order_canceled: boolean
  captured_at: Date | null
  canceled_at: Date | null
  /** Captures that the order's transactions know, added up; decimal text in major units. */
  captured: string
  /** Captures Medusa began and the order's transactions do not know, and when the last one was begun. */
  unrecorded_ids: string[]
  last_capture_at: Date | null
}

/** Reads it in one statement; null when there is no such payment. */
export const findCapturePlace = async (knex: Knex, paymentId: string): Promise<CapturePlace | null> => {
  const { rows }: { rows: CapturePlace[] } = await knex.raw(
    `SELECT p.id, p.provider_id, p.captured_at, p.canceled_at, link.order_id,
            coalesce(o.status = 'canceled', false) AS order_canceled,
            coalesce((
              SELECT sum(c.amount) FROM capture c
              JOIN order_transaction t ON t.reference = 'capture' AND t.reference_id = c.id AND t.deleted_at IS NULL
              WHERE c.payment_id = p.id AND c.deleted_at IS NULL), 0)::text AS captured,
            coalesce(begun.ids, '{}') AS unrecorded_ids, begun.last AS last_capture_at
     FROM payment p
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     LEFT JOIN "order" o ON o.id = link.order_id
     LEFT JOIN LATERAL (
       SELECT array_agg(c.id) AS ids, max(c.created_at) AS last
       FROM capture c
       WHERE c.payment_id = p.id AND c.deleted_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM order_transaction t
           WHERE t.reference = 'capture' AND t.reference_id = c.id AND t.deleted_at IS NULL)
     ) begun ON true
     WHERE p.id = ? AND p.deleted_at IS NULL
     LIMIT 1`,
    [paymentId]
  )
  return rows[0] ?? null
}
