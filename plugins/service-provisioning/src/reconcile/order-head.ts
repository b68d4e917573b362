import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** `units`: service units to provision; null until the order's payment has fanned out. */
export type OrderHead = { id: string; display_id: number; units: number | null }

const HEAD = `SELECT o.id, o.display_id, so.units FROM "order" o LEFT JOIN service_order so ON so.order_id = o.id`

/** An order's number, and how many service requests it leads to. One statement. */
export const orderHead = async (knex: Knex, orderId: string): Promise<OrderHead | undefined> => {
  const answer: { rows: OrderHead[] } = await knex.raw(`${HEAD} WHERE o.id = ?`, [orderId])
  return answer.rows[0]
}

/** The order a cart became, if it did. One statement. */
export const orderOfCart = async (knex: Knex, cartId: string): Promise<OrderHead | undefined> => {
  const answer: { rows: OrderHead[] } = await knex.raw(
    `${HEAD} JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL WHERE oc.cart_id = ? LIMIT 1`,
    [cartId]
  )
  return answer.rows[0]
}
