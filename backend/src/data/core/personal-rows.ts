import { orderReferenceSql } from "@atrium/reference-tracking/use-cases"
import { knexOf, mentionsPerson, type Person, sqlChanges, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

const CUSTOMERS = `
  SELECT id, email, first_name, last_name, company_name AS company, phone, has_account, metadata, created_at
  FROM customer WHERE id = ANY(:customers) ORDER BY created_at`

const CUSTOMER_ADDRESSES = `
  SELECT address_name AS label, company, first_name, last_name, address_1, address_2, postal_code, city, province,
    country_code, phone, created_at
  FROM customer_address WHERE customer_id = ANY(:customers) ORDER BY created_at`

const ADDRESS = (name: string) => `
  (SELECT jsonb_strip_nulls(jsonb_build_object('company', a.company, 'first_name', a.first_name,
     'last_name', a.last_name, 'address_1', a.address_1, 'address_2', a.address_2, 'postal_code', a.postal_code,
     'city', a.city, 'province', a.province, 'country_code', a.country_code, 'phone', a.phone))
   FROM ${name} a WHERE a.id = row.`

const CARTS = `
  SELECT row.created_at, row.completed_at, row.email, row.currency_code,
    ${ADDRESS("cart_address")}shipping_address_id) AS shipping_address,
    ${ADDRESS("cart_address")}billing_address_id) AS billing_address,
    (SELECT jsonb_agg(jsonb_build_object('title', i.product_title, 'variant', i.variant_title, 'quantity', i.quantity)
       ORDER BY i.created_at) FROM cart_line_item i WHERE i.cart_id = row.id AND i.deleted_at IS NULL) AS items
  FROM cart row WHERE row.id = ANY(:carts) ORDER BY row.created_at`

const ORDERS = `
  SELECT row.custom_display_id AS reference, row.created_at, row.status, row.email, row.currency_code, row.canceled_at,
    ${ADDRESS("order_address")}shipping_address_id) AS shipping_address,
    ${ADDRESS("order_address")}billing_address_id) AS billing_address,
    (SELECT jsonb_agg(jsonb_build_object('title', i.product_title, 'variant', i.variant_title,
         'quantity', held.quantity, 'unit_price', coalesce(held.unit_price, i.unit_price)) ORDER BY i.id)
     FROM order_item held JOIN order_line_item i ON i.id = held.item_id
     WHERE held.order_id = row.id AND held.version = row.version AND held.deleted_at IS NULL) AS items,
    row.metadata
  FROM "order" row WHERE row.id = ANY(:orders) ORDER BY row.created_at`

const NOTIFICATIONS = `
  SELECT "to" AS recipient, channel, template, data, created_at FROM notification
  WHERE lower("to") = ANY(:emails) OR receiver_id = ANY(:customers) ORDER BY created_at`

/** Statements of the archive, by table. */
export const EXPORTED = {
  customer: CUSTOMERS,
  customer_address: CUSTOMER_ADDRESSES,
  cart: CARTS,
  order: ORDERS,
  notification: NOTIFICATIONS,
} as const

const FILLED = `coalesce(a.first_name, a.last_name, a.company, a.address_1, a.address_2, a.phone, a.city, a.province,
  a.postal_code) IS NOT NULL OR a.metadata IS NOT NULL`

// Editing an order's address makes another row; the earlier one stays in the order's change.
const ORDER_ADDRESSES = `
  SELECT a.id FROM order_address a
  WHERE (a.customer_id = ANY(:customers)
      OR EXISTS (SELECT FROM "order" o WHERE o.id = ANY(:orders) AND a.id IN (o.shipping_address_id, o.billing_address_id))
      OR EXISTS (SELECT FROM order_change_action act WHERE act.order_id = ANY(:orders)
           AND strpos(CAST(act.details AS text), a.id) > 0))
    AND a.deleted_at IS NULL AND (${FILLED})`

/** Statements that find the ids of rows to erase; erased rows no longer match. */
export const ERASABLE = {
  customer: "SELECT id FROM customer WHERE id = ANY(:customers)",
  customer_address: "SELECT id FROM customer_address WHERE customer_id = ANY(:customers)",
  open_cart: `SELECT id FROM cart WHERE id = ANY(:carts)
    AND NOT EXISTS (SELECT FROM order_cart link WHERE link.cart_id = cart.id AND link.deleted_at IS NULL)`,
  ordered_cart: `SELECT id FROM cart WHERE id = ANY(:carts) AND deleted_at IS NULL
    AND (email IS NOT NULL OR metadata IS NOT NULL)
    AND EXISTS (SELECT FROM order_cart link WHERE link.cart_id = cart.id AND link.deleted_at IS NULL)`,
  cart_address: `SELECT a.id FROM cart_address a
    WHERE a.deleted_at IS NULL AND (${FILLED}) AND (a.customer_id = ANY(:customers)
      OR EXISTS (SELECT FROM cart c WHERE c.id = ANY(:carts) AND a.id IN (c.shipping_address_id, c.billing_address_id)))`,
  order: `SELECT id FROM "order" WHERE id = ANY(:orders) AND deleted_at IS NULL
    AND (email IS NOT NULL OR metadata IS NOT NULL)`,
  order_address: ORDER_ADDRESSES,
  order_change: `SELECT id FROM order_change WHERE order_id = ANY(:orders) AND deleted_at IS NULL
    AND (coalesce(description, internal_note, declined_reason) IS NOT NULL OR metadata IS NOT NULL)`,
  return_item: `SELECT i.id FROM return_item i JOIN "return" r ON r.id = i.return_id
    WHERE r.order_id = ANY(:orders) AND i.deleted_at IS NULL AND i.note IS NOT NULL`,
  order_claim_item: `SELECT i.id FROM order_claim_item i JOIN order_claim c ON c.id = i.claim_id
    WHERE c.order_id = ANY(:orders) AND i.deleted_at IS NULL AND i.note IS NOT NULL`,
  order_exchange_item: `SELECT i.id FROM order_exchange_item i JOIN order_exchange e ON e.id = i.exchange_id
    WHERE e.order_id = ANY(:orders) AND i.deleted_at IS NULL AND i.note IS NOT NULL`,
  notification: `SELECT id FROM notification
    WHERE ${mentionsPerson(`concat_ws(' ', "to", trigger_type, receiver_id, CAST(data AS text))`)}`,
} as const

const Action = z.object({ id: z.string(), type: z.string().nullable() })

/** Changes of an order's email and addresses, which hold the earlier and the later value, and staff's notes on changes. */
export const changesToErase = (container: MedusaContainer, person: Person): Promise<z.infer<typeof Action>[]> =>
  sqlRows(
    knexOf(container),
    Action,
    `SELECT act.id, CASE WHEN ch.change_type = 'update_order' THEN act.details ->> 'type' END AS type
     FROM order_change_action act LEFT JOIN order_change ch ON ch.id = act.order_change_id
     WHERE act.order_id = ANY(:orders) AND act.deleted_at IS NULL AND (act.internal_note IS NOT NULL
       OR (ch.change_type = 'update_order' AND coalesce(act.details ->> 'old', act.details ->> 'new') IS NOT NULL))`,
    person
  )

const Delivery = z.object({ id: z.string(), address_id: z.string().nullable() })

/** Deliveries of the person's orders whose address is not erased yet. */
export const deliveriesToErase = (container: MedusaContainer, person: Person): Promise<z.infer<typeof Delivery>[]> =>
  sqlRows(
    knexOf(container),
    Delivery,
    `SELECT f.id, a.id AS address_id FROM order_fulfillment link
     JOIN fulfillment f ON f.id = link.fulfillment_id
     LEFT JOIN fulfillment_address a ON a.id = f.delivery_address_id AND (${FILLED})
     WHERE link.order_id = ANY(:orders) AND link.deleted_at IS NULL AND f.deleted_at IS NULL
       AND (a.id IS NOT NULL OR f.metadata IS NOT NULL)`,
    person
  )

/**
 * Empties addresses of deliveries except for the country. The only write to a table of Medusa here: its module has no method
 * that changes such an address.
 */
export const clearDeliveryAddresses = (trx: Knex.Transaction, ids: readonly string[]): Promise<number> =>
  sqlChanges(
    trx,
    `UPDATE fulfillment_address SET first_name = NULL, last_name = NULL, company = NULL, address_1 = NULL,
       address_2 = NULL, city = NULL, province = NULL, postal_code = NULL, phone = NULL, metadata = NULL
     WHERE id = ANY(?)`,
    [[...ids]]
  )

const Execution = z.object({ workflow_id: z.string(), transaction_id: z.string(), run_id: z.string() })

/** Stored runs of workflows that have ended and mention the person. */
export const executionsToErase = (container: MedusaContainer, person: Person): Promise<z.infer<typeof Execution>[]> =>
  sqlRows(
    knexOf(container),
    Execution,
    `SELECT workflow_id, transaction_id, run_id FROM workflow_execution
     WHERE state IN ('done', 'failed', 'reverted')
       AND ${mentionsPerson("coalesce(CAST(execution AS text), '') || coalesce(CAST(context AS text), '')")}`,
    person
  )

/** Goods that were not sent yet, and order changes that are not confirmed. */
export const UNSETTLED_ORDERS = `
  SELECT 'Order ' || ${orderReferenceSql("o")} || ' isn''t delivered yet.' AS sentence FROM "order" o
  WHERE o.id = ANY(:orders) AND o.canceled_at IS NULL AND o.deleted_at IS NULL AND EXISTS (
    SELECT FROM order_item held JOIN order_line_item line ON line.id = held.item_id
    WHERE held.order_id = o.id AND held.version = o.version AND held.deleted_at IS NULL AND line.requires_shipping
      AND held.fulfilled_quantity < held.quantity - held.return_received_quantity - held.written_off_quantity)
  UNION ALL
  SELECT 'A change of order ' || ${orderReferenceSql("o")} || ' isn''t finished yet.' FROM "order" o
  WHERE o.id = ANY(:orders) AND EXISTS (SELECT FROM order_change ch
    WHERE ch.order_id = o.id AND ch.deleted_at IS NULL AND ch.status IN ('pending', 'requested'))`
