import { column, foldedLikeSql, likeFolded, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { AFFILIATE_STATUSES } from "../../contracts/statuses"

const ListedAffiliate = z.object({
  id: column.text,
  code: column.text,
  status: z.enum(AFFILIATE_STATUSES),
  programme_id: column.text,
  programme_name: column.text,
  customer_id: column.text,
  customer_name: column.text,
  customer_email: column.text,
  created_at: column.timestamp,
})
/** An affiliate with their program and Medusa's customer. */
export type ListedAffiliate = z.infer<typeof ListedAffiliate>

export type AffiliateFilter = {
  readonly id?: string | undefined
  readonly q?: string | undefined
  readonly status?: readonly string[] | undefined
  readonly programme_id?: string | undefined
}

const NAME = "trim(coalesce(customer.first_name, '') || ' ' || coalesce(customer.last_name, ''))"

const filtered = (knex: Knex, filter: AffiliateFilter, order: string): Knex.QueryBuilder => {
  const query = knex("affiliate as a")
  // Each affiliate's customer by its id: Postgres would rather read all customers.
  if (filter.q)
    void query.joinRaw(
      "LEFT JOIN LATERAL (SELECT * FROM customer WHERE id = a.customer_id OFFSET 0) AS customer ON true"
    )
  else if (order.endsWith("customer_name")) void query.leftJoin("customer", "customer.id", "a.customer_id")
  if (filter.id) void query.where("a.id", filter.id)
  if (filter.status) void query.whereIn("a.status", [...filter.status])
  if (filter.programme_id) void query.where("a.programme_id", filter.programme_id)
  if (filter.q) {
    const like = likeFolded(filter.q)
    void query.where((either) => {
      void either.whereILike("a.code", like).orWhereRaw(foldedLikeSql("customer.email"), { like })
      void either.orWhereRaw(foldedLikeSql(NAME), { like })
    })
  }
  return query
}

const SORTED = {
  created_at: "a.created_at",
  code: "a.code",
  status: "a.status",
  customer_name: `lower(${NAME})`,
} as const

/** A page of affiliates and how many match. */
export const listAffiliateRows = (
  knex: Knex,
  filter: AffiliateFilter,
  page: { order: string; limit: number; offset: number }
): Promise<{ rows: ListedAffiliate[]; count: number }> =>
  listPage(knex, {
    schema: ListedAffiliate,
    matching: filtered(knex, filter, page.order),
    rows: knex("affiliate as a")
      .join("affiliate_programme as p", "p.id", "a.programme_id")
      .leftJoin("customer", "customer.id", "a.customer_id")
      .select(["a.id", "a.code", "a.status", "a.programme_id", "a.customer_id", "a.created_at"])
      .select({ programme_name: "p.name" })
      .select(knex.raw(`${NAME} AS customer_name, coalesce(customer.email, '') AS customer_email`)),
    id: "a.id",
    sorted: SORTED,
    ...page,
  })
