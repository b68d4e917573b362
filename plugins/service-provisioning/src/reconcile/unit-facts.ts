import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { BuyerSources } from "../domain/request-facts"
import type { TemplateContent } from "../domain/template-content"
import { contactSql } from "./order-contact"

export type UnitFacts = BuyerSources & {
  order_id: string
  display_id: number
  customer_id: string | null
  currency_code: string
  product_id: string
  product_title: string
  variant_id: string
  variant_title: string | null
  category: string | null
  requirements: string | null
  content: TemplateContent
  payment_id: string | null
  payment_provider_id: string | null
  transaction_id: string | null
  /** True when the unit has its request already. */
  provisioned: boolean
}

const FACTS = `
  SELECT o.id AS order_id, o.display_id, o.customer_id, o.currency_code, ${contactSql("o")}, li.product_id,
    coalesce(li.product_title, li.title) AS product_title,
    -- A variant that was gone when core made the line; the line tells what was sold.
    coalesce(li.variant_id, li.id) AS variant_id, li.variant_title,
    (SELECT c.handle FROM product_category_product pc JOIN product_category c ON c.id = pc.product_category_id
     WHERE pc.product_id = li.product_id AND c.deleted_at IS NULL ORDER BY c.rank, c.id LIMIT 1) AS category,
    p.requirements, v.content,
    py.id AS payment_id, py.provider_id AS payment_provider_id, py.data ->> 'id' AS transaction_id,
    EXISTS (SELECT 1 FROM service_request r WHERE r.order_line_item_id = li.id AND r.unit = :unit) AS provisioned
  FROM "order" o
  JOIN order_line_item li ON li.id = :lineId
    -- In any version: a line that was taken out since was paid, so that its unit is made and given up at once.
    AND EXISTS (SELECT 1 FROM order_item oi WHERE oi.order_id = o.id AND oi.item_id = li.id)
  JOIN service_template_version v ON v.id = :versionId
  LEFT JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL
  LEFT JOIN service_purchase p ON p.cart_id = oc.cart_id
  LEFT JOIN LATERAL (
    SELECT x.id, x.provider_id, x.data FROM payment x
    JOIN order_payment_collection opc ON opc.payment_collection_id = x.payment_collection_id AND opc.deleted_at IS NULL
    WHERE opc.order_id = o.id AND (x.id = :paymentId OR CAST(:paymentId AS text) IS NULL) AND x.deleted_at IS NULL
    ORDER BY x.captured_at NULLS LAST, x.id LIMIT 1
  ) py ON true
  WHERE o.id = :orderId`

/** Everything one unit's request is made of, in one statement; undefined when the order or the line is gone. */
export const factsOfUnit = async (
  knex: Knex,
  unit: { orderId: string; lineId: string; unit: number; versionId: string; paymentId: string | null }
): Promise<UnitFacts | undefined> => {
  const answer: { rows: UnitFacts[] } = await knex.raw(FACTS, unit)
  return answer.rows[0]
}
