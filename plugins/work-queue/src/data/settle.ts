import { clock } from "@atrium/kernel"
import { column, redact, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { waitSeconds } from "../domain/backoff"
import type { ClaimedItem } from "./claimed-item"

/** Result of an attempt. `lost`: another process has taken over the item, so its result counts. */
export type Outcome = "done" | "retrying" | "postponed" | "parked" | "dead" | "lost"

/** A crash leaves no reason. After this many starts beyond the allowed attempts, the item is assumed to cause the crashes. */
const TOLERATED_CRASHES = 5

const MAX_REASON_LENGTH = 500

// In both statements the WHERE makes sure that a process that lost its lease changes nothing. The payload of an item that
// is done is no longer needed and may contain personal data, so it is removed. A retry wakes workers like new work does
// (see tx/enqueue-work.ts).
const SETTLE = `
  WITH settled AS (
    UPDATE work_item
    SET status = CAST(:status AS text), worker = NULL, lease_expires_at = NULL, updated_at = CAST(:now AS timestamptz),
        finished_at = CAST(:finishedAt AS timestamptz), last_error = :reason, waits_for = :waitsFor,
        postponed_since = CASE WHEN CAST(:status AS text) = 'retrying' THEN postponed_since END,
        run_at = coalesce(CAST(:runAt AS timestamptz), run_at)
    WHERE id = :id AND worker = :worker AND attempts = :attempts AND status = 'running'
    RETURNING status, run_at
  )
  SELECT status, CASE WHEN status = 'retrying'
    THEN pg_notify('atrium_work', CAST(floor(extract(epoch FROM run_at) * 1000) AS text)) END AS woken
  FROM settled`

// The attempt is given back, because nothing was tried or nothing could be. `worker` and `attempts` still identify the claim.
const POSTPONE = `
  WITH settled AS (
    UPDATE work_item
    SET status = 'retrying', worker = NULL, lease_expires_at = NULL, updated_at = CAST(:now AS timestamptz),
        last_error = :reason, waits_for = :waitsFor, run_at = CAST(:runAt AS timestamptz),
        attempts = greatest(attempts - 1, 0), postponed_since = coalesce(postponed_since, CAST(:now AS timestamptz))
    WHERE id = :id AND worker = :worker AND attempts = :attempts AND status = 'running'
    RETURNING run_at
  )
  SELECT pg_notify('atrium_work', CAST(floor(extract(epoch FROM run_at) * 1000) AS text)) AS woken FROM settled`

/**
 * Settles finished items as part of another statement, which then claims: the CTE `settled` has the ids that were still
 * ours. Rows are locked in order, so that this and a renewal of leases cannot deadlock.
 */
export const SETTLE_FINISHED_SQL = `
  finished AS MATERIALIZED (
    SELECT work_item.id FROM work_item
    JOIN jsonb_to_recordset(CAST(:finished AS jsonb)) AS item(id text, worker text, attempts int)
      ON work_item.id = item.id AND work_item.worker = item.worker AND work_item.attempts = item.attempts
    WHERE work_item.status = 'running' ORDER BY work_item.id FOR UPDATE OF work_item
  ), settled AS (
    UPDATE work_item
    SET status = 'done', worker = NULL, lease_expires_at = NULL, updated_at = CAST(:now AS timestamptz),
        finished_at = CAST(:now AS timestamptz), last_error = NULL, waits_for = NULL, postponed_since = NULL,
        payload = NULL
    WHERE id IN (SELECT id FROM finished) RETURNING id
  )`

export const finishedBindings = (items: readonly ClaimedItem[]): { finished: string; finished_ids: string[] } => ({
  finished: JSON.stringify(items.map(({ id, worker, attempts }) => ({ id, worker, attempts }))),
  finished_ids: items.map(({ id }) => id),
})

/** Marks these items as done. Returns the ids of those that no other process has taken over. */
export const settleDone = async (knex: Knex, items: readonly ClaimedItem[]): Promise<string[]> => {
  const rows = await sqlRows(
    knex,
    z.object({ id: column.text }),
    `WITH ${SETTLE_FINISHED_SQL} SELECT id FROM settled`,
    {
      now: clock.now(),
      finished: finishedBindings(items).finished,
    }
  )
  return rows.map(({ id }) => id)
}

/** One sentence for the operator, without personal data and without a stack. */
export const reasonOf = (error: unknown): string => {
  const message =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error)
  const code = typeof error === "object" && error !== null && "code" in error ? `${String(error.code)}: ` : ""
  // Postgres text cannot hold NUL.
  return redact(`${code}${message}`).replaceAll("\u0000", "").slice(0, MAX_REASON_LENGTH)
}

const settle = async (
  knex: Knex,
  item: ClaimedItem,
  to: { status: "retrying" | "parked" | "dead"; reason: string; waitsFor?: string; runAt?: Date }
): Promise<Outcome> => {
  const now = clock.now()
  const rows = await sqlRows(knex, z.object({ status: column.text }), SETTLE, {
    id: item.id,
    worker: item.worker,
    attempts: item.attempts,
    now,
    status: to.status,
    finishedAt: to.status === "dead" ? now : null,
    reason: to.reason,
    waitsFor: to.waitsFor ?? null,
    runAt: to.runAt ?? null,
  })
  return rows.length === 1 ? to.status : "lost"
}

export const settleDead = (knex: Knex, item: ClaimedItem, reason: string): Promise<Outcome> =>
  settle(knex, item, { status: "dead", reason })

/** Sets the item aside until what it waits for changes; this does not count as an attempt. */
export const settleParked = (knex: Knex, item: ClaimedItem, reason: string, waitsFor: string): Promise<Outcome> =>
  settle(knex, item, { status: "parked", reason, waitsFor })

/** Sets the item aside until `until`, when its service may respond again; this does not count as an attempt. */
export const settlePostponed = async (
  knex: Knex,
  item: ClaimedItem,
  reason: string,
  { until, service }: { until: Date; service: string }
): Promise<Outcome> => {
  const rows = await sqlRows(knex, z.looseObject({}), POSTPONE, {
    id: item.id,
    worker: item.worker,
    attempts: item.attempts,
    now: clock.now(),
    reason,
    waitsFor: service,
    runAt: until,
  })
  return rows.length === 1 ? "postponed" : "lost"
}

/** Schedules a retry while attempts are left; otherwise the item is dead. */
export const settleFailed = (knex: Knex, item: ClaimedItem, reason: string): Promise<Outcome> => {
  if (item.attempts >= item.max_attempts) return settleDead(knex, item, reason)
  const wait = waitSeconds(item.backoff_seconds, item.attempts)
  return settle(knex, item, { status: "retrying", reason, runAt: new Date(clock.now().getTime() + wait * 1000) })
}

/** True when processes keep ending while they run this item. */
export const crashesItsProcess = (item: ClaimedItem): boolean => item.attempts > item.max_attempts + TOLERATED_CRASHES
