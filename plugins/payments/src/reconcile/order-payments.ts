import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { COMPLETION_TRACE } from "../contracts/completion-trace"
import { bookedSql } from "./booked"

/** A payment of an order, as far as taking its money needs to know. */
export type OrderPayment = {
  id: string
  provider_id: string
  /** Its money is taken, and the order's transactions say so. */
  booked: boolean
  canceled_at: Date | null
}

export type SettledOrder = {
  order_id: string
  /** The order's total is zero. */ free: boolean
  payments: OrderPayment[]
}

/**
 * Whether a completion has ended: core makes the order first, asks for the payment last, and takes the order back when
 * that fails. One that has not ended is under way or was cut off.
 */
export const isWhole = (order: SettledOrder): boolean => order.free || order.payments.length > 0

type Row = {
  order_id: string
  total: string | null
  payment_id: string | null
  provider_id: string
  booked: boolean
  canceled_at: Date | null
}

const SELECT = `
  SELECT o.id AS order_id, (summary.totals ->> 'current_order_total') AS total,
         p.id AS payment_id, p.provider_id, ${bookedSql("p")} AS booked, p.canceled_at
  FROM "order" o
  LEFT JOIN order_summary summary ON summary.order_id = o.id AND summary.version = o.version AND summary.deleted_at IS NULL
  LEFT JOIN order_payment_collection link ON link.order_id = o.id AND link.deleted_at IS NULL
  LEFT JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL`

const settled = (rows: Row[]): SettledOrder | null => {
  const [first] = rows
  if (!first) return null
  const payments = rows.flatMap(({ payment_id, provider_id, booked, canceled_at }) =>
    payment_id ? [{ id: payment_id, provider_id, booked, canceled_at }] : []
  )
  return { order_id: first.order_id, free: first.total !== null && Number(first.total) <= 0, payments }
}

// Either link tells: core writes them side by side, and a killed process may have left only one. Or none: then the trace
// tells that the cart carried and core copied. Core keeps an index on the customer's orders, which are few.
const ORDER_OF_CART = `
  SELECT order_id FROM order_cart WHERE cart_id = :cart AND deleted_at IS NULL
  UNION ALL
  SELECT bought.order_id FROM cart_payment_collection paying
  JOIN order_payment_collection bought
    ON bought.payment_collection_id = paying.payment_collection_id AND bought.deleted_at IS NULL
  WHERE paying.cart_id = :cart AND paying.deleted_at IS NULL
  UNION ALL
  SELECT traced.id FROM cart c
  JOIN "order" traced ON traced.customer_id = c.customer_id AND traced.deleted_at IS NULL
    AND traced.metadata ->> '${COMPLETION_TRACE}' = c.metadata ->> '${COMPLETION_TRACE}'
  WHERE c.id = :cart`

/** The order a cart became, with its payments; null while it is a cart. One statement. */
export const findOrderOfCart = async (knex: Knex, cartId: string): Promise<SettledOrder | null> => {
  const { rows }: { rows: Row[] } = await knex.raw(`${SELECT} WHERE o.id = (${ORDER_OF_CART} LIMIT 1)`, {
    cart: cartId,
  })
  return settled(rows)
}

/** An order with its payments. One statement. */
export const findOrder = async (knex: Knex, orderId: string): Promise<SettledOrder | null> => {
  const { rows }: { rows: Row[] } = await knex.raw(`${SELECT} WHERE o.id = ? AND o.deleted_at IS NULL`, [orderId])
  return settled(rows)
}

export type CartSession = {
  id: string
  collection_id: string
  provider_id: string
  status: string
  data: Record<string, unknown> | null
}

/** The payment sessions of a cart, the latest first. One statement. */
export const findSessionsOfCart = async (knex: Knex, cartId: string): Promise<CartSession[]> => {
  const { rows }: { rows: CartSession[] } = await knex.raw(
    `SELECT session.id, session.payment_collection_id AS collection_id, session.provider_id, session.status, session.data
     FROM cart_payment_collection paying
     JOIN payment_session session
       ON session.payment_collection_id = paying.payment_collection_id AND session.deleted_at IS NULL
     WHERE paying.cart_id = ? AND paying.deleted_at IS NULL
     ORDER BY session.created_at DESC`,
    [cartId]
  )
  return rows
}
