import { clock } from "@atrium/kernel"
import { column, sqlRows } from "@atrium/server"
import type { ReconcilePage } from "@atrium/work-queue/use-cases"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { COMMISSION_STATUSES } from "../contracts/statuses"
import { OrderChanges } from "../domain/order-parts"
import { FrozenParts } from "./commissions"

const OrderId = z.object({ order_id: column.text })

/** Which of these orders have their attribution. */
export const attributedAmong = async (knex: Knex, orderIds: readonly string[]): Promise<Set<string>> => {
  const rows = await sqlRows(knex, OrderId, "SELECT order_id FROM affiliate_attribution WHERE order_id = ANY(?)", [
    [...orderIds],
  ])
  return new Set(rows.map(({ order_id: id }) => id))
}

// Attributions that changed, and holding periods that ended.
const RECENT = `
  SELECT order_id FROM (
    SELECT order_id FROM affiliate_attribution WHERE updated_at > :since
    UNION SELECT order_id FROM commission WHERE status IN ('pending', 'approved') AND matures_at <= :now) recent
  WHERE order_id > :after ORDER BY order_id LIMIT :limit`
const ALL = "SELECT order_id FROM affiliate_attribution WHERE order_id > :after ORDER BY order_id LIMIT :limit"

/** A page of attributed orders whose commissions changed since then or must change, by id. */
export const ordersToCheck = async (knex: Knex, { since, after, limit }: ReconcilePage<string>): Promise<string[]> => {
  const page = { after: after ?? "", limit }
  const rows =
    since.getTime() > 0
      ? await sqlRows(knex, OrderId, RECENT, { ...page, since, now: clock.now() })
      : await sqlRows(knex, OrderId, ALL, page)
  return rows.map(({ order_id: id }) => id)
}

const AttributedOrder = z
  .object({
    order_id: column.text,
    currency_code: column.text,
    matures_at: column.timestamp,
    refunded_amount: column.bigint,
    canceled: column.boolean,
    changes: OrderChanges,
    parts: FrozenParts,
    open_disputes: z.array(column.text),
    lost_amount: column.bigint,
    commissions: z.array(z.object({ id: column.text, status: z.enum(COMMISSION_STATUSES), amount: column.bigint })),
  })
  .transform(({ open_disputes: open, lost_amount: lost, ...order }) => ({ ...order, disputes: { open, lost } }))
/** An order with commissions, and what they were computed from. Amounts in whole minor units. */
export type AttributedOrder = z.infer<typeof AttributedOrder>

/** Those of these orders that have commissions. */
export const attributedOrders = (knex: Knex, orderIds: readonly string[]): Promise<AttributedOrder[]> =>
  sqlRows(
    knex,
    AttributedOrder,
    `SELECT a.order_id, a.currency_code, a.matures_at, CAST(a.refunded_amount AS text) AS refunded_amount, a.canceled,
       a.changes, a.facts -> 'parts' AS parts, a.open_disputes, CAST(a.lost_amount AS text) AS lost_amount,
       jsonb_agg(jsonb_build_object('id', c.id, 'status', c.status, 'amount', CAST(c.amount AS text))) AS commissions
     FROM affiliate_attribution a JOIN commission c ON c.attribution_id = a.id
     WHERE a.order_id = ANY(?) GROUP BY a.id`,
    [[...orderIds]]
  )
