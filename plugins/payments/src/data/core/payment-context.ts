import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { changeOpenSql } from "./staff-orders"

const BookedRefund = z.object({ id: column.text, amount: column.text })

const SessionContext = z.object({
  session_id: column.text,
  /** The shopper chose another gateway while this session's did not respond. */
  set_aside: column.boolean,
  cart_id: column.text.nullable(),
  order_id: column.text.nullable(),
  payment_id: column.text.nullable(),
  captured_at: column.timestamp.nullable(),
  canceled_at: column.timestamp.nullable(),
})

/** The cart, order and payment of a payment session. */
export type SessionContext = z.infer<typeof SessionContext>

/** The context of a payment session; null if there is no such session. */
export const findSessionContext = (knex: Knex, sessionId: string): Promise<SessionContext | null> =>
  sqlRow(
    knex,
    SessionContext,
    `SELECT session.id AS session_id, session.status = 'canceled' AS set_aside, in_cart.cart_id, in_order.order_id,
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

/** Whether the money of the session `:session` was captured and the shop knows it; for the condition of another statement. */
export const CAPTURED_SESSION_SQL = `EXISTS (
  SELECT 1 FROM payment WHERE payment_session_id = :session AND deleted_at IS NULL AND captured_at IS NOT NULL)`

const PaymentContext = z.object({
  payment_id: column.text,
  provider_id: column.text,
  data: z.record(z.string(), z.unknown()).nullable(),
  currency_code: column.text,
  amount: column.text,
  captured_at: column.timestamp.nullable(),
  canceled_at: column.timestamp.nullable(),
  order_id: column.text.nullable(),
  order_canceled: column.boolean,
  /** Whether a change of the order is open, during which core accepts no credit line. */
  change_open: column.boolean,
  /** Outstanding amount in the order's summary; negative if the shop owes money. */
  pending: column.text,
  captured: column.text,
  /** The part of it that is in the order's transactions. */
  captured_booked: column.text,
  /** Captures that are not in the order's transactions, and when the last one began. */
  unbooked_capture_ids: z.array(column.text),
  last_unbooked_capture_at: column.timestamp.nullable(),
  /** Captured and not refunded, in Medusa's rows. */
  left: column.text,
  refunds: z.array(BookedRefund),
})

/** The fields of a payment and its order that are needed to move its money. Amounts are decimal text in major units. */
export type PaymentContext = z.infer<typeof PaymentContext>

/** The context of a payment; null when there is no such payment. */
export const findPaymentContext = (knex: Knex, paymentId: string): Promise<PaymentContext | null> =>
  sqlRow(
    knex,
    PaymentContext,
    `SELECT p.id AS payment_id, p.provider_id, p.data, p.currency_code, p.amount::text AS amount, p.captured_at,
            p.canceled_at, link.order_id, coalesce(o.status = 'canceled', false) AS order_canceled,
            ${changeOpenSql("o.id")} AS change_open,
            coalesce((SELECT summary.totals ->> 'pending_difference' FROM order_summary summary
              WHERE summary.order_id = o.id AND summary.version = o.version AND summary.deleted_at IS NULL), '0') AS pending,
            taken.total::text AS captured, taken.booked::text AS captured_booked,
            taken.unbooked_ids AS unbooked_capture_ids, taken.last_unbooked AS last_unbooked_capture_at,
            (taken.total - refunded.total)::text AS left, refunded.refunds
     FROM payment p
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
     LEFT JOIN "order" o ON o.id = link.order_id
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(c.amount), 0) AS total, coalesce(sum(c.amount) FILTER (WHERE t.id IS NOT NULL), 0) AS booked,
              coalesce(array_agg(c.id) FILTER (WHERE t.id IS NULL), '{}') AS unbooked_ids,
              max(c.created_at) FILTER (WHERE t.id IS NULL) AS last_unbooked
       FROM capture c
       LEFT JOIN LATERAL (SELECT id FROM order_transaction t
         WHERE t.reference = 'capture' AND t.reference_id = c.id AND t.deleted_at IS NULL LIMIT 1) t ON true
       WHERE c.payment_id = p.id AND c.deleted_at IS NULL
     ) taken
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(r.amount), 0) AS total,
              coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'amount', r.amount::text)), '[]') AS refunds
       FROM refund r WHERE r.payment_id = p.id AND r.deleted_at IS NULL
     ) refunded
     WHERE p.id = ? AND p.deleted_at IS NULL
     LIMIT 1`,
    [paymentId]
  )

/** A payment that belongs to an order. */
export const findOrderedPayment = async (
  knex: Knex,
  paymentId: string
): Promise<(PaymentContext & { order_id: string }) | null> => {
  const context = await findPaymentContext(knex, paymentId)
  return context?.order_id ? { ...context, order_id: context.order_id } : null
}
