import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type OpenCapture = { id: string; raw_amount: { value: string; precision: number } }

/** A payment, its order, and the captures its order's transactions do not know yet. */
export type CapturePlace = {
  id: string
  provider_id: string
  data: Record<string, unknown> | null
  currency_code: string
  order_id: string | null
  captured_at: Date | null
  canceled_at: Date | null
  unrecorded: OpenCapture[]
}

/** What is needed to take a payment's money exactly once. One statement; null when there is no such payment. */
export const findCapturePlace = async (
  knex: Knex | Knex.Transaction,
  paymentId: string
): Promise<CapturePlace | null> => {
  const { rows }: { rows: CapturePlace[] } = await knex.raw(
    `SELECT p.id, p.provider_id, p.data, p.currency_code, p.captured_at, p.canceled_at, link.order_id,
            coalesce(open.captures, '[]') AS unrecorded
     FROM payment p
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('id', c.id, 'raw_amount', c.raw_amount)) AS captures
       FROM capture c
       WHERE c.payment_id = p.id AND c.deleted_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM order_transaction t
           WHERE t.reference = 'capture' AND t.reference_id = c.id AND t.deleted_at IS NULL)
     ) open ON true
     WHERE p.id = ? AND p.deleted_at IS NULL
     LIMIT 1`,
    [paymentId]
  )
  return rows[0] ?? null
}
