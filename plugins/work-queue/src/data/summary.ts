import { clock } from "@atrium/kernel"
import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { SHOWN_WORK_STATUSES, type WorkSummary } from "../contracts"

// Finished items are not counted: there are many, and nothing waits for them.
const OPEN = `
  SELECT CASE WHEN status = 'due' AND run_at > CAST(:now AS timestamptz) THEN 'scheduled' ELSE status END AS shown,
    count(*)::int AS count, min(run_at) FILTER (WHERE status IN ('due', 'retrying')) AS first
  FROM work_item WHERE status IN ('due', 'running', 'retrying', 'parked', 'dead') GROUP BY shown`

const OpenRow = z.object({
  shown: z.enum(SHOWN_WORK_STATUSES),
  count: column.integer,
  first: column.timestamp.nullable(),
})

/** Open work by state, and how long the oldest due item has waited for a worker. */
export const summaryOf = async (knex: Knex): Promise<WorkSummary> => {
  const now = clock.now()
  const rows = await sqlRows(knex, OpenRow, OPEN, { now })
  const counts = new Map(rows.map((row) => [row.shown, row.count]))
  const waits = rows.map((row) => (row.first ? Math.max(0, now.getTime() - row.first.getTime()) : 0))
  return {
    scheduled: counts.get("scheduled") ?? 0,
    due: counts.get("due") ?? 0,
    running: counts.get("running") ?? 0,
    retrying: counts.get("retrying") ?? 0,
    parked: counts.get("parked") ?? 0,
    dead: counts.get("dead") ?? 0,
    oldest_due_seconds: Math.floor(Math.max(0, ...waits) / 1000),
  }
}
