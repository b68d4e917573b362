import { clock } from "@atrium/kernel"
import { likeContaining, likeStarting, listPage, nullable } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type {
  ShownWorkStatus,
  WorkItemGroupListAnswer,
  WorkItemGroupListQuery,
  WorkItemListAnswer,
  WorkItemListQuery,
  WorkItemView,
  WorkSummary,
} from "../contracts"
import { groupsOf } from "../data/groups"
import { summaryOf } from "../data/summary"
import { VIEW_FIELDS, viewOf, WorkItemRow } from "../data/work-item-view"

const knexOf = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

const SORTED = {
  created_at: "created_at",
  updated_at: "updated_at",
  run_at: "run_at",
  finished_at: nullable("finished_at"),
  attempts: "attempts",
  kind: "kind",
  status: "status",
} as const

// Each has an index. Texts within a key are not searched: an index of them would cost every purchase some milliseconds.
const SEARCHED = ["lower(key)", "lower(split_part(key, ':', 2))", "request_id"] as const

const searching = (query: Knex.QueryBuilder, q: string): void => {
  void query.where((either) => {
    for (const text of SEARCHED) void either.orWhereRaw(`${text} LIKE ?`, [likeStarting(q.toLowerCase())])
    void either.orWhereRaw("lower(last_error) LIKE ?", [likeContaining(q.toLowerCase())])
  })
}

// "scheduled" and "due" are one state in the table and differ only by time.
const inState = (query: Knex.QueryBuilder, statuses: readonly ShownWorkStatus[]): void => {
  const now = clock.now()
  const plain = statuses.filter((status) => status !== "scheduled" && status !== "due")
  void query.where((either) => {
    if (plain.length > 0) void either.orWhereIn("status", plain)
    if (statuses.includes("scheduled"))
      void either.orWhere((due) => due.where("status", "due").where("run_at", ">", now))
    if (statuses.includes("due")) void either.orWhere((due) => due.where("status", "due").where("run_at", "<=", now))
  })
}

/** A page of work items and a summary of the queue. */
export const listWorkItems = async (
  container: MedusaContainer,
  query: WorkItemListQuery
): Promise<WorkItemListAnswer> => {
  const { limit, offset, order, q, status, kind } = query
  const knex = knexOf(container)
  const matching = knex("work_item").modify((builder) => {
    if (q) searching(builder, q)
    if (status?.length) inState(builder, status)
    if (kind) void builder.where({ kind })
  })
  const [page, summary] = await Promise.all([
    listPage(knex, {
      schema: WorkItemRow,
      matching,
      rows: knex("work_item").select(VIEW_FIELDS),
      id: "id",
      searched: q ? { rows: knex("work_item"), as: "work_item" } : undefined,
      sorted: SORTED,
      order,
      limit,
      offset,
    }),
    summaryOf(knex),
  ])
  return { work_items: page.rows.map(viewOf), count: page.count, offset, limit, summary }
}

/** A page of dead, retrying and parked work by kind and reason, and a summary of the queue. */
export const listWorkItemGroups = async (
  container: MedusaContainer,
  query: WorkItemGroupListQuery
): Promise<WorkItemGroupListAnswer> => {
  const knex = knexOf(container)
  const [{ groups, count }, summary] = await Promise.all([groupsOf(knex, query), summaryOf(knex)])
  return { work_item_groups: groups, count, offset: query.offset, limit: query.limit, summary }
}

/** One work item, or undefined. */
export const findWorkItem = async (container: MedusaContainer, id: string): Promise<WorkItemView | undefined> => {
  const graph = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await graph.graph({ entity: "work_item", fields: VIEW_FIELDS, filters: { id } })
  return data[0] ? viewOf(data[0]) : undefined
}

/** A summary of the queue, for alarms and readiness. */
export const workSummary = (container: MedusaContainer): Promise<WorkSummary> => summaryOf(knexOf(container))
