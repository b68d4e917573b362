import type { ComputedTracking } from "@atrium/reference-tracking/extension-points"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { SERVICE_REQUEST_STATUSES } from "../../contracts/statuses"
import { orderEvents, orderProgress } from "../../domain/order-progress"

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const Facts = z.object({
  reference_number: column.text,
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

// No names, addresses, amounts or titles: anyone with the reference reads what is made of this.
const FACTS = `
  SELECT o.custom_display_id AS reference_number, o.created_at AS placed_at, o.canceled_at,
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
  WHERE o.custom_display_id = ? AND NOT o.is_draft_order AND o.deleted_at IS NULL`

/** What anyone with an order's reference may see of it: how far it is and when that changed. */
export const trackedOrder: ComputedTracking = {
  kind: "OR",
  find: async (knex: Knex, reference: string) => {
    const order = await sqlRow(knex, Facts, FACTS, [reference])
    if (!order) return null
    const events = orderEvents(order)
    const since = events.findLast((event) => event.status !== null)?.occurred_at ?? order.placed_at
    return {
      reference_number: order.reference_number,
      kind: "OR",
      title: "Your order",
      status: orderProgress(order),
      status_since: since,
      updated_at: events.at(-1)?.occurred_at ?? since,
      events,
    }
  },
}
