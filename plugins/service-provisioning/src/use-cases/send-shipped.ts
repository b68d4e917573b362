import { requestMail } from "@atrium/notifications/tx"
import { graphRows, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

import { contactsOfOrders } from "../data/core/order-contact"
import { buyerOf } from "../domain/request-facts"
import { orderShippedMail } from "../mail/order-shipped"

const Shipment = z.object({
  id: z.string(),
  requires_shipping: z.boolean(),
  shipped_at: z.union([z.date(), z.string()]).nullable(),
  canceled_at: z.union([z.date(), z.string()]).nullable(),
  labels: z.array(z.object({ tracking_number: z.string(), tracking_url: z.string() })),
  items: z.array(z.object({ line_item_id: z.string().nullable(), title: z.string(), quantity: z.coerce.number() })),
  order: z
    .object({
      id: z.string(),
      custom_display_id: z.string().nullable(),
      items: z.array(z.object({ id: z.string(), title: z.string(), variant_title: z.string().nullable() })),
    })
    .nullish(),
})
type Shipment = z.infer<typeof Shipment>

const FIELDS = [
  ...["id", "requires_shipping", "shipped_at", "canceled_at", "labels.tracking_number", "labels.tracking_url"],
  ...["items.line_item_id", "items.title", "items.quantity"],
  ...["order.id", "order.custom_display_id", "order.items.id", "order.items.title", "order.items.variant_title"],
]

/** What was shipped of each line, by the name it was sold under. */
const itemsOf = ({ items, order }: Shipment) => {
  const byLine = new Map(items.map((item) => [item.line_item_id, item]))
  return [...byLine].map(([lineId, item]) => {
    const line = order?.items.find(({ id }) => id === lineId)
    if (!line) return { title: item.title, quantity: item.quantity }
    return { title: line.variant_title ? `${line.title} – ${line.variant_title}` : line.title, quantity: item.quantity }
  })
}

/** Emails the buyer that goods of their order were shipped, with the tracking numbers. Repeatable. */
export const sendShipped = async (container: MedusaContainer, fulfillmentId: string): Promise<void> => {
  const [shipment] = await graphRows(container, Shipment, {
    entity: "fulfillment",
    fields: FIELDS,
    filters: { id: fulfillmentId },
  })
  if (!shipment?.order || !shipment.requires_shipping || !shipment.shipped_at || shipment.canceled_at) return
  const knex = knexOf(container)
  const [contact] = await contactsOfOrders(knex, [shipment.order.id])
  if (!contact) return
  const customer = buyerOf(contact)
  if (!customer.email || shipment.items.length === 0) return
  await requestMail(knex, [
    orderShippedMail({
      fulfillment_id: shipment.id,
      order: { id: shipment.order.id, reference: shipment.order.custom_display_id ?? shipment.order.id },
      customer,
      guest: contact.guest,
      items: itemsOf(shipment),
      labels: shipment.labels,
    }),
  ])
}
