import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { WorkStatus, WorkSummary } from "../../../contracts"

// Done items are not counted: they are many and nobody waits for them.
const OPEN = `
  SELECT status, count(*)::int AS count, min(run_at) FILTER (WHERE status IN ('due', 'retrying')) AS first
  FROM work_item WHERE status IN ('due', 'running', 'retrying', 'dead') GROUP BY status`

/** Open work by state, and for how long the oldest due item has waited for a worker. */
export const summaryOf = async (knex: Knex): Promise<WorkSummary> => {
  const answer: { rows: { status: WorkStatus; count: number; first: Date | null }[] } = await knex.raw(OPEN)
  const counts = new Map(answer.rows.map((row) => [row.status, row.count]))
  const now = clock.now().getTime()
  const waits = answer.rows.map((row) => (row.first ? Math.max(0, now - row.first.getTime()) : 0))
  return {
    due: counts.get("due") ?? 0,
    running: counts.get("running") ?? 0,
    retrying: counts.get("retrying") ?? 0,
    dead: counts.get("dead") ?? 0,
    oldest_due_seconds: Math.floor(Math.max(0, ...waits) / 1000),
  }
}
