import { toMajorText } from "@atrium/kernel"
import { orderReferenceSql } from "@atrium/reference-tracking/use-cases"
import { column, sqlRow, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { DISPUTE_STATUSES } from "../../contracts/gateway"
import { bookedMinorUnits } from "../../domain/refund-drift"
import { REFUNDS_SQL } from "./refunds"

/** The units of a line that the order still holds, without returned and written-off ones. */
const HELD = `greatest(0, held.quantity - held.return_received_quantity - held.return_dismissed_quantity
  - held.written_off_quantity)`

/**
 * The total of a line in one version of its order, with discounts and taxes. A discount excludes tax unless it is marked
 * otherwise, even on a line whose price includes tax.
 */
const total = (item: string): string =>
  `(coalesce(${item}.unit_price, li.unit_price) * ${item}.quantity * CASE WHEN li.is_tax_inclusive THEN 1 ELSE tax.factor END
    - coalesce((SELECT sum(discount.amount * CASE WHEN discount.is_tax_inclusive THEN 1 ELSE tax.factor END)
      FROM order_line_item_adjustment discount
      WHERE discount.item_id = li.id AND discount.version = ${item}.version AND discount.deleted_at IS NULL), 0))`

// Medusa stores discounts with about 17 digits; digits beyond billionths are rounding noise.
const amount = (sql: string): string => `CAST(round(coalesce(${sql}, 0), 9) AS text)`

// Units that staff chose for a refund, once that refund is in the order's transactions, like every refund that counts.
const REFUNDED_UNITS = `
  SELECT coalesce(jsonb_agg(chosen.unit ORDER BY chosen.unit), '[]') AS units, coalesce(sum(chosen.cost), 0) AS cost
  FROM refunded_unit chosen JOIN unit_refund asked ON asked.id = chosen.unit_refund_id
  WHERE chosen.line_id = li.id AND EXISTS (SELECT 1 FROM order_transaction paid
    WHERE paid.order_id = o.id AND paid.reference_id = asked.refund_id AND paid.deleted_at IS NULL)`

// A line belongs to an order through one row per version of the order: version 1 is what was bought.
const LINES = `
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'line_id', li.id, 'product_id', li.product_id, 'variant_id', li.variant_id,
    'title', coalesce(li.product_title, li.title), 'variant_title', li.variant_title,
    'refunded_units', refunded.units, 'refunded_cost', CAST(refunded.cost AS text), 'metadata', li.metadata, 'created_at', li.created_at,
    'bought', CAST(coalesce(bought.quantity, 0) AS int),
    'held', CAST(coalesce(${HELD}, 0) AS int),
    'total', ${amount(total("held"))},
    'held_total', ${amount(`${total("held")} * ${HELD} / greatest(held.quantity, 1)`)},
    'bought_total', ${amount(total("bought"))},
    'tax_rate', CAST(tax.rate AS text)) ORDER BY li.id), '[]') AS lines
  FROM (SELECT DISTINCT item_id FROM order_item
        WHERE order_id = o.id AND version IN (1, o.version) AND deleted_at IS NULL) of_order
  JOIN order_line_item li ON li.id = of_order.item_id AND li.deleted_at IS NULL
  LEFT JOIN order_item bought ON bought.item_id = li.id AND bought.order_id = o.id AND bought.version = 1
    AND bought.deleted_at IS NULL
  LEFT JOIN order_item held ON held.item_id = li.id AND held.order_id = o.id AND held.version = o.version
    AND held.deleted_at IS NULL
  CROSS JOIN LATERAL (${REFUNDED_UNITS}) refunded
  CROSS JOIN LATERAL (SELECT coalesce(sum(line.rate), 0) AS rate, 1 + coalesce(sum(line.rate), 0) / 100 AS factor
    FROM order_line_item_tax_line line WHERE line.item_id = li.id AND line.deleted_at IS NULL) tax`

// A refund lowers an order's total by a credit line. Adding those again leaves what edits, returns and exchanges changed.
const COSTS = `
  SELECT max(step.cost) FILTER (WHERE step.version = o.version) AS cost,
    max(step.total) FILTER (WHERE step.version = o.version) AS total,
    coalesce(sum(greatest(step.before - step.cost, 0)), 0) AS lowered
  FROM (
    SELECT priced.version, priced.total, priced.cost, lag(priced.cost) OVER (ORDER BY priced.version) AS before
    FROM (
      SELECT s.version, CAST(s.totals ->> 'current_order_total' AS numeric) AS total,
        CAST(s.totals ->> 'current_order_total' AS numeric) + coalesce((SELECT sum(credit.amount)
          FROM order_credit_line credit
          WHERE credit.order_id = o.id AND credit.version <= s.version AND credit.deleted_at IS NULL), 0) AS cost
      FROM order_summary s WHERE s.order_id = o.id AND s.deleted_at IS NULL) priced) step`

// Core writes an order's transaction once the gateway has moved the money. A refund row may exist before that, and
// is removed when the gateway refuses, so only transactions count.
const MONEY = `
  SELECT coalesce(sum(moved.amount) FILTER (WHERE moved.amount > 0), 0) AS captured,
    coalesce(-sum(moved.amount) FILTER (WHERE moved.amount < 0), 0) AS refunded,
    coalesce(jsonb_agg(CAST(-moved.amount AS text) ORDER BY moved.created_at, moved.id)
      FILTER (WHERE moved.amount < 0), '[]') AS refunds
  FROM order_transaction moved WHERE moved.order_id = o.id AND moved.deleted_at IS NULL`

const PAYMENTS = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'provider_id', p.provider_id,
      'reference', p.data ->> 'id', 'captured', p.captured_at IS NOT NULL)
      ORDER BY p.captured_at NULLS LAST, p.id), '[]') AS payments,
    max(p.captured_at) AS captured_at
  FROM order_payment_collection link
  JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
  WHERE link.order_id = o.id AND link.deleted_at IS NULL`

const REFUNDS_MADE = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'amount', CAST(r.amount AS text))
      ORDER BY r.created_at, r.id), '[]') AS refunds_made
  ${REFUNDS_SQL} AND link.order_id = o.id`

