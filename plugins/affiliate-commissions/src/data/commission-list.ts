import { checkedRows, column, foldedSql, likeFolded, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { COMMISSION_STATUSES, HOLD_REASONS } from "../contracts/statuses"
import { idsByCode } from "./affiliates"
import { orderNameSql } from "./core/order-name"

/** A commission with everything that explains it; amounts in whole minor units. */
const CommissionRow = z.object({
  id: column.text,
  affiliate_id: column.text,
  code: column.text,
  order_id: column.text,
  order_reference: column.text,
  order_line_item_id: column.text,
  service_id: column.text.nullable(),
  service_title: column.text,
  currency_code: column.text,
  rule_id: column.text,
  rule_version: column.integer,
  rule_service_id: column.text.nullable(),
  rate_bp: column.integer.nullable(),
  rule_amount: column.bigint.nullable(),
  paid_amount: column.bigint,
  base_amount: column.bigint,
  refunded_amount: column.bigint,
  amount: column.bigint,
  status: z.enum(COMMISSION_STATUSES),
  hold_reason: z.enum(HOLD_REASONS).nullable(),
  hold_text: column.text.nullable(),
  attribution_reason: column.text,
  canceled: column.boolean,
  lost_amount: column.bigint,
  programme_name: column.text,
  last_reason: column.text.nullable(),
  paid_at: column.timestamp,
  matures_at: column.timestamp,
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
type CommissionRow = z.infer<typeof CommissionRow>

const COLUMNS = `
  c.*, aff.code, ${orderNameSql("a")} AS order_reference, r.id AS rule_id, rv.number AS rule_version,
  r.service_id AS rule_service_id, a.reason AS attribution_reason, a.canceled,
  CAST(a.lost_amount AS text) AS lost_amount, p.name AS programme_name,
  (SELECT h.reason FROM commission_history h WHERE h.commission_id = c.id ORDER BY h.sequence DESC LIMIT 1) AS last_reason`

const JOINED = `
  JOIN affiliate_attribution a ON a.id = c.attribution_id
  JOIN affiliate aff ON aff.id = c.affiliate_id
  JOIN commission_rule_version rv ON rv.id = c.rule_version_id
  JOIN commission_rule r ON r.id = rv.rule_id
  JOIN affiliate_programme_version pv ON pv.id = a.programme_version_id
  JOIN affiliate_programme p ON p.id = pv.programme_id`

/** Every criterion given must hold. */
export type CommissionFilter = {
  readonly q?: string | undefined
  readonly order_id?: string | undefined
  readonly affiliate_id?: string | undefined
  readonly status?: readonly string[] | undefined
  readonly currency_code?: string | undefined
}

/** As in the index of the migration. */
const SEARCHED = foldedSql("c.service_title || ' ' || c.order_id")

/** @param affiliates whose code contains the search */
const filtered = (knex: Knex, filter: CommissionFilter, affiliates: readonly string[]): Knex.QueryBuilder => {
  const query = knex("commission as c")
  if (filter.order_id) void query.where("c.order_id", filter.order_id)
  if (filter.affiliate_id) void query.where("c.affiliate_id", filter.affiliate_id)
  if (filter.status) void query.whereIn("c.status", [...filter.status])
  if (filter.currency_code) void query.where("c.currency_code", filter.currency_code)
  if (filter.q) {
    const like = likeFolded(filter.q)
    void query.where((either) => {
      void either.whereRaw(`${SEARCHED} LIKE ?`, [like])
      if (affiliates.length) void either.orWhereIn("c.affiliate_id", [...affiliates])
    })
  }
  return query
}

const SORTED = {
  created_at: "c.created_at",
  updated_at: "c.updated_at",
  paid_at: "c.paid_at",
  matures_at: "c.matures_at",
  amount: "c.amount",
  status: "c.status",
} as const

/** A page of commissions and how many match. */
export const listCommissions = async (
  knex: Knex,
  filter: CommissionFilter,
  page: { order: string; limit: number; offset: number }
): Promise<{ rows: CommissionRow[]; count: number }> => {
  const affiliates = filter.q ? await idsByCode(knex, filter.q) : []
  return listPage(knex, {
    schema: CommissionRow,
    matching: filtered(knex, filter, affiliates),
    rows: knex("commission as c").joinRaw(JOINED).select(knex.raw(COLUMNS)),
    id: "c.id",
    searched: filter.q ? { rows: knex("commission as c"), as: "c" } : undefined,
    sorted: SORTED,
    ...page,
  })
}

/** One commission, or undefined. */
export const findCommission = async (knex: Knex, id: string): Promise<CommissionRow | undefined> =>
  checkedRows(
    CommissionRow,
    await knex("commission as c").where("c.id", id).joinRaw(JOINED).select(knex.raw(COLUMNS))
  )[0]

const HistoryRow = z.object({
  old_status: z.enum(COMMISSION_STATUSES).nullable(),
  new_status: z.enum(COMMISSION_STATUSES),
  actor_type: column.text,
  actor_id: column.text.nullable(),
  reason: column.text.nullable(),
  created_at: column.timestamp,
})

/** Every move of a commission, oldest first. */
export const commissionHistory = async (knex: Knex, id: string): Promise<z.infer<typeof HistoryRow>[]> =>
  checkedRows(HistoryRow, await knex("commission_history").where({ commission_id: id }).orderBy("sequence"))
