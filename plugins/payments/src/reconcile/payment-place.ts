import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Where in the shop a gateway's payment belongs. Amount as Medusa keeps it: major units, decimal text. */
export type PaymentPlace = {
  session_id: string
  amount: string
  currency_code: string
  cart_id: string | null
  order_id: string | null
  payment_id: string | null
  captured_at: Date | null
  canceled_at: Date | null
}

/** The place of a payment session; null when the shop has no such session (any more). One statement. */
export const findPaymentPlace = async (knex: Knex, sessionId: string): Promise<PaymentPlace | null> => {
  const { rows }: { rows: PaymentPlace[] } = await knex.raw(
    `SELECT session.id AS session_id, session.amount, session.currency_code, in_cart.cart_id, in_order.order_id,
            p.id AS payment_id, p.captured_at, p.canceled_at
     FROM payment_session session
     LEFT JOIN cart_payment_collection in_cart
       ON in_cart.payment_collection_id = session.payment_collection_id AND in_cart.deleted_at IS NULL
     LEFT JOIN order_payment_collection in_order
       ON in_order.payment_collection_id = session.payment_collection_id AND in_order.deleted_at IS NULL
     LEFT JOIN payment p ON p.payment_session_id = session.id AND p.deleted_at IS NULL
     WHERE session.id = ? AND session.deleted_at IS NULL
     LIMIT 1`,
    [sessionId]
  )
  return rows[0] ?? null
}

export type CapturePlace = {
  id: string
  provider_id: string
  order_id: string | null
  captured_at: Date | null
  canceled_at: Date | null
  /** Captures Medusa began and the order's transactions do not know, and when the last one was begun. */
  unrecorded_ids: string[]
  last_capture_at: Date | null
}

/** What is needed to take a payment's money exactly once. One statement. */
export const findCapturePlace = async (knex: Knex, paymentId: string): Promise<CapturePlace | null> => {
  const { rows }: { rows: CapturePlace[] } = await knex.raw(
    `SELECT p.id, p.provider_id, p.captured_at, p.canceled_at, link.order_id,
            coalesce(begun.ids, '{}') AS unrecorded_ids, begun.last AS last_capture_at
     FROM payment p
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
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