const DISPUTES = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('reference', d.reference, 'status', d.status,
      'amount', CAST(d.amount AS text), 'opened_at', d.opened_at) ORDER BY d.opened_at, d.id), '[]') AS disputes
  FROM gateway_dispute d WHERE d.order_id = o.id`

const ORDERS = `
  SELECT o.id AS order_id, ${orderReferenceSql("o")} AS reference, o.currency_code, o.customer_id, o.email,
    NOT o.is_draft_order AND coalesce(money.captured - money.refunded >= costs.total, false) AS paid_in_full,
    o.canceled_at IS NOT NULL AS canceled,
    o.canceled_at IS NOT NULL OR o.version > 1 OR money.refunded > 0 AS changed,
    CAST(coalesce(costs.cost, 0) AS text) AS cost,
    CAST(coalesce(least(costs.cost, money.captured), 0) AS text) AS paid,
    CAST(costs.lowered AS text) AS lowered,
    CAST(money.captured AS text) AS captured, coalesce(payments.captured_at, o.created_at) AS captured_at,
    CAST(money.refunded AS text) AS refunded, money.refunds, made.refunds_made, disputed.disputes,
    payments.payments, content.lines
  FROM "order" o
  CROSS JOIN LATERAL (${MONEY}) money
  CROSS JOIN LATERAL (${COSTS}) costs
  CROSS JOIN LATERAL (${PAYMENTS}) payments
  CROSS JOIN LATERAL (${REFUNDS_MADE}) made
  CROSS JOIN LATERAL (${DISPUTES}) disputed
  CROSS JOIN LATERAL (${LINES}) content
  WHERE o.id = ANY(?) AND o.deleted_at IS NULL`

const Line = z.object({
  line_id: column.text,
  product_id: column.text.nullable(),
  variant_id: column.text.nullable(),
  title: column.text,
  variant_title: column.text.nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  created_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  /** Units bought; 0 for a line that was added later. */
  bought: column.integer,
  /** Units the order holds now, without removed, returned and written-off ones. */
  held: column.integer,
  /** Total of the line now, with discounts and taxes, including returned units. */
  total: column.text,
  /** Total of the units that the order holds. */
  held_total: column.text,
  /** Total of the units bought, with discounts and taxes. */
  bought_total: column.text,
  /** The numbers of its units that a refund was made for, and what those units cost together, in minor units. */
  refunded_units: z.array(column.integer),
  refunded_cost: column.bigint,
  /** Sum of the line's tax rates in percent: without tax it costs total / (1 + tax_rate / 100). */
  tax_rate: column.text,
})

const OrderRow = z.object({
  order_id: column.text,
  /** What people call it: `OR-…`. */
  reference: column.text,
  currency_code: column.text,
  customer_id: column.text.nullable(),
  email: column.text.nullable(),
  /** Whether it was paid in full; stays true after refunds. A free order is paid in full. */
  paid_in_full: column.boolean,
  canceled: column.boolean,
  /** Whether anything was refunded, or the order was changed or canceled. */
  changed: column.boolean,
  /** Total of the order now, without deducting refunds. */
  cost: column.text,
  /** Amount paid for what it holds: `cost`, but at most what was captured. */
  paid: column.text,
  /** Sum by which edits, returns and exchanges have lowered the total. */
  lowered: column.text,
  /** Everything captured for it. */
  captured: column.text,
  /** Time of the last capture, by the machine's clock; the order's time if it is free. */
  captured_at: column.timestamp,
  /** Sum of the refunds, and the refunds, oldest first. A refund counts once it is in the order's transactions. */
  refunded: column.text,
  refunds: z.array(column.text),
  /** The refunds by Medusa's id, oldest first, including those that are still pending. */
  refunds_made: z.array(z.object({ id: column.text, amount: column.text })),
  /** The disputes of its payments, oldest first. */
  disputes: z.array(
    z.object({
      reference: column.text,
      status: z.enum(DISPUTE_STATUSES),
      amount: column.bigint,
      opened_at: z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
    })
  ),
  /** Its payments, captured ones first; `reference` is the gateway's id. */
  payments: z.array(
    z.object({ id: column.text, provider_id: column.text, reference: column.text.nullable(), captured: column.boolean })
  ),
  /** Lines that were bought or are held now, sorted by id. */
  lines: z.array(Line),
})

const Order = OrderRow.transform((order) => ({
  ...order,
  disputes: order.disputes.map((dispute) => ({ ...dispute, amount: toMajorText(dispute.amount, order.currency_code) })),
  /** Whether Medusa has created a refund that is not in the order's transactions yet, because the gateway has not confirmed it. */
  refund_pending:
    bookedMinorUnits(order.refunds_made, order.currency_code) >
    bookedMinorUnits(
      order.refunds.map((amount) => ({ amount })),
      order.currency_code
    ),
}))

/** An order's money. Amounts are decimal text in major units, which may be finer than the currency. */
export type OrderMoney = z.infer<typeof Order>
export type OrderMoneyLine = z.infer<typeof Line>

/**
 * The money of these orders: whether they are paid in full, what was captured and refunded, and the total of each line.
 * Every plugin uses this function, so that all agree; nothing else reads Medusa's payments, transactions and order totals.
 */
export const orderMoney = (knex: Knex | Knex.Transaction, orderIds: readonly string[]): Promise<OrderMoney[]> =>
  orderIds.length === 0 ? Promise.resolve([]) : sqlRows(knex, Order, ORDERS, [[...orderIds]])

/**
 * SQL condition: whether an order has changed since it was paid.
 * @param orderIdColumn the column that holds its id
 */
export const orderChangedSql = (orderIdColumn: string): string =>
  `(EXISTS (SELECT 1 FROM "order" changed
      WHERE changed.id = ${orderIdColumn} AND (changed.canceled_at IS NOT NULL OR changed.version > 1))
    OR EXISTS (SELECT 1 FROM order_transaction moved
      WHERE moved.order_id = ${orderIdColumn} AND moved.amount < 0 AND moved.deleted_at IS NULL))`

/**
 * SQL for a lateral join: the given payment of an order, or its first captured one, with `id`, `provider_id` and
 * `reference` (the gateway's id).
 * @param orderId the column that holds the order's id
 * @param paymentId a binding that holds the payment's id, or null
 */
export const orderPaymentSql = (orderId: string, paymentId: string): string =>
  `SELECT p.id, p.provider_id, p.data ->> 'id' AS reference
   FROM order_payment_collection link
   JOIN payment p ON p.payment_collection_id = link.payment_collection_id AND p.deleted_at IS NULL
   WHERE link.order_id = ${orderId} AND link.deleted_at IS NULL
     AND (p.id = ${paymentId} OR CAST(${paymentId} AS text) IS NULL)
   ORDER BY p.captured_at NULLS LAST, p.id LIMIT 1`

// Refund rows appear before their transactions and may be removed again; both count as a change.
const CHANGED = `
  SELECT changed.id FROM (
    SELECT id FROM "order" WHERE updated_at > :since OR canceled_at > :since
    UNION SELECT order_id FROM order_change WHERE updated_at > :since
    UNION SELECT order_id FROM order_transaction WHERE greatest(created_at, updated_at) > :since
    UNION SELECT link.order_id FROM refund r JOIN payment p ON p.id = r.payment_id
      JOIN order_payment_collection link
        ON link.payment_collection_id = p.payment_collection_id AND link.deleted_at IS NULL
      WHERE greatest(r.updated_at, r.deleted_at) > :since
    UNION SELECT order_id FROM gateway_dispute
      WHERE greatest(opened_at, closed_at) > :since AND order_id IS NOT NULL) changed
  WHERE changed.id > :after ORDER BY changed.id LIMIT :limit`

/**
 * Ids of orders that were placed, paid, refunded, disputed, canceled or changed since then, sorted: for reconcilers of other plugins.
 */
export const ordersChangedSince = async (
  knex: Knex,
  { since, after, limit }: ReconcilePage<string>
): Promise<string[]> => {
  const rows = await sqlRows(knex, z.object({ id: column.text }), CHANGED, { since, after: after ?? "", limit })
  return rows.map(({ id }) => id)
}

/** Id of the last change (edit, return, claim, exchange, transfer) that Medusa made to an order; null where it made none. */
export const lastOrderChange = async (knex: Knex, orderId: string): Promise<string | null> => {
  const row = await sqlRow(
    knex,
    z.object({ id: column.text }),
    `SELECT id FROM order_change WHERE order_id = ? AND status = 'confirmed' AND deleted_at IS NULL
     ORDER BY updated_at DESC, id DESC LIMIT 1`,
    [orderId]
  )
  return row?.id ?? null
}
