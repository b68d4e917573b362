import { clock } from "@atrium/kernel"

import type { ShownWorkStatus, WorkItemView } from "../../../contracts"

/** A row as Postgres or Medusa's query give it: moments as Date or text. */
export type WorkItemRow = {
  [Field in keyof WorkItemView]: Field extends "run_at" | "created_at" | "updated_at"
    ? Date | string
    : Field extends "finished_at"
      ? Date | string | null
      : WorkItemView[Field]
}

/** Everything a list or look-up needs, and no payload. */
export const VIEW_FIELDS = [
  "id",
  "key",
  "kind",
  "version",
  "status",
  "attempts",
  "max_attempts",
  "backoff_seconds",
  "run_at",
  "last_error",
  "waits_for",
  "request_id",
  "caused_by",
  "created_at",
  "updated_at",
  "finished_at",
] as const satisfies readonly (keyof WorkItemView)[]

const iso = (moment: Date | string): string => new Date(moment).toISOString()

/** Due work whose time has not come is scheduled. */
const shownStatusOf = ({ status, run_at }: WorkItemRow): ShownWorkStatus =>
  status === "due" && new Date(run_at).getTime() > clock.now().getTime() ? "scheduled" : status

/** What staff see of a row, field by field, so that nothing else can slip out. */
export const viewOf = (row: WorkItemRow): WorkItemView => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  version: row.version,
  status: shownStatusOf(row),
  attempts: row.attempts,
  max_attempts: row.max_attempts,
  backoff_seconds: row.backoff_seconds,
  run_at: iso(row.run_at),
  last_error: row.last_error,
  waits_for: row.waits_for,
  request_id: row.request_id,
  caused_by: row.caused_by,
  created_at: iso(row.created_at),
  updated_at: iso(row.updated_at),
  finished_at: row.finished_at === null ? null : iso(row.finished_at),
})
