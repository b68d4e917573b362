import type { ComputedTracking } from "@atrium/reference-tracking/extension-points"
import { orderReferenceSql } from "@atrium/reference-tracking/use-cases"
import { column, likeFolded, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { SERVICE_REQUEST_STATUSES } from "../../contracts/statuses"
import { orderEvents, orderProgress, orderStanding } from "../../domain/order-progress"

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const Facts = z.object({
  placed_at: column.timestamp,
  canceled_at: column.timestamp.nullable(),
  units: column.integer,
  requests: z.array(
    z.object({
      status: z.enum(SERVICE_REQUEST_STATUSES),
      started_at: instant.nullable(),
      ended_at: instant.nullable(),
    })
  ),
  goods: z.array(z.object({ held: z.number(), fulfilled: z.number(), shipped: z.number() })),
  shipments: z.array(instant),
})

const PlacedOrder = Facts.extend({ id: column.text, status: column.text })
/** An order with the facts of its progress and core's status. */
export type PlacedOrder = z.infer<typeof PlacedOrder>

// No names, addresses, amounts or titles: anyone with the reference reads what is made of this.
const factsSql = (condition: string) => `
  SELECT o.id, o.status, o.created_at AS placed_at, o.canceled_at,
    coalesce((SELECT so.units FROM service_order so WHERE so.order_id = o.id), 0) AS units,
    coalesce((SELECT jsonb_agg(jsonb_build_object('status', r.status,
        'started_at', (SELECT min(h.created_at) FROM service_request_status_history h
          WHERE h.service_request_id = r.id AND h.new_status = 'in_progress'),
        'ended_at', (SELECT max(h.created_at) FROM service_request_status_history h
          WHERE h.service_request_id = r.id AND h.new_status IN ('completed', 'cancelled'))) ORDER BY r.id)
      FROM service_request r WHERE r.order_id = o.id AND r.deleted_at IS NULL), '[]') AS requests,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
        'held', greatest(0, held.quantity - held.return_received_quantity - held.return_dismissed_quantity
          - held.written_off_quantity),
        'fulfilled', held.fulfilled_quantity, 'shipped', held.shipped_quantity) ORDER BY held.id)
      FROM order_item held JOIN order_line_item line ON line.id = held.item_id
      WHERE held.order_id = o.id AND held.version = o.version AND held.deleted_at IS NULL
        AND line.requires_shipping), '[]') AS goods,
    coalesce((SELECT jsonb_agg(sent.shipped_at ORDER BY sent.shipped_at, sent.id)
      FROM order_fulfillment link JOIN fulfillment sent ON sent.id = link.fulfillment_id
      WHERE link.order_id = o.id AND link.deleted_at IS NULL AND sent.deleted_at IS NULL AND sent.requires_shipping
        AND sent.shipped_at IS NOT NULL AND sent.canceled_at IS NULL), '[]') AS shipments
  FROM "order" o
  WHERE ${condition} AND NOT o.is_draft_order AND o.deleted_at IS NULL`

const BY_REFERENCE = factsSql("o.custom_display_id = ?")
const BY_IDS = factsSql("o.id = ANY(?)")

/** Those of the orders that were placed: no drafts. */
export const placedOrders = (knex: Knex, orderIds: readonly string[]): Promise<PlacedOrder[]> =>
  sqlRows(knex, PlacedOrder, BY_IDS, [[...orderIds]])

/** Starts the progress of an order that was just placed, unless it has one. */
export const startOrderProgress = (knex: Knex, orderId: string, now: Date): Promise<number> =>
  sqlChanges(
    knex,
    `INSERT INTO order_progress (order_id, progress, since, placed_at, completed_in_core, updated_at)
     SELECT o.id, 'received', o.created_at, o.created_at, false, ? FROM "order" o
     WHERE o.id = ? AND NOT o.is_draft_order AND o.deleted_at IS NULL
     ON CONFLICT (order_id) DO NOTHING`,
    [now, orderId]
  )

/**
 * Condition on a column of order ids: the order's reference or its customer's address is `q`, or what its service requests
 * are searched by contains it. Each part has an index; core has none for a part of an address or a name.
 */
export const orderMatches = (knex: Knex, orderId: string, q: string): Knex.Raw =>
  knex.raw(
    `${orderId} IN (
      SELECT o.id FROM "order" o WHERE o.custom_display_id = :reference AND o.deleted_at IS NULL
      UNION ALL SELECT r.order_id FROM service_request r WHERE r.search_text LIKE :like AND r.deleted_at IS NULL
      UNION ALL SELECT o.id FROM customer c JOIN "order" o ON o.customer_id = c.id AND o.deleted_at IS NULL
        WHERE c.email = :email AND c.deleted_at IS NULL)`,
    { reference: q.trim().toUpperCase(), like: likeFolded(q.trim()), email: q.trim().toLowerCase() }
  )

/** Condition on a column of order ids: the order is this customer's. */
export const orderOfCustomer = (knex: Knex, orderId: string, customerId: string): Knex.Raw =>
  knex.raw(`${orderId} IN (SELECT o.id FROM "order" o WHERE o.customer_id = ? AND o.deleted_at IS NULL)`, [customerId])

const Buyer = z.object({
  order_id: column.text,
  reference: column.text,
  customer_id: column.text.nullable(),
  email: column.text.nullable(),
  name: column.text,
})
export type Buyer = z.infer<typeof Buyer>

/** References and buyers of orders; the name is the customer's, else that of an address of the order. */
export const buyersOfOrders = (knex: Knex, orderIds: readonly string[]): Promise<Buyer[]> =>
  sqlRows(
    knex,
    Buyer,
    `SELECT o.id AS order_id, ${orderReferenceSql("o")} AS reference, o.customer_id, o.email,
       coalesce(nullif(trim(coalesce(c.first_name, '') || ' ' || coalesce(c.last_name, '')), ''),
         nullif(trim(coalesce(ad.first_name, '') || ' ' || coalesce(ad.last_name, '')), ''), '') AS name
     FROM "order" o LEFT JOIN customer c ON c.id = o.customer_id
     LEFT JOIN order_address ad ON ad.id = coalesce(o.billing_address_id, o.shipping_address_id)
     WHERE o.id = ANY(?)`,
    [[...orderIds]]
  )

/** The order that a fulfillment belongs to. */
export const orderOfFulfillment = async (knex: Knex, fulfillmentId: string): Promise<string | undefined> =>
  (
    await sqlRow(
      knex,
      z.object({ order_id: column.text }),
      "SELECT order_id FROM order_fulfillment WHERE fulfillment_id = ? AND deleted_at IS NULL",
      [fulfillmentId]
    )
  )?.order_id

/** What anyone with an order's reference may see of it: how far it is and when that changed. */
export const trackedOrder: ComputedTracking = {
  kind: "OR",
  find: async (knex: Knex, reference: string) => {
    const order = await sqlRow(knex, Facts, BY_REFERENCE, [reference])
    if (!order) return null
    const events = orderEvents(order)
    const { since } = orderStanding(order)
    return {
      reference_number: reference,
      kind: "OR",
      title: "Your order",
      status: orderProgress(order),
      status_since: since,
      updated_at: events.at(-1)?.occurred_at ?? since,
      events,
    }
  },
}
