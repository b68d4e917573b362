import { clock } from "@atrium/kernel"
import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { WORK_STATUSES } from "../contracts"

/** How long a claim lasts without a renewal, by the database's clock. */
export const LEASE_SECONDS = 15

const ClaimedItem = z.object({
  id: column.text,
  key: column.text,
  kind: column.text,
  version: column.integer,
  payload: z.unknown(),
  attempts: column.integer,
  max_attempts: column.integer,
  backoff_seconds: column.integer,
  request_id: column.text.nullable(),
  /** The claim's token. With `attempts` it rejects the result of a process that lost its lease. */
  worker: column.text,
})
export type ClaimedItem = Readonly<z.infer<typeof ClaimedItem>>

// Business time decides what is due; the database's time decides which lease has expired, because the machines' clocks
// differ and tests move business time.
const claimable = (which: string) => `
  due AS MATERIALIZED (
    SELECT id FROM work_item
    WHERE status IN ('due', 'retrying') AND run_at <= CAST(:now AS timestamptz) ${which}
    ORDER BY run_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
  ), abandoned AS MATERIALIZED (
    SELECT id FROM work_item
    WHERE status = 'running' AND lease_expires_at < statement_timestamp() ${which}
    LIMIT :limit FOR UPDATE SKIP LOCKED
  )`

const CLAIM = `
  UPDATE work_item
  SET status = 'running', attempts = attempts + 1, worker = :worker, updated_at = CAST(:now AS timestamptz),
      lease_expires_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
  WHERE id IN (SELECT id FROM abandoned UNION ALL SELECT id FROM due LIMIT :limit)
  RETURNING id, key, kind, version, payload, attempts, max_attempts, backoff_seconds, request_id, worker`

const CLAIM_ANY = `WITH ${claimable("")} ${CLAIM}`

type Claim = { readonly worker: string; readonly limit: number }

/** Claims up to `limit` due or abandoned items. Never waits for another process. */
export const claimItems = (knex: Knex, { worker, limit }: Claim): Promise<ClaimedItem[]> =>
  sqlRows(knex, ClaimedItem, CLAIM_ANY, { now: clock.now(), limit, worker })

/** Causes of work: keys of work items and ids of calls. `kinds`: the kinds to follow; default: all. */
export type Causes = { readonly causedBy: readonly string[]; readonly kinds?: readonly string[] | undefined }

// UNION drops rows seen before, so that a cycle of causes ends the recursion.
const CLAIM_CAUSED = `
  WITH RECURSIVE caused AS (
    SELECT id, key, status FROM work_item
    WHERE (key = ANY(:causedBy) OR caused_by = ANY(:causedBy))
      AND (CAST(:kinds AS text[]) IS NULL OR kind = ANY(:kinds))
    UNION
    SELECT item.id, item.key, item.status FROM work_item item JOIN caused ON item.caused_by = caused.key
    WHERE CAST(:kinds AS text[]) IS NULL OR item.kind = ANY(:kinds)
  ), ${claimable("AND id IN (SELECT id FROM caused)")}, claimed AS (${CLAIM})
  SELECT caused.key AS caused_key, caused.status AS status_before, claimed.*
  FROM caused LEFT JOIN claimed ON claimed.id = caused.id
  WHERE caused.status <> 'done'`

const CausedRow = z.union([
  ClaimedItem,
  z.object({ id: z.null(), caused_key: column.text, status_before: z.enum(WORK_STATUSES) }),
])

/** The caused work that was claimed, and the rest that is not done. */
export type ClaimedCaused = {
  readonly claimed: ClaimedItem[]
  readonly open: { readonly key: string; readonly status: (typeof WORK_STATUSES)[number] }[]
}

/** Like `claimItems`, but only items with these causes, items those enqueued, and so on. */
export const claimCaused = async (
  knex: Knex,
  { worker, limit }: Claim,
  { causedBy, kinds }: Causes
): Promise<ClaimedCaused> => {
  const rows = await sqlRows(knex, CausedRow, CLAIM_CAUSED, {
    now: clock.now(),
    limit,
    worker,
    causedBy: [...causedBy],
    kinds: kinds ? [...kinds] : null,
  })
  return {
    claimed: rows.filter((row) => row.id !== null),
    open: rows.flatMap((row) => (row.id === null ? [{ key: row.caused_key, status: row.status_before }] : [])),
  }
}
