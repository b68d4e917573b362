import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const text = column.text.nullable()
const Row = z.object({
  customer_id: text,
  email: text,
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  postal_code: text,
  city: text,
  province: text,
  country_code: text,
})
export type OrderBuyer = z.output<typeof Row>

/** The buyer of an order: the billing address, else the shipping address, else the customer's name. */
export const buyerOfOrder = (knex: Knex, orderId: string): Promise<OrderBuyer | null> =>
  sqlRow(
    knex,
    Row,
    `SELECT o.customer_id, o.email, coalesce(ad.first_name, c.first_name) AS first_name,
       CASE WHEN ad.first_name IS NULL THEN coalesce(ad.last_name, c.last_name) ELSE ad.last_name END AS last_name,
       ad.company, ad.address_1, ad.address_2, ad.postal_code, ad.city, ad.province, ad.country_code
     FROM "order" o
     LEFT JOIN order_address ad ON ad.id = coalesce(o.billing_address_id, o.shipping_address_id)
     LEFT JOIN customer c ON c.id = o.customer_id
     WHERE o.id = ? AND o.deleted_at IS NULL`,
    [orderId]
  )
