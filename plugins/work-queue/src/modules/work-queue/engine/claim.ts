import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** How long a claimed item belongs to a process that shows no sign of life; by the database's clock. */
export const LEASE_SECONDS = 15

export type ClaimedItem = {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly version: number
  readonly payload: unknown
  readonly attempts: number
  readonly max_attempts: number
  readonly backoff_seconds: number
  readonly request_id: string | null
  /** The claim's token. With `attempts` it fences off a process that finishes after it lost its lease. */
  readonly worker: string
}

// Business time decides what is due; the database's own time decides who is dead, because clocks of machines differ
// and tests move business time.
const claim = (which: string) => `
  WITH due AS MATERIALIZED (
    SELECT id FROM work_item
    WHERE status IN ('due', 'retrying') AND run_at <= CAST(:now AS timestamptz) ${which}
    ORDER BY run_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
  ), abandoned AS MATERIALIZED (
    SELECT id FROM work_item
    WHERE status = 'running' AND lease_expires_at < statement_timestamp() ${which}
    LIMIT :limit FOR UPDATE SKIP LOCKED
  )
  UPDATE work_item
  SET status = 'running', attempts = attempts + 1, worker = :worker, updated_at = CAST(:now AS timestamptz),
      lease_expires_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
  WHERE id IN (SELECT id FROM abandoned UNION ALL SELECT id FROM due LIMIT :limit)
  RETURNING id, key, kind, version, payload, attempts, max_attempts, backoff_seconds, request_id, worker`

const CLAIM_ANY = claim("")
const CLAIM_KEYS = claim("AND key = ANY(:keys)")

/** Takes up to `limit` items that are due or abandoned; with `keys` only these. Never waits for another process. */
export const claimItems = async (
  knex: Knex,
  input: { worker: string; limit: number; keys?: readonly string[] }
): Promise<ClaimedItem[]> => {
  const bindings = { now: clock.now(), limit: input.limit, worker: input.worker }
  const answer: { rows: ClaimedItem[] } = input.keys
    ? await knex.raw(CLAIM_KEYS, { ...bindings, keys: [...input.keys] })
    : await knex.raw(CLAIM_ANY, bindings)
  return answer.rows
}
