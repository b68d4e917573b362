import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ServiceRequestStatus } from "../contracts/statuses"

/** `units`: service units to provision; null until the order's payment has fanned out. */
export type OrderHead = { id: string; display_id: number; units: number | null }

const HEAD = `SELECT o.id, o.display_id, so.units FROM "order" o LEFT JOIN service_order so ON so.order_id = o.id`

export type OrderedRequest = {
  reference_number: string
  status: ServiceRequestStatus
  service_title: string
  tier_title: string
}

/** An order's head with the service requests it has so far, by line and unit. One statement. */
export const orderWithRequests = async (
  knex: Knex,
  orderId: string
): Promise<(OrderHead & { requests: OrderedRequest[] }) | undefined> => {
  const answer: { rows: (OrderHead & { requests: OrderedRequest[] })[] } = await knex.raw(
    `SELECT o.id, o.display_id, so.units, coalesce((
       SELECT jsonb_agg(jsonb_build_object('reference_number', r.reference_number, 'status', r.status,
         'service_title', r.service_title, 'tier_title', r.tier_title) ORDER BY r.order_line_item_id, r.unit)
       FROM service_request r WHERE r.order_id = o.id), '[]') AS requests
     FROM "order" o LEFT JOIN service_order so ON so.order_id = o.id WHERE o.id = ?`,
    [orderId]
  )
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
