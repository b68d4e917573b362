import { clock, sortOf } from "@atrium/kernel"
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
import { VIEW_FIELDS, viewOf } from "../data/work-item-view"

const knexOf = (container: MedusaContainer): Knex => container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

// "scheduled" and "due" are one state in the table and differ only by time.
const filterOf = (status: ShownWorkStatus) => {
  const now = clock.now()
  if (status === "scheduled") return { status: "due", run_at: { $gt: now } }
  return status === "due" ? { status, run_at: { $lte: now } } : { status }
}

/** A page of work items and a summary of the queue. */
export const listWorkItems = async (
  container: MedusaContainer,
  query: WorkItemListQuery
): Promise<WorkItemListAnswer> => {
  const { limit, offset, order, q, status, kind } = query
  const graph = container.resolve(ContainerRegistrationKeys.QUERY)
  const { field, direction } = sortOf(order)
  const [page, summary] = await Promise.all([
    graph.graph({
      entity: "work_item",
      fields: VIEW_FIELDS,
      filters: {
        ...(q ? { q } : {}),
        ...(status?.length ? { $or: status.map(filterOf) } : {}),
        ...(kind ? { kind } : {}),
      },
      pagination: { take: limit, skip: offset, order: { [field]: direction, id: "asc" } },
    }),
    summaryOf(knexOf(container)),
  ])
  return { work_items: page.data.map(viewOf), count: page.metadata?.count ?? 0, offset, limit, summary }
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
