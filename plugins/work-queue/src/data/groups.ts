import { orderSql } from "@atrium/kernel"
import { column, likeContaining, sqlPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { WorkItemGroup, type WorkItemGroupListQuery } from "../contracts"

/** The reason without ids, references and numbers, so that equal failures are grouped. */
export const GROUP_REASON = String.raw`regexp_replace(coalesce(last_error, ''), '\S*([0-9]|[A-Z]{2,}-)\S*', '…', 'g')`

const GROUPS = `
  SELECT status, kind, ${GROUP_REASON} AS reason, min(waits_for) AS waits_for, count(*)::int AS count,
    min(created_at) AS oldest_at, max(updated_at) AS newest_at
  FROM work_item
  WHERE status = ANY(:statuses) AND (kind ILIKE :like OR last_error ILIKE :like)
  GROUP BY status, kind, reason`

const SORTED = { count: "count", oldest_at: "oldest_at", kind: "kind", status: "status" } as const

const instant = column.timestamp.transform((moment) => moment.toISOString())
const GroupRow = z.object({
  ...WorkItemGroup.shape,
  oldest_at: instant,
  newest_at: instant,
})

/** A page of groups and their total. Reads only work that is dead, retrying or parked. */
export const groupsOf = async (
  knex: Knex,
  { status, q, order, limit, offset }: WorkItemGroupListQuery
): Promise<{ groups: WorkItemGroup[]; count: number }> => {
  const page = await sqlPage(
    knex,
    GroupRow,
    GROUPS,
    { statuses: status?.length ? status : ["dead", "retrying", "parked"], like: likeContaining(q ?? "") },
    { orderBy: orderSql(order, SORTED, "status, kind, reason"), limit, offset }
  )
  return { groups: page.rows, count: page.count }
}
