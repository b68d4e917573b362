import { clock } from "@atrium/kernel"
import { column, currentCause, currentRequestId, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

import type { WorkToEnqueue } from "../contracts"

/** A reconciler may reopen an item only when it was done this long ago. */
const REOPEN_AFTER_SECONDS = 120

// The SQL function is in the module's migration. It writes the rows and the notification that Postgres delivers on commit.
const ENQUEUE = "SELECT enqueue_work(CAST(:items AS jsonb), CAST(:now AS timestamptz)) AS keys"

// The insert for reconcilers: reopens items done long enough ago, otherwise like `enqueue_work`.
const REOPEN = `
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset(CAST(:items AS jsonb)) AS item(
      id text, key text, kind text, version int, payload jsonb, max_attempts int, backoff_seconds int,
      run_at timestamptz, request_id text, caused_by text)
  ), opened AS (
    UPDATE work_item
    SET status = 'due', attempts = 0, run_at = wanted.run_at, payload = wanted.payload, version = wanted.version,
        max_attempts = wanted.max_attempts, backoff_seconds = wanted.backoff_seconds, last_error = NULL,
        caused_by = coalesce(wanted.caused_by, work_item.caused_by), finished_at = NULL, postponed_since = NULL,
        updated_at = CAST(:now AS timestamptz)
    FROM wanted
    WHERE work_item.key = wanted.key AND work_item.status = 'done'
      AND work_item.finished_at < CAST(:reopenBefore AS timestamptz)
    RETURNING work_item.key
  ), woken AS (
    SELECT pg_notify('atrium_work', '') FROM opened LIMIT 1
  )
  SELECT enqueue_work(CAST(:items AS jsonb), CAST(:now AS timestamptz))
         || coalesce((SELECT array_agg(key) FROM opened), '{}') AS keys, (SELECT count(*) FROM woken) AS woken`

const EnqueuedRow = z.object({ keys: z.array(column.text) })

export type EnqueueOptions = {
  /**
   * Only for reconcilers: an item that was done more than two minutes ago, but whose result is missing, becomes due
   * again.
   */
  readonly reopenDone?: boolean
}

/** Rows for the SQL function. One row per key; SQL sorts them, so that parallel writers cannot deadlock. */
const rowsOf = (items: readonly WorkToEnqueue[], now: Date): string => {
  const requestId = currentRequestId()
  const cause = currentCause()
  const rows = [...new Map(items.map((item) => [item.key, item])).values()].map((item) => ({
    id: generateEntityId(undefined, "work"),
    key: item.key,
    kind: item.kind,
    version: item.version,
    payload: item.payload ?? null,
    max_attempts: item.maxAttempts,
    backoff_seconds: item.backoffSeconds,
    // A Date in a workflow's stored input comes back as text.
    run_at: item.runAt ? new Date(item.runAt) : now,
    request_id: item.requestId ?? requestId ?? null,
    caused_by: item.causedBy ?? cause ?? null,
  }))
  return JSON.stringify(rows)
}

/** `enqueue_work(…)` with these named bindings, for the SELECT of a caller's own statement. */
export const ENQUEUE_WORK_SQL = "enqueue_work(CAST(:work_items AS jsonb), CAST(:work_now AS timestamptz))"

/**
 * Bindings of `ENQUEUE_WORK_SQL`: lets a context write its row and enqueue its work in one statement,
 * `WITH stored AS (INSERT … RETURNING id) SELECT enqueue_work(…) FROM stored`: no row, no work.
 */
export const enqueueWorkBindings = (items: readonly WorkToEnqueue[]): { work_items: string; work_now: Date } => {
  const now = clock.now()
  return { work_items: rowsOf(items, now), work_now: now }
}

/**
 * Enqueues durable work in one statement, in the caller's transaction if `knex` is one. Keys that were ever used are
 * skipped. Returns the keys that were written or reopened.
 */
export const enqueueWorkKeys = async (
  knex: Knex | Knex.Transaction,
  items: readonly WorkToEnqueue[],
  options: EnqueueOptions = {}
): Promise<string[]> => {
  if (items.length === 0) return []
  const now = clock.now()
  const row = await sqlRow(knex, EnqueuedRow, options.reopenDone ? REOPEN : ENQUEUE, {
    items: rowsOf(items, now),
    now,
    ...(options.reopenDone ? { reopenBefore: new Date(now.getTime() - REOPEN_AFTER_SECONDS * 1000) } : {}),
  })
  return row?.keys ?? []
}

/** Like `enqueueWorkKeys`; returns the number of keys written or reopened. */
export const enqueueWork = async (
  knex: Knex | Knex.Transaction,
  items: readonly WorkToEnqueue[],
  options: EnqueueOptions = {}
): Promise<number> => (await enqueueWorkKeys(knex, items, options)).length
