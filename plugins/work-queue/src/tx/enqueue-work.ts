import { clock } from "@atrium/kernel"
import { currentRequestId } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

import type { WorkToEnqueue } from "../contracts"

/** A reconciler may open a finished item again only once it has been done for this long. */
const REOPEN_AFTER_SECONDS = 120

// One statement: the rows, and the wake-up that Postgres delivers when the caller's transaction commits and forgets
// when it rolls back. The message is the business time (milliseconds since 1970) from which there is something
// to do; empty means now.
// `work_key` holds the keys of archived items: a key runs once for ever, also after its row is gone.
const insertRows = (onConflict: string) => `
  WITH wanted AS (
    SELECT * FROM jsonb_to_recordset(CAST(:items AS jsonb)) AS item(
      id text, key text, kind text, version int, payload jsonb, max_attempts int, backoff_seconds int,
      run_at timestamptz, request_id text)
  ), written AS (
    INSERT INTO work_item (id, key, kind, version, payload, status, attempts, max_attempts, backoff_seconds, run_at,
                           request_id, created_at, updated_at)
    SELECT id, key, kind, version, payload, 'due', 0, max_attempts, backoff_seconds, run_at, request_id,
           CAST(:now AS timestamptz), CAST(:now AS timestamptz)
    FROM wanted
    WHERE NOT EXISTS (SELECT 1 FROM work_key WHERE work_key.key = wanted.key)
    ORDER BY key
    ${onConflict}
    RETURNING work_item.key, work_item.run_at
  ), first AS (
    SELECT min(run_at) AS run_at FROM written HAVING count(*) > 0
  )
  SELECT coalesce((SELECT array_agg(key) FROM written), '{}') AS keys,
         (SELECT pg_notify('atrium_work', CASE WHEN run_at <= CAST(:now AS timestamptz) THEN ''
                      ELSE CAST(floor(extract(epoch FROM run_at) * 1000) AS text) END) FROM first) AS woken`

const KEEP = insertRows("ON CONFLICT (key) DO NOTHING")
const REOPEN = insertRows(`ON CONFLICT (key) DO UPDATE
      SET status = 'due', attempts = 0, run_at = excluded.run_at, payload = excluded.payload,
          version = excluded.version, max_attempts = excluded.max_attempts,
          backoff_seconds = excluded.backoff_seconds, last_error = NULL, finished_at = NULL, updated_at = CAST(:now AS timestamptz)
      WHERE work_item.status = 'done' AND work_item.finished_at < CAST(:reopenBefore AS timestamptz)`)

export type EnqueueOptions = {
  /**
   * For reconcilers alone: an item that is done for more than two minutes, although what it promised is missing,
   * becomes due again.
   */
  readonly reopenDone?: boolean
}

/**
 * Writes durable work, all of it in one statement and in the caller's transaction when `knex` is one. A key that was
 * ever used is left alone. Gives the keys newly written (or opened again).
 */
export const enqueueWorkKeys = async (
  knex: Knex | Knex.Transaction,
  items: readonly WorkToEnqueue[],
  options: EnqueueOptions = {}
): Promise<string[]> => {
  if (items.length === 0) return []
  const now = clock.now()
  const requestId = currentRequestId()
  // One row per key (ON CONFLICT cannot touch a row twice); SQL orders them, so that parallel writers cannot deadlock.
  const rows = [...new Map(items.map((item) => [item.key, item])).values()].map((item) => ({
    id: generateEntityId(undefined, "work"),
    key: item.key,
    kind: item.kind,
    version: item.version,
    payload: item.payload ?? null,
    max_attempts: item.maxAttempts,
    backoff_seconds: item.backoffSeconds,
    // A Date that went through a workflow's stored input comes back as text.
    run_at: item.runAt ? new Date(item.runAt) : now,
    request_id: item.requestId ?? requestId ?? null,
  }))
  const answer: { rows: { keys: string[] }[] } = await knex.raw(options.reopenDone ? REOPEN : KEEP, {
    items: JSON.stringify(rows),
    now,
    ...(options.reopenDone ? { reopenBefore: new Date(now.getTime() - REOPEN_AFTER_SECONDS * 1000) } : {}),
  })
  return answer.rows[0]?.keys ?? []
}

/** As `enqueueWorkKeys`; gives how many were newly written (or opened again). */
export const enqueueWork = async (
  knex: Knex | Knex.Transaction,
  items: readonly WorkToEnqueue[],
  options: EnqueueOptions = {}
): Promise<number> => (await enqueueWorkKeys(knex, items, options)).length
