import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { type Cursor, type Page, position } from "./unsettled"

type Refunded = { refund_id: string; payment_id: string; order_id: string }

const REFUNDS = `
  FROM refund r
  JOIN payment p ON p.id = r.payment_id AND p.deleted_at IS NULL
  JOIN order_payment_collection link
    ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
  WHERE r.deleted_at IS NULL`

const OF = { refund_id: "r.id", payment_id: "p.id", order_id: "link.order_id" } as const

/** The refunds of orders that are meant: one refund, all of a payment, or all of an order. One statement. */
export const findRefunds = async (knex: Knex, of: keyof typeof OF, id: string): Promise<Refunded[]> => {
  const { rows }: { rows: Refunded[] } = await knex.raw(
    `SELECT r.id AS refund_id, p.id AS payment_id, link.order_id ${REFUNDS} AND ${OF[of]} = ?`,
    [id]
  )
  return rows
}

/** Refunds of orders made in the window, however they came about. */
export const findRefundsMade = async (knex: Knex, page: Page): Promise<(Cursor & Refunded)[]> => {
  const { rows }: { rows: (Cursor & Refunded)[] } = await knex.raw(
    `SELECT r.id, r.created_at::text AS at, r.id AS refund_id, p.id AS payment_id, link.order_id ${REFUNDS}
       AND r.created_at >= :since AND r.created_at < :until AND (r.created_at, r.id) > (:at::timestamptz, :id)
     ORDER BY r.created_at, r.id LIMIT :size`,
    position(page)
  )
  return rows
}

/** Orders cancelled in the window. */
export const findCanceledOrders = async (knex: Knex, page: Page): Promise<Cursor[]> => {
  const { rows }: { rows: Cursor[] } = await knex.raw(
    `SELECT o.id, o.canceled_at::text AS at
     FROM "order" o
     WHERE o.deleted_at IS NULL AND o.status = 'canceled'
       AND o.canceled_at >= :since AND o.canceled_at < :until AND (o.canceled_at, o.id) > (:at::timestamptz, :id)
     ORDER BY o.canceled_at, o.id LIMIT :size`,
    position(page)
  )
  return rows
}
