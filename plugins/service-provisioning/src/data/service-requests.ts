import { type Actor, clock, commonErrors } from "@atrium/kernel"
import { checkedRows, column, likeFolded, listPage, nullable, openedRow, sealColumns } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { IntakeAnswer, type IntakeAnswers } from "../contracts/intake"
import { SERVICE_REQUEST_STATUSES } from "../contracts/statuses"
import { isPhone } from "../domain/phone-digits"
import { isFinal } from "../domain/service-request-status"
import { StoredQuestion } from "../domain/template-content"
import { encryptedRequests, phoneIndexes } from "./encrypted-tables"

/** Questions of the template version that was sold, and the answers so far. Empty after an erasure. */
export const StoredIntake = z.object({
  questions: z.array(StoredQuestion).default([]),
  answers: z.record(z.string(), IntakeAnswer).default({}),
})

/** Rows of `service_request`, decrypted. */
export const ServiceRequestRow = z.object({
  id: column.text,
  reference_number: column.text,
  order_id: column.text,
  order_line_item_id: column.text,
  unit: column.integer,
  service_id: column.text,
  service_title: column.text,
  service_category: column.text.nullable(),
  tier_id: column.text,
  tier_title: column.text,
  template_version_id: column.text,
  customer_id: column.text.nullable(),
  customer_name: column.text,
  customer_email: column.text,
  customer_phone: column.text,
  requirements: column.text,
  intake: StoredIntake,
  status: z.enum(SERVICE_REQUEST_STATUSES),
  provider_id: column.text.nullable(),
  provider_name: column.text.nullable(),
  affiliate_id: column.text.nullable(),
  affiliate_code: column.text.nullable(),
  payment_id: column.text.nullable(),
  payment_provider_id: column.text.nullable(),
  payment_transaction_id: column.text.nullable(),
  payment_amount: column.decimal,
  currency_code: column.text,
  paid_at: column.timestamp.nullable(),
  refunded_amount: column.decimal,
  refunded_at: column.timestamp.nullable(),
  /** When an edit, return or claim removed this unit from the order. */
  removed_at: column.timestamp.nullable(),
  due_at: column.timestamp.nullable(),
  /** When staff stopped its clock; null while it runs. */
  clock_stopped_at: column.timestamp.nullable(),
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type ServiceRequestRow = z.infer<typeof ServiceRequestRow>

/** Checks rows of `service_request` as they are stored, and decrypts them. */
export const StoredRequest = openedRow(encryptedRequests, ServiceRequestRow)

/** The filter value for "has no provider". */
export const UNASSIGNED = "none"

/** Filters of a list; a request must match all that are given. */
export type RequestFilter = {
  readonly q?: string | undefined
  readonly service_id?: readonly string[] | undefined
  readonly category?: readonly string[] | undefined
  readonly status?: readonly string[] | undefined
  /** With `UNASSIGNED` in the list: also requests without a provider. */
  readonly provider_id?: readonly string[] | undefined
  /** Only open requests whose clock runs and that were due before this moment. */
  readonly overdueAt?: Date | undefined
  readonly customer_id?: string | undefined
  readonly order_id?: string | undefined
  readonly from?: Date | undefined
  /** Up to and including this moment. */
  readonly to?: Date | undefined
}

export type RequestPage = { readonly order: string; readonly limit: number; readonly offset: number }

// Each order has an index that ends in the id.
const SORTED = {
  created_at: "created_at",
  updated_at: "updated_at",
  due_at: nullable("due_at"),
  status: "status",
  customer_name: "customer_name",
  reference_number: "reference_number",
  provider_name: nullable("provider_name"),
  service_title: "service_title",
}

const OPEN = `status NOT IN (${SERVICE_REQUEST_STATUSES.filter(isFinal)
  .map((status) => `'${status}'`)
  .join(", ")})`

const filtered = (knex: Knex, filter: RequestFilter): Knex.QueryBuilder => {
  const query = knex("service_request").whereNull("deleted_at")
  if (filter.q) {
    const { q } = filter
    void query.where((either) => {
      void either.where("search_text", "like", likeFolded(q))
      if (isPhone(q)) void either.orWhereIn("customer_phone_index", phoneIndexes(q))
    })
  }
  if (filter.service_id) void query.whereIn("service_id", [...filter.service_id])
  if (filter.category) void query.whereIn("service_category", [...filter.category])
  if (filter.status) void query.whereIn("status", [...filter.status])
  const providers = filter.provider_id
  if (providers)
    void query.where((either) => {
      const named = providers.filter((id) => id !== UNASSIGNED)
      // Without one that matches nothing, the index of providers serves both halves.
      if (named.length > 0 || !providers.includes(UNASSIGNED)) void either.whereIn("provider_id", named)
      if (providers.includes(UNASSIGNED)) void either.orWhereNull("provider_id")
    })
  // The statuses as literals, so that the index of open requests serves it.
  if (filter.overdueAt) void query.where("due_at", "<", filter.overdueAt).whereNull("clock_stopped_at").whereRaw(OPEN)
  if (filter.customer_id) void query.where("customer_id", filter.customer_id)
  if (filter.order_id) void query.where("order_id", filter.order_id)
  if (filter.from) void query.where("created_at", ">=", filter.from)
  if (filter.to) void query.where("created_at", "<=", filter.to)
  return query
}

/** One page and the number of all that match. Ties are broken by id, so that pages never overlap. */
export const listRequests = (
  knex: Knex,
  filter: RequestFilter,
  page: RequestPage
): Promise<{ rows: ServiceRequestRow[]; count: number }> =>
  listPage(knex, {
    schema: StoredRequest,
    matching: filtered(knex, filter),
    rows: knex("service_request").select("*"),
    id: "id",
    searched: filter.q ? { rows: knex("service_request").whereNull("deleted_at"), as: "service_request" } : undefined,
    sorted: SORTED,
    ...page,
  })

/** Whose request it must be; empty for staff, who may see every request. */
export type RequestOwner = { readonly customerId?: string | undefined; readonly providerId?: string | undefined }

/** A provider acts only on their own requests, even when the caller named no owner. */
export const providerActing = (actor: Actor, providerId: string | undefined): string | undefined =>
  providerId ?? (actor.type === "provider" ? (actor.id ?? "") : undefined)

/** One request; with an owner only when it is that customer's, or assigned to that provider. */
export const findRequest = async (
  knex: Knex,
  id: string,
  { customerId, providerId }: RequestOwner = {}
): Promise<ServiceRequestRow | undefined> => {
  const rows: unknown = await knex("service_request")
    .where({
      id,
      ...(customerId === undefined ? {} : { customer_id: customerId }),
      ...(providerId === undefined ? {} : { provider_id: providerId }),
    })
    .whereNull("deleted_at")
    .select("*")
  return checkedRows(StoredRequest, rows)[0]
}

/**
 * One request that can still change.
 * @throws not_found, also when it is not the owner's
 * @throws invalid_transition when it is completed or canceled
 */
export const findOpenRequest = async (trx: Knex, id: string, owner?: RequestOwner): Promise<ServiceRequestRow> => {
  const request = await findRequest(trx, id, owner)
  if (!request) throw commonErrors.fail("not_found")
  if (isFinal(request.status)) throw commonErrors.fail("invalid_transition")
  return request
}

/** Requests of several orders, unlocked. */
export const requestsOfOrders = async (knex: Knex, orderIds: readonly string[]): Promise<ServiceRequestRow[]> =>
  checkedRows(
    StoredRequest,
    await knex("service_request")
      .whereIn("order_id", [...orderIds])
      .whereNull("deleted_at")
      .select("*")
  )

/** Always later than the previous timestamp, so that two changes in one millisecond differ. */
export const stampAfter = (before: Date, now: Date): Date => new Date(Math.max(now.getTime(), before.getTime() + 1))

type SeenStamp = Pick<ServiceRequestRow, "id" | "updated_at">

/** Saves the answers of a request; false when it was changed since it was read. */
export const saveIntake = async (
  trx: Knex,
  seen: SeenStamp,
  intake: { questions: ServiceRequestRow["intake"]["questions"]; answers: IntakeAnswers }
): Promise<boolean> => {
  const saved = await trx("service_request")
    .where({ id: seen.id, updated_at: seen.updated_at })
    .update({
      ...sealColumns(encryptedRequests, seen.id, { intake }),
      updated_at: stampAfter(seen.updated_at, clock.now()),
    })
  return saved === 1
}

/** Sets `updated_at` when only notes were added; false when the request was changed since it was read. */
export const touchRequest = async (trx: Knex, seen: SeenStamp): Promise<boolean> => {
  const touched = await trx("service_request")
    .where({ id: seen.id, updated_at: seen.updated_at })
    .update({ updated_at: stampAfter(seen.updated_at, clock.now()) })
  return touched === 1
}
