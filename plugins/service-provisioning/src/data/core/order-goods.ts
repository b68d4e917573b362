import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { LINE_TOTAL_SQL, ORDER_LINES_SQL } from "./paid-lines"

const OrderGoods = z.object({
  display_id: z.number(),
  email: z.string().nullable(),
  customer_name: z.string().nullable(),
  currency_code: z.string(),
  goods: z.array(z.object({ title: z.string(), quantity: z.number(), amount: z.string() })),
})

/** Who bought, and the lines of an order that are no services; amounts are decimal text in major units. */
export type OrderGoods = z.infer<typeof OrderGoods>

const GOODS = `
  SELECT o.display_id, o.email, o.currency_code,
    coalesce(max(p.customer ->> 'full_name'),
      max(nullif(trim(coalesce(ad.first_name, '') || ' ' || coalesce(ad.last_name, '')), ''))) AS customer_name,
    coalesce(jsonb_agg(jsonb_build_object(
      'title', concat_ws(' – ', coalesce(li.product_title, li.title), nullif(li.variant_title, 'Default variant')),
      'quantity', CAST(oi.quantity AS int), 'amount', CAST(${LINE_TOTAL_SQL} AS text)) ORDER BY li.id)
      FILTER (WHERE NOT EXISTS (SELECT 1 FROM service_request r WHERE r.order_line_item_id = li.id)), '[]') AS goods
  ${ORDER_LINES_SQL}
  LEFT JOIN order_address ad ON ad.id = coalesce(o.billing_address_id, o.shipping_address_id)
  LEFT JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL
  LEFT JOIN service_purchase p ON p.cart_id = oc.cart_id
  WHERE o.id = ? AND o.canceled_at IS NULL
  GROUP BY o.id`

/** Null when the order is gone or canceled. */
export const goodsOfOrder = (knex: Knex, orderId: string): Promise<OrderGoods | null> =>
  sqlRow(knex, OrderGoods, GOODS, [orderId])
