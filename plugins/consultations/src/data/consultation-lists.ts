import { foldedSql, likeFolded, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { ListConsultations, ListPortalConsultations } from "../contracts/consultations"
import { type ConsultationRow, StoredConsultation } from "./rows"

type Page = { rows: ConsultationRow[]; count: number }

const SORTED = { starts_at: "c.starts_at", created_at: "c.created_at" } as const
const SEARCHED = foldedSql(
  "c.reference || ' ' || coalesce(c.name, '') || ' ' || coalesce(c.email, '') || ' ' || c.service_title"
)

const pageOf = (
  knex: Knex,
  matching: Knex.QueryBuilder,
  { order, limit, offset }: { order: string; limit: number; offset: number }
): Promise<Page> =>
  listPage(knex, {
    schema: StoredConsultation,
    matching,
    rows: knex({ c: "consultation" }).select("c.*"),
    id: "c.id",
    sorted: SORTED,
    order,
    limit,
    offset,
  })

/** One page for staff, and the number of all that match. */
export const listConsultations = (
  knex: Knex,
  { q, status, provider_id, service_id, ...page }: ListConsultations
): Promise<Page> => {
  const matching = knex({ c: "consultation" }).whereNull("c.deleted_at")
  if (q) void matching.andWhereRaw(`${SEARCHED} LIKE ?`, [likeFolded(q)])
  if (status?.length) void matching.whereIn("c.status", [...status])
  if (provider_id) void matching.where("c.provider_id", provider_id)
  if (service_id) void matching.where("c.product_id", service_id)
  return pageOf(knex, matching, page)
}

/** One page of a provider's booked consultations that are not over. */
export const listOfProvider = (
  knex: Knex,
  providerId: string,
  now: Date,
  page: ListPortalConsultations
): Promise<Page> =>
  pageOf(
    knex,
    knex({ c: "consultation" })
      .whereNull("c.deleted_at")
      .where("c.provider_id", providerId)
      .where("c.status", "booked")
      .where("c.ends_at", ">", now),
    page
  )
