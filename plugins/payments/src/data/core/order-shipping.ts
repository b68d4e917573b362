import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Shipping = z.object({ name: column.text, total: column.text, tax_rate: column.text })
export type OrderShipping = z.output<typeof Shipping>

/** The shipping of an order as it is now: total with discounts and taxes, and the sum of its tax rates in percent. */
export const orderShipping = (knex: Knex | Knex.Transaction, orderId: string): Promise<OrderShipping[]> =>
  sqlRows(
    knex,
    Shipping,
    `SELECT method.name, CAST(tax.rate AS text) AS tax_rate,
       CAST(round(method.amount * CASE WHEN method.is_tax_inclusive THEN 1 ELSE tax.factor END
         - discount.amount * tax.factor, 9) AS text) AS total
     FROM "order" o
     JOIN order_shipping link ON link.order_id = o.id AND link.version = o.version AND link.deleted_at IS NULL
     JOIN order_shipping_method method ON method.id = link.shipping_method_id AND method.deleted_at IS NULL
     CROSS JOIN LATERAL (SELECT coalesce(sum(line.rate), 0) AS rate, 1 + coalesce(sum(line.rate), 0) / 100 AS factor
       FROM order_shipping_method_tax_line line
       WHERE line.shipping_method_id = method.id AND line.deleted_at IS NULL) tax
     CROSS JOIN LATERAL (SELECT coalesce(sum(adjustment.amount), 0) AS amount
       FROM order_shipping_method_adjustment adjustment
       WHERE adjustment.shipping_method_id = method.id AND adjustment.deleted_at IS NULL) discount
     WHERE o.id = ? ORDER BY method.id`,
    [orderId]
  )
