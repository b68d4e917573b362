import { clock } from "@atrium/kernel"
import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { WORK_STATUSES } from "../contracts"
import { ClaimedItem } from "./claimed-item"
import { finishedBindings, SETTLE_FINISHED_SQL } from "./settle"

/** How long a claim lasts without a renewal, by the database's clock. */
export const LEASE_SECONDS = 15

// Business time decides what is due; the database's time decides which lease has expired, because the machines' clocks
// differ and tests move business time.
const claimable = (which: string, settling: boolean) => `
  due AS MATERIALIZED (
    SELECT id FROM work_item
    WHERE status IN ('due', 'retrying') AND run_at <= CAST(:now AS timestamptz) ${which}
    ORDER BY run_at, id LIMIT :limit FOR UPDATE SKIP LOCKED
  ), abandoned AS MATERIALIZED (
    SELECT id FROM work_item
    WHERE status = 'running' AND lease_expires_at < statement_timestamp() ${which}
      ${settling ? "AND id <> ALL(:finished_ids)" : ""}
    LIMIT :limit FOR UPDATE SKIP LOCKED
  ), claimed AS (
    UPDATE work_item
    SET status = 'running', attempts = attempts + 1, worker = :worker, updated_at = CAST(:now AS timestamptz),
        lease_expires_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id IN (SELECT id FROM abandoned UNION ALL SELECT id FROM due LIMIT :limit)
    RETURNING id, key, kind, version, payload, attempts, max_attempts, backoff_seconds, request_id, postponed_since, worker
  )`

const resultSql = (settling: boolean) => `
  (SELECT coalesce(jsonb_agg(claimed), '[]') FROM claimed) AS claimed,
  ${settling ? "(SELECT coalesce(jsonb_agg(id), '[]') FROM settled)" : "CAST('[]' AS jsonb)"} AS settled`

const claimAny = (settling: boolean) =>
  `WITH ${settling ? `${SETTLE_FINISHED_SQL},` : ""} ${claimable("", settling)} SELECT ${resultSql(settling)}`

const CLAIM_ANY = claimAny(false)
const SETTLE_AND_CLAIM_ANY = claimAny(true)

type Claim = {
  readonly worker: string
  readonly limit: number
  /** Items to mark as done in the same statement. */
  readonly finished?: readonly ClaimedItem[]
}

const ClaimedRow = z.object({ claimed: z.array(ClaimedItem), settled: z.array(z.string()) })
export type Claimed = Readonly<z.infer<typeof ClaimedRow>>

const bindingsOf = ({ worker, limit, finished = [] }: Claim) => ({
  now: clock.now(),
  limit,
  worker,
  ...(finished.length > 0 ? finishedBindings(finished) : {}),
})

/**
 * Claims up to `limit` due or abandoned items, and marks the finished ones as done. Never waits for another process's
 * claim.
 */
export const claimItems = async (knex: Knex, claim: Claim): Promise<Claimed> => {
  const sql = claim.finished?.length ? SETTLE_AND_CLAIM_ANY : CLAIM_ANY
  return (await sqlRow(knex, ClaimedRow, sql, bindingsOf(claim))) ?? { claimed: [], settled: [] }
}

/** Causes of work: keys of work items and ids of calls. `kinds`: the kinds to follow; default: all. */
export type Causes = { readonly causedBy: readonly string[]; readonly kinds?: readonly string[] | undefined }

// UNION drops rows seen before, so that a cycle of causes ends the recursion.
const claimCausedSql = (settling: boolean) => `
  WITH RECURSIVE caused AS (
    SELECT id, key, status FROM work_item
    WHERE (key = ANY(:causedBy) OR caused_by = ANY(:causedBy))
      AND (CAST(:kinds AS text[]) IS NULL OR kind = ANY(:kinds))
    UNION
    SELECT item.id, item.key, item.status FROM work_item item JOIN caused ON item.caused_by = caused.key
    WHERE CAST(:kinds AS text[]) IS NULL OR item.kind = ANY(:kinds)
  ), ${settling ? `${SETTLE_FINISHED_SQL},` : ""} ${claimable("AND id IN (SELECT id FROM caused)", settling)}
  SELECT ${resultSql(settling)}, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('key', caused.key, 'status', caused.status)), '[]') FROM caused
    WHERE caused.status <> 'done' AND caused.id NOT IN (SELECT id FROM claimed)
      ${settling ? "AND caused.id NOT IN (SELECT id FROM settled)" : ""}
  ) AS open`

const CLAIM_CAUSED = claimCausedSql(false)
const SETTLE_AND_CLAIM_CAUSED = claimCausedSql(true)

const ClaimedCausedRow = ClaimedRow.extend({
  open: z.array(z.object({ key: z.string(), status: z.enum(WORK_STATUSES) })),
})

/** The caused work that was claimed, and the rest that is not done. */
export type ClaimedCaused = Readonly<z.infer<typeof ClaimedCausedRow>>

/** Like `claimItems`, but claims only items with these causes, items those enqueued, and so on. */
export const claimCaused = async (knex: Knex, claim: Claim, { causedBy, kinds }: Causes): Promise<ClaimedCaused> => {
  const sql = claim.finished?.length ? SETTLE_AND_CLAIM_CAUSED : CLAIM_CAUSED
  const row = await sqlRow(knex, ClaimedCausedRow, sql, {
    ...bindingsOf(claim),
    causedBy: [...causedBy],
    kinds: kinds ? [...kinds] : null,
  })
  return row ?? { claimed: [], settled: [], open: [] }
}
