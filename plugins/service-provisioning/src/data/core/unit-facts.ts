import { orderPaymentSql } from "@atrium/payments/use-cases"
import { orderReferenceSql } from "@atrium/reference-tracking/use-cases"
import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { StoredTemplateContent } from "../../domain/template-content"
import { purchaseColumn, purchaseColumnSql } from "../encrypted-tables"
import { PurchaseItemRow } from "../purchases"
import { contactColumns, contactSql } from "./order-contact"

const UnitFacts = z.object({
  ...contactColumns,
  order_id: column.text,
  order_reference: column.text,
  customer_id: column.text.nullable(),
  currency_code: column.text,
  product_id: column.text,
  product_title: column.text,
  variant_id: column.text,
  variant_title: column.text.nullable(),
  category: column.text.nullable(),
  requirements: purchaseColumn("requirements", column.text.nullable()),
  purchase_items: purchaseColumn("items", z.array(PurchaseItemRow).nullable()),
  content: StoredTemplateContent,
  payment_id: column.text.nullable(),
  payment_provider_id: column.text.nullable(),
  transaction_id: column.text.nullable(),
  /** True when the unit already has its request. */
  provisioned: column.boolean,
})
export type UnitFacts = z.infer<typeof UnitFacts>

const FACTS = `
  SELECT o.id AS order_id, ${orderReferenceSql("o")} AS order_reference, o.customer_id, o.currency_code, ${contactSql("o")}, li.product_id,
    coalesce(li.product_title, li.title) AS product_title,
    -- A variant that was gone when core made the line: the line has what was sold.
    coalesce(li.variant_id, li.id) AS variant_id, li.variant_title,
    (SELECT c.handle FROM product_category_product pc JOIN product_category c ON c.id = pc.product_category_id
     WHERE pc.product_id = li.product_id AND c.deleted_at IS NULL ORDER BY c.rank, c.id LIMIT 1) AS category,
    ${purchaseColumnSql("p", "requirements")} AS requirements, ${purchaseColumnSql("p", "items")} AS purchase_items, v.content,
    py.id AS payment_id, py.provider_id AS payment_provider_id, py.reference AS transaction_id,
    EXISTS (SELECT 1 FROM service_request r WHERE r.order_line_item_id = li.id AND r.unit = :unit) AS provisioned
  FROM "order" o
  JOIN order_line_item li ON li.id = :lineId
    -- In any version: a line that was taken out since was paid, so that its unit is made and given up at once.
    AND EXISTS (SELECT 1 FROM order_item oi WHERE oi.order_id = o.id AND oi.item_id = li.id)
  JOIN service_template_version v ON v.id = :versionId
  LEFT JOIN order_cart oc ON oc.order_id = o.id AND oc.deleted_at IS NULL
  LEFT JOIN service_purchase p ON p.cart_id = oc.cart_id
  LEFT JOIN LATERAL (${orderPaymentSql("o.id", ":paymentId")}) py ON true
  WHERE o.id = :orderId`

/** Everything needed to make one unit's request; null when the order, the line or the template version was deleted. */
export const factsOfUnit = (
  knex: Knex,
  unit: { orderId: string; lineId: string; unit: number; versionId: string; paymentId: string | null }
): Promise<UnitFacts | null> => sqlRow(knex, UnitFacts, FACTS, unit)
