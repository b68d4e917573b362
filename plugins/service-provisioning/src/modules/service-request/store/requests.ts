import type { Actor } from "@atrium/kernel"
import { likeFolded } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { IntakeAnswers, IntakeQuestion } from "../../../contracts/intake"
import type { ServiceRequestStatus } from "../../../contracts/statuses"
import type { Sql } from "./sql"

export type ServiceRequestRow = {
  id: string
  reference_number: string
  order_id: string
  order_line_item_id: string
  unit: number
  service_id: string
  service_title: string
  service_category: string | null
  tier_id: string
  tier_title: string
  template_version_id: string
  customer_id: string | null
  customer_name: string
  customer_email: string
  customer_phone: string
  requirements: string
  intake: { questions: IntakeQuestion[]; answers: IntakeAnswers }
  status: ServiceRequestStatus
  provider_id: string | null
  provider_name: string | null
  affiliate_id: string | null
  affiliate_code: string | null
  payment_id: string | null
  payment_provider_id: string | null
  payment_transaction_id: string | null
  payment_amount: string
  currency_code: string
  paid_at: Date | null
  refunded_amount: string
  refunded_at: Date | null
  /** When the order ceased to hold this unit: an edit, a return or a claim took it out. */
  removed_at: Date | null
  due_at: Date | null
  created_at: Date
  updated_at: Date
}

/** The word for "has no provider" in a filter. */
export const NOBODY = "none"

/** What a list may be narrowed by; every criterion given must hold. */
export type RequestFilter = {
  readonly q?: string | undefined
  readonly service_id?: readonly string[] | undefined
  readonly category?: readonly string[] | undefined
  readonly status?: readonly string[] | undefined
  /** `NOBODY` in the list: requests that nobody has. */
  readonly provider_id?: readonly string[] | undefined
  readonly customer_id?: string | undefined
  readonly from?: Date | undefined
  /** Up to and including this moment. */
  readonly to?: Date | undefined
}

export type RequestPage = { readonly order: string; readonly limit: number; readonly offset: number }

/** Where a list can be sorted by; anything else is refused before it gets here. */
const COLUMNS: Readonly<Record<string, string>> = {
  created_at: "created_at",
  updated_at: "updated_at",
  due_at: "due_at",
  status: "status",
  customer_name: "customer_name",
  reference_number: "reference_number",
  provider_name: "provider_name",
  service_title: "service_title",
}

const filtered = (knex: Sql, filter: RequestFilter): Knex.QueryBuilder => {
  const query = knex("service_request").whereNull("deleted_at")
  if (filter.q) void query.where("search_text", "like", likeFolded(filter.q))
  if (filter.service_id) void query.whereIn("service_id", [...filter.service_id])
  if (filter.category) void query.whereIn("service_category", [...filter.category])
  if (filter.status) void query.whereIn("status", [...filter.status])
  const providers = filter.provider_id
  if (providers)
    void query.where((either) => {
      void either.whereIn("provider_id", [...providers])
      if (providers.includes(NOBODY)) void either.orWhereNull("provider_id")
    })
  if (filter.customer_id) void query.where("customer_id", filter.customer_id)
  if (filter.from) void query.where("created_at", ">=", filter.from)
  if (filter.to) void query.where("created_at", "<=", filter.to)
  return query
}

/** One page and the number of all that match; two statements. Ties are broken by id, so that pages never overlap. */
export const listRequests = async (
  knex: Sql,
  filter: RequestFilter,
  page: RequestPage
): Promise<{ rows: ServiceRequestRow[]; count: number }> => {
  const descending = page.order.startsWith("-")
  const direction = descending ? "desc" : "asc"
  const column = COLUMNS[descending ? page.order.slice(1) : page.order] ?? "created_at"
  const [rows, counted] = await Promise.all([
    filtered(knex, filter)
      .select<ServiceRequestRow[]>("*")
      .orderBy([
        { column, order: direction },
        { column: "id", order: direction },
      ])
      .limit(page.limit)
      .offset(page.offset),
    filtered(knex, filter).count<{ count: string }[]>({ count: "*" }),
  ])
  return { rows, count: Number(counted[0]?.count ?? 0) }
}

/** Who asks for a request that must be theirs; left out: staff, who may see each. */
export type RequestOwner = { readonly customerId?: string | undefined; readonly providerId?: string | undefined }

/** A provider acts on what it has, also where a caller forgot to say whose request it must be. */
export const providerActing = (actor: Actor, providerId: string | undefined): string | undefined =>
  providerId ?? (actor.type === "provider" ? (actor.id ?? "") : undefined)

/** One request; with an owner only when it is that customer's, or in that provider's hands. */
export const findRequest = async (
  knex: Sql,
  id: string,
  { customerId, providerId }: RequestOwner = {}
): Promise<ServiceRequestRow | undefined> => {
  const [row] = await knex("service_request")
    .where({
      id,
      ...(customerId === undefined ? {} : { customer_id: customerId }),
      ...(providerId === undefined ? {} : { provider_id: providerId }),
    })
    .whereNull("deleted_at")
    .select<ServiceRequestRow[]>("*")
  return row
}

/**
 * Always later than the stamp before it, so that two changes in one millisecond are told apart.
 */
export const stampAfter = (before: Date, now: Date): Date => new Date(Math.max(now.getTime(), before.getTime() + 1))
