import type { Sql } from "./sql"

export type IdempotencyClaim =
  | { readonly kind: "mine" }
  | { readonly kind: "answered"; readonly response: unknown }
  | { readonly kind: "busy" }
  | { readonly kind: "reused" }

type Row = { mine: boolean; request_hash: string; response: unknown }

// One statement: a free key, or one whose holder let its lease run out, becomes mine; else it tells how it stands.
const CLAIM = `
  WITH claimed AS (
    INSERT INTO idempotency_key (scope, key, request_hash, response, lease_until, created_at)
    VALUES (:scope, :key, :hash, NULL, :leaseUntil, :now)
    ON CONFLICT (scope, key) DO UPDATE SET lease_until = excluded.lease_until
      WHERE idempotency_key.response IS NULL AND idempotency_key.lease_until < :now
        AND idempotency_key.request_hash = excluded.request_hash
    RETURNING request_hash
  )
  SELECT true AS mine, request_hash, CAST(NULL AS jsonb) AS response FROM claimed
  UNION ALL
  SELECT false, request_hash, response FROM idempotency_key
  WHERE scope = :scope AND key = :key AND NOT EXISTS (SELECT 1 FROM claimed)`

export type IdempotencyKey = { readonly scope: string; readonly key: string; readonly hash: string }

/**
 * Asks for the right to do what this key stands for. Machine time, not business time: a lease is about a process that
 * may have died, whatever the demo's clock says.
 */
export const claimKey = async (knex: Sql, claim: IdempotencyKey, leaseSeconds: number): Promise<IdempotencyClaim> => {
  const now = new Date()
  const answer: { rows: Row[] } = await knex.raw(CLAIM, {
    ...claim,
    now,
    leaseUntil: new Date(now.getTime() + leaseSeconds * 1000),
  })
  const [row] = answer.rows
  // Taken and given back between the two halves of the statement: as good as busy, the next look will tell.
  if (!row) return { kind: "busy" }
  if (row.request_hash !== claim.hash) return { kind: "reused" }
  if (row.mine) return { kind: "mine" }
  return row.response === null ? { kind: "busy" } : { kind: "answered", response: row.response }
}

/** Keeps the answer for everybody who sends the key again. */
export const answerKey = async (knex: Sql, { scope, key }: IdempotencyKey, response: unknown): Promise<void> => {
  await knex("idempotency_key")
    .where({ scope, key })
    .update({ response: JSON.stringify(response) })
}

/** Gives the key back after a refusal: the shopper corrects the form and sends it again. */
export const releaseKey = async (knex: Sql, { scope, key }: IdempotencyKey): Promise<void> => {
  await knex("idempotency_key").where({ scope, key }).whereNull("response").delete()
}

/** Forgets keys older than `before`; returns how many. */
export const pruneKeys = (knex: Sql, before: Date): Promise<number> =>
  Promise.resolve(knex("idempotency_key").where("created_at", "<", before).delete())
