import { orderReferenceSql } from "@atrium/reference-tracking/use-cases"
import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { purchaseColumn, purchaseColumnSql } from "../encrypted-tables"
import { StoredCustomer } from "../purchases"

/** Columns of `contactSql`. */
export const contactColumns = {
  email: column.text.nullable(),
  customer: purchaseColumn("customer", StoredCustomer.nullable()),
  address_name: column.text.nullable(),
  address_phone: column.text.nullable(),
  email_corrected: column.boolean,
  address_corrected: column.boolean,
  /** Whether the order belongs to no account. */
  guest: column.boolean,
}

const corrected = (order: string, property: string): string =>
  `EXISTS (SELECT 1 FROM order_change ch JOIN order_change_action act ON act.order_change_id = ch.id
    WHERE ch.order_id = ${order}.id AND ch.change_type = 'update_order' AND ch.deleted_at IS NULL
      AND act.details ->> 'type' = '${property}')`

/**
 * SQL columns for an order's buyer: what the order has, what was entered in the purchase form, and which of the order's
 * details staff have corrected since.
 */
export const contactSql = (order: string): string => `
  ${order}.email,
  (SELECT ${purchaseColumnSql("p", "customer")} FROM order_cart oc JOIN service_purchase p ON p.cart_id = oc.cart_id
   WHERE oc.order_id = ${order}.id AND oc.deleted_at IS NULL LIMIT 1) AS customer,
  (SELECT nullif(trim(coalesce(ad.first_name, '') || ' ' || coalesce(ad.last_name, '')), '') FROM order_address ad
   WHERE ad.id = coalesce(${order}.billing_address_id, ${order}.shipping_address_id)) AS address_name,
  (SELECT ad.phone FROM order_address ad
   WHERE ad.id = coalesce(${order}.billing_address_id, ${order}.shipping_address_id)) AS address_phone,
  ${corrected(order, "email")} AS email_corrected, ${corrected(order, "billing_address")} AS address_corrected,
  NOT coalesce((SELECT c.has_account FROM customer c WHERE c.id = ${order}.customer_id), false) AS guest`

const OrderContact = z.object({
  ...contactColumns,
  order_id: column.text,
  order_reference: column.text,
  customer_id: column.text.nullable(),
})
export type OrderContact = z.infer<typeof OrderContact>

/** The buyers of these orders. */
export const contactsOfOrders = (knex: Knex, orderIds: readonly string[]): Promise<OrderContact[]> =>
  orderIds.length === 0
    ? Promise.resolve([])
    : sqlRows(
        knex,
        OrderContact,
        `SELECT o.id AS order_id, ${orderReferenceSql("o")} AS order_reference, o.customer_id, ${contactSql("o")} FROM "order" o WHERE o.id = ANY(?)`,
        [[...orderIds]]
      )
