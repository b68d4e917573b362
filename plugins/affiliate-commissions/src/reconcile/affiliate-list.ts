import { orderSql } from "@atrium/kernel"
import { foldedSql, likeFolded } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AffiliateStatus } from "../contracts/statuses"
import { likeText } from "../modules/affiliate/store/sql"

/** An affiliate with its programme and the customer it is, as Medusa knows them. */
export type ListedAffiliate = {
  id: string
  code: string
  status: AffiliateStatus
  programme_id: string
  programme_name: string
  customer_id: string
  customer_name: string
  customer_email: string
  created_at: Date
}

export type AffiliateFilter = {
  readonly id?: string | undefined
  readonly q?: string | undefined
  readonly status?: readonly string[] | undefined
  readonly programme_id?: string | undefined
}

const NAME = "trim(coalesce(customer.first_name, '') || ' ' || coalesce(customer.last_name, ''))"

const filtered = (knex: Knex, filter: AffiliateFilter): Knex.QueryBuilder => {
  const query = knex("affiliate as a")
    .join("affiliate_programme as p", "p.id", "a.programme_id")
    .leftJoin("customer", "customer.id", "a.customer_id")
  if (filter.id) void query.where("a.id", filter.id)
  if (filter.status) void query.whereIn("a.status", [...filter.status])
  if (filter.programme_id) void query.where("a.programme_id", filter.programme_id)
  const q = filter.q
  if (q)
    void query.where((either) => {
      void either.whereILike("a.code", likeText(q)).orWhereILike("customer.email", likeText(q))
      void either.orWhereRaw(`${foldedSql(NAME)} LIKE ?`, [likeFolded(q)])
    })
  return query
}

const SORTED = {
  created_at: "a.created_at",
  code: "a.code",
  status: "a.status",
  customer_name: `lower(${NAME})`,
} as const

/** A page of affiliates and how many match. */
export const listAffiliateRows = async (
  knex: Knex,
  filter: AffiliateFilter,
  page: { order: string; limit: number; offset: number }
): Promise<{ rows: ListedAffiliate[]; count: number }> => {
  const [rows, counted] = await Promise.all([
    filtered(knex, filter)
      .select<ListedAffiliate[]>(["a.id", "a.code", "a.status", "a.programme_id", "a.customer_id", "a.created_at"])
      .select({ programme_name: "p.name" })
      .select(knex.raw(`${NAME} AS customer_name, coalesce(customer.email, '') AS customer_email`))
      .orderByRaw(orderSql(page.order, SORTED, "a.id"))
      .limit(page.limit)
      .offset(page.offset),
    filtered(knex, filter).count<{ count: string }[]>({ count: "*" }),
  ])
  return { rows, count: Number(counted[0]?.count ?? 0) }
}
