import { orderReferenceSql } from "@atrium/reference-tracking/use-cases"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { SERVICE_REQUEST_STATUSES } from "../../contracts/statuses"
import { SOLD_VERSION } from "./sold-lines"

const OrderHead = z.object({
  id: column.text,
  /** What people call it: `OR-…`. */
  reference: column.text,
  /** Number of service units to provision: 0 for an order without services, null until the units' work is scheduled. */
  units: column.integer.nullable(),
})
export type OrderHead = z.infer<typeof OrderHead>

// The row in `service_order` is written with the units' work; an order of goods gets none.
const HAS_SERVICES = `EXISTS (SELECT 1 FROM order_item bought JOIN order_line_item li ON li.id = bought.item_id
  WHERE bought.order_id = o.id AND (${SOLD_VERSION}) IS NOT NULL)`

const HEAD_COLUMNS = `o.id, ${orderReferenceSql("o")} AS reference,
  coalesce(so.units, CASE WHEN ${HAS_SERVICES} THEN NULL ELSE 0 END) AS units`
const FROM_ORDER = `FROM "order" o LEFT JOIN service_order so ON so.order_id = o.id`

const OrderWithRequests = OrderHead.extend({
  requests: z.array(
    z.object({
      reference_number: z.string(),
      status: z.enum(SERVICE_REQUEST_STATUSES),
      service_title: z.string(),
      tier_title: z.string(),
    })
  ),
})

/** An order's head with the service requests it has so far, by line and unit. */
export const orderWithRequests = (knex: Knex, orderId: string): Promise<z.infer<typeof OrderWithRequests> | null> =>
  sqlRow(
    knex,
    OrderWithRequests,
    `SELECT ${HEAD_COLUMNS}, coalesce((
       SELECT jsonb_agg(jsonb_build_object('reference_number', r.reference_number, 'status', r.status,
         'service_title', r.service_title, 'tier_title', r.tier_title) ORDER BY r.order_line_item_id, r.unit)
       FROM service_request r WHERE r.order_id = o.id), '[]') AS requests
     ${FROM_ORDER} WHERE o.id = ?`,
    [orderId]
  )

/** The order made from a cart, if there is one. */
export const orderOfCart = (knex: Knex, cartId: string): Promise<OrderHead | null> =>
  sqlRow(
    knex,
    OrderHead,
    `SELECT ${HEAD_COLUMNS} ${FROM_ORDER} JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL WHERE oc.cart_id = ? LIMIT 1`,
    [cartId]
  )
