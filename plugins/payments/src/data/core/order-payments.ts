import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { COMPLETION_TRACE } from "../../contracts/completion-trace"

/**
 * SQL condition on a payment's alias: it is captured and the order's transactions include the capture. Core writes the
 * transaction after the payment, and follow-up work must not read the order in between.
 */
export const bookedSql = (payment: string): string =>
  `(${payment}.captured_at IS NOT NULL AND NOT EXISTS (
     SELECT 1 FROM capture taken WHERE taken.payment_id = ${payment}.id AND taken.deleted_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM order_transaction booked
         WHERE booked.reference = 'capture' AND booked.reference_id = taken.id AND booked.deleted_at IS NULL)))`

/** The fields of an order's payment that the capture needs. */
export type OrderPayment = {
  id: string
  provider_id: string
  /** Whether it is captured and the order's transactions include that. */
  booked: boolean
  canceled_at: Date | null
}

export type SettledOrder = {
  order_id: string
  /** The order's total is zero. */
  free: boolean
  payments: OrderPayment[]
}

/**
 * Whether a completion has finished: core creates the order first, authorizes the payment last, and deletes the order if
 * that fails. An unfinished completion is in progress or was interrupted.
 */
export const isCompletionFinished = (order: SettledOrder): boolean => order.free || order.payments.length > 0

const Row = z.object({
  order_id: column.text,
  total: column.text.nullable(),
  payment_id: column.text.nullable(),
  provider_id: column.text.nullable(),
  booked: column.boolean.nullable(),
  canceled_at: column.timestamp.nullable(),
})

const SELECT = `
  SELECT o.id AS order_id, (summary.totals ->> 'current_order_total') AS total,
         p.id AS payment_id, p.provider_id, ${bookedSql("p")} AS booked, p.canceled_at
  FROM "order" o
  LEFT JOIN order_summary summary ON summary.order_id = o.id AND summary.version = o.version AND summary.deleted_at IS NULL
  LEFT JOIN order_payment_collection link ON link.order_id = o.id AND link.deleted_at IS NULL
  LEFT JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL`

const settled = (rows: readonly z.infer<typeof Row>[]): SettledOrder | null => {
  const [first] = rows
  if (!first) return null
  const payments = rows.flatMap(({ payment_id, provider_id, booked, canceled_at }) =>
    payment_id && provider_id ? [{ id: payment_id, provider_id, booked: booked ?? false, canceled_at }] : []
  )
  return { order_id: first.order_id, free: first.total !== null && Number(first.total) <= 0, payments }
}

/** Selects the order of a cart; `cart` names the cart's id in the statement. */
// Either link is enough: both are written one after the other, and a killed process may have left only one. If it left none,
// the marker in the metadata, copied from the cart, finds the order among the customer's, which are few and indexed.
export const orderOfCartSql = (cart: string): string => `
  SELECT order_id FROM order_cart WHERE cart_id = ${cart} AND deleted_at IS NULL
  UNION ALL
  SELECT bought.order_id FROM cart_payment_collection paying
  JOIN order_payment_collection bought
    ON bought.payment_collection_id = paying.payment_collection_id AND bought.deleted_at IS NULL
  WHERE paying.cart_id = ${cart} AND paying.deleted_at IS NULL
  UNION ALL
  SELECT traced.id FROM cart c
  JOIN "order" traced ON traced.customer_id = c.customer_id AND traced.deleted_at IS NULL
    AND traced.metadata ->> '${COMPLETION_TRACE}' = c.metadata ->> '${COMPLETION_TRACE}'
  WHERE c.id = ${cart}`

/** The cart's order with its payments; null while there is none. */
export const findOrderOfCart = async (knex: Knex, cartId: string): Promise<SettledOrder | null> =>
  settled(await sqlRows(knex, Row, `${SELECT} WHERE o.id = (${orderOfCartSql(":cart")} LIMIT 1)`, { cart: cartId }))

/** An order with its payments. */
export const findOrder = async (knex: Knex, orderId: string): Promise<SettledOrder | null> =>
  settled(await sqlRows(knex, Row, `${SELECT} WHERE o.id = ? AND o.deleted_at IS NULL`, [orderId]))

const Session = z.object({
  id: column.text,
  collection_id: column.text,
  provider_id: column.text,
  status: column.text,
  data: z.record(z.string(), z.unknown()).nullable(),
})
export type CartSession = z.infer<typeof Session>

/** The payment sessions of a cart, the latest first. */
export const findSessionsOfCart = (knex: Knex, cartId: string): Promise<CartSession[]> =>
  sqlRows(
    knex,
    Session,
    `SELECT session.id, session.payment_collection_id AS collection_id, session.provider_id, session.status, session.data
     FROM cart_payment_collection paying
     JOIN payment_session session
       ON session.payment_collection_id = paying.payment_collection_id AND session.deleted_at IS NULL
     WHERE paying.cart_id = ? AND paying.deleted_at IS NULL
     ORDER BY session.created_at DESC`,
    [cartId]
  )

const PAYABLE = `
  SELECT (c.region_id IS NULL OR r.id IS NOT NULL) AND NOT EXISTS (
    SELECT 1 FROM cart_payment_collection link
    JOIN payment_session session
      ON session.payment_collection_id = link.payment_collection_id AND session.deleted_at IS NULL
    LEFT JOIN region_payment_provider offered ON offered.payment_provider_id = session.provider_id
      AND offered.region_id = c.region_id AND offered.deleted_at IS NULL
    LEFT JOIN payment_provider provider ON provider.id = session.provider_id AND provider.is_enabled
    WHERE link.cart_id = c.id AND link.deleted_at IS NULL AND c.region_id IS NOT NULL
      AND session.status NOT IN ('canceled', 'error')
      AND (offered.id IS NULL OR provider.id IS NULL)) AS payable
  FROM cart c LEFT JOIN region r ON r.id = c.region_id AND r.deleted_at IS NULL
  WHERE c.id = ? AND c.deleted_at IS NULL`

/** Whether a cart's region still exists and offers its payment method; undefined if the cart was deleted. */
export const isPayable = async (knex: Knex, cartId: string): Promise<boolean | undefined> =>
  (await sqlRow(knex, z.object({ payable: column.boolean }), PAYABLE, [cartId]))?.payable
