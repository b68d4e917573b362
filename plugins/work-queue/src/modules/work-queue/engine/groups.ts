import { orderSql } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { WorkItemGroup, WorkItemGroupListQuery } from "../../../contracts"

/** The reason without what names a single thing (ids, references, numbers), so that equal failures fall together. */
export const GROUP_REASON = String.raw`regexp_replace(coalesce(last_error, ''), '\S*([0-9]|[A-Z]{2,}-)\S*', '…', 'g')`

const GROUPS = `
  SELECT status, kind, ${GROUP_REASON} AS reason, min(waits_for) AS waits_for, count(*)::int AS count,
    min(created_at) AS oldest_at, max(updated_at) AS newest_at, count(*) OVER ()::int AS groups
  FROM work_item
  WHERE status = ANY(:statuses) AND (kind ILIKE :like OR last_error ILIKE :like)
  GROUP BY status, kind, reason`

const SORTED = { count: "count", oldest_at: "oldest_at", kind: "kind", status: "status" } as const

type GroupRow = Omit<WorkItemGroup, "oldest_at" | "newest_at"> & { oldest_at: Date; newest_at: Date; groups: number }

/** A page of groups and how many there are. Only unfinished work that something holds up is read. */
export const groupsOf = async (
  knex: Knex,
  { status, q, order, limit, offset }: WorkItemGroupListQuery
): Promise<{ groups: WorkItemGroup[]; count: number }> => {
  const answer: { rows: GroupRow[] } = await knex.raw(
    `${GROUPS} ORDER BY ${orderSql(order, SORTED, "status, kind, reason")} LIMIT :limit OFFSET :offset`,
    {
      statuses: status?.length ? status : ["dead", "retrying", "parked"],
      like: `%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`,
      limit,
      offset,
    }
  )
  const groups = answer.rows.map(({ groups: _, oldest_at, newest_at, ...group }) => ({
    ...group,
    oldest_at: oldest_at.toISOString(),
    newest_at: newest_at.toISOString(),
  }))
  return { groups, count: answer.rows[0]?.groups ?? 0 }
}
