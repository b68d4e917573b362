import { orderSql } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { CommissionStatus } from "../../../contracts/statuses"
import type { CommissionFacts } from "../../../domain/present-commission"
import { likeText, type Sql } from "./sql"

const COLUMNS = `
  c.id, c.affiliate_id, aff.code, c.order_id, CAST(a.facts ->> 'display_id' AS int) AS display_id, c.order_line_item_id,
  c.service_id, c.service_title, c.currency_code, r.id AS rule_id, rv.number AS rule_version,
  r.service_id AS rule_service_id, c.rate_bp, CAST(c.paid_amount AS text) AS paid_amount,
  CAST(c.base_amount AS text) AS base_amount, CAST(c.refunded_amount AS text) AS refunded_amount,
  CAST(c.amount AS text) AS amount, c.status, c.hold_reason, c.hold_text, a.reason AS attribution_reason, a.canceled,
  p.name AS programme_name, c.paid_at, c.matures_at, c.created_at, c.updated_at,
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

const filtered = (knex: Sql, filter: CommissionFilter): Knex.QueryBuilder => {
  const query = knex("commission as c")
  if (filter.order_id) void query.where("c.order_id", filter.order_id)
  if (filter.affiliate_id) void query.where("c.affiliate_id", filter.affiliate_id)
  if (filter.status) void query.whereIn("c.status", [...filter.status])
  if (filter.currency_code) void query.where("c.currency_code", filter.currency_code)
  const q = filter.q
  if (q)
    void query.where((either) => {
      void either.whereILike("c.service_title", likeText(q)).orWhereILike("c.order_id", likeText(q))
      void either.orWhereIn("c.affiliate_id", knex("affiliate").select("id").whereILike("code", likeText(q)))
    })
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
  knex: Sql,
  filter: CommissionFilter,
  page: { order: string; limit: number; offset: number }
): Promise<{ rows: CommissionFacts[]; count: number }> => {
  const [rows, counted] = await Promise.all([
    filtered(knex, filter)
      .joinRaw(JOINED)
      .select<CommissionFacts[]>(knex.raw(COLUMNS))
      .orderByRaw(orderSql(page.order, SORTED, "c.id"))
      .limit(page.limit)
      .offset(page.offset),
    filtered(knex, filter).count<{ count: string }[]>({ count: "*" }),
  ])
  return { rows, count: Number(counted[0]?.count ?? 0) }
}

/** One commission, or undefined. */
export const findCommission = async (knex: Sql, id: string): Promise<CommissionFacts | undefined> => {
  const [row] = await knex("commission as c")
    .where("c.id", id)
    .joinRaw(JOINED)
    .select<CommissionFacts[]>(knex.raw(COLUMNS))
  return row
}

export type CommissionHistoryRow = {
  old_status: CommissionStatus | null
  new_status: CommissionStatus
  actor_type: string
  actor_id: string | null
  reason: string | null
  created_at: Date
}

export const commissionHistory = (knex: Sql, id: string): Promise<CommissionHistoryRow[]> =>
  Promise.resolve(
    knex("commission_history")
      .where({ commission_id: id })
      .orderBy("sequence")
      .select<CommissionHistoryRow[]>(["old_status", "new_status", "actor_type", "actor_id", "reason", "created_at"])
  )
