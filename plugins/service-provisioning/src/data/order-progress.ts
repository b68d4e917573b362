import { clock } from "@atrium/kernel"
import { checkedRows, column, listPage, sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { ORDER_PROGRESS } from "../contracts/order-progress"
import { orderMatches, orderOfCustomer } from "./core/order-progress"

/** Rows of `order_progress`. */
const OrderProgressRow = z.object({
  order_id: column.text,
  progress: z.enum(ORDER_PROGRESS),
  since: column.timestamp,
  placed_at: column.timestamp,
  completed_in_core: column.boolean,
})
export type OrderProgressRow = z.infer<typeof OrderProgressRow>

const COLUMNS = Object.keys(OrderProgressRow.shape)

/** The stored progress of these orders. */
export const storedProgress = async (knex: Knex, orderIds: readonly string[]): Promise<OrderProgressRow[]> =>
  checkedRows(
    OrderProgressRow,
    await knex("order_progress")
      .whereIn("order_id", [...orderIds])
      .select(COLUMNS)
  )

/** Writes the progress of orders, in one statement. */
export const saveProgress = (knex: Knex, rows: readonly OrderProgressRow[]): Promise<number> =>
  sqlChanges(
    knex,
    `INSERT INTO order_progress (order_id, progress, since, placed_at, completed_in_core, updated_at)
     SELECT order_id, progress, since, placed_at, completed_in_core, :now
     FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS row(order_id text, progress text, since timestamptz,
       placed_at timestamptz, completed_in_core boolean)
     ON CONFLICT (order_id) DO UPDATE SET progress = excluded.progress, since = excluded.since,
       completed_in_core = excluded.completed_in_core, updated_at = excluded.updated_at`,
    { rows: JSON.stringify(rows), now: clock.now() }
  )

/** Filters of the list; an order must match all that are given. */
export type ProgressFilter = {
  readonly q?: string | undefined
  readonly progress?: readonly string[] | undefined
  readonly order_id?: string | undefined
  readonly customer_id?: string | undefined
  readonly from?: Date | undefined
  /** Up to and including this moment. */
  readonly to?: Date | undefined
}

const filtered = (knex: Knex, filter: ProgressFilter): Knex.QueryBuilder => {
  const query = knex("order_progress")
  if (filter.q) void query.whereRaw(orderMatches(knex, "order_progress.order_id", filter.q))
  if (filter.progress) void query.whereIn("progress", [...filter.progress])
  if (filter.order_id) void query.where("order_id", filter.order_id)
  if (filter.customer_id) void query.whereRaw(orderOfCustomer(knex, "order_progress.order_id", filter.customer_id))
  if (filter.from) void query.where("placed_at", ">=", filter.from)
  if (filter.to) void query.where("placed_at", "<=", filter.to)
  return query
}

/** One page and the number of all that match. */
export const listProgress = (
  knex: Knex,
  filter: ProgressFilter,
  page: { readonly order: string; readonly limit: number; readonly offset: number }
): Promise<{ rows: OrderProgressRow[]; count: number }> =>
  listPage(knex, {
    schema: OrderProgressRow,
    matching: filtered(knex, filter),
    rows: knex("order_progress").select(COLUMNS),
    id: "order_id",
    searched: filter.q ? { rows: knex("order_progress"), as: "order_progress" } : undefined,
    sorted: { placed_at: "placed_at", since: "since" },
    ...page,
  })
