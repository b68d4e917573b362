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
