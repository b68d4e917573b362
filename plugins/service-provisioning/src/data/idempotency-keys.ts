import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

export type IdempotencyClaim =
  | { readonly kind: "mine" }
  | { readonly kind: "answered"; readonly response: unknown }
  | { readonly kind: "busy" }
  | { readonly kind: "reused" }

const ClaimRow = z.object({ mine: column.boolean, request_hash: column.text, response: z.unknown() })

// Claims a key that is free or whose lease has expired; otherwise the row shows its state.
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
 * Claims an idempotency key. Uses machine time, not business time: a lease is about a process that may have died,
 * whatever the demo's clock shows.
 */
export const claimKey = async (knex: Knex, claim: IdempotencyKey, leaseSeconds: number): Promise<IdempotencyClaim> => {
  const now = new Date()
  const row = await sqlRow(knex, ClaimRow, CLAIM, {
    scope: claim.scope,
    key: claim.key,
    hash: claim.hash,
    now,
    leaseUntil: new Date(now.getTime() + leaseSeconds * 1000),
  })
  // Claimed and released while the statement ran: the next attempt will see the row.
  if (!row) return { kind: "busy" }
  if (row.request_hash !== claim.hash) return { kind: "reused" }
  if (row.mine) return { kind: "mine" }
  return row.response === null ? { kind: "busy" } : { kind: "answered", response: row.response }
}

/** A key whose response is known. */
export type AnsweredKey = Pick<IdempotencyKey, "scope" | "key">

/** The statement that saves the response for callers who send the key again, to be part of another one or awaited. */
export const answering = (knex: Knex, { scope, key }: AnsweredKey, response: unknown): Knex.QueryBuilder =>
  knex("idempotency_key")
    .where({ scope, key })
    .update({ response: JSON.stringify(response) })

/** Releases the key after a refusal: the shopper corrects the form and sends it again. */
export const releaseKey = async (knex: Knex, { scope, key }: IdempotencyKey): Promise<void> => {
  await knex("idempotency_key").where({ scope, key }).whereNull("response").delete()
}
