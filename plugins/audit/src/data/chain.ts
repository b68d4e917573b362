import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { CHAIN_START, type EntryContent, type Link } from "../domain/chain"
import { type AnchorRow, CONTENT, type EntryRow } from "./entry-row"

/** Held by who seals or prunes until their transaction ends; any number will do that no one else takes. */
const LOCK = 7_221_604_332

/** Waits until no other process seals or prunes. */
export const lockChain = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(?)", [LOCK])
}

const sealed = (knex: Knex) => knex<EntryRow>("audit_entry").whereNotNull("seq")

/** Where the chain begins: the newest anchor, or nothing yet. */
export const newestAnchor = async (knex: Knex): Promise<(Link & { key_id: string; signature: string }) | undefined> => {
  const row = await knex<AnchorRow>("audit_anchor").orderBy("seq", "desc").first()
  return row && { ...row, seq: Number(row.seq) }
}

/** The newest sealed entry; the anchor where every sealed one was pruned. */
export const headOf = async (knex: Knex): Promise<Link> => {
  const row = await sealed(knex).orderBy("seq", "desc").first("seq", "hash")
  if (row?.hash) return { seq: Number(row.seq), hash: row.hash }
  return (await newestAnchor(knex)) ?? CHAIN_START
}

export const linkAt = async (knex: Knex, seq: number): Promise<Link | undefined> => {
  const row = await knex<EntryRow>("audit_entry").where("seq", String(seq)).first("hash")
  return row?.hash ? { seq, hash: row.hash } : undefined
}

export const unsealedEntries = (knex: Knex, limit: number): Promise<EntryContent[]> =>
  knex<EntryRow>("audit_entry").whereNull("seq").orderBy("id").limit(limit).select(CONTENT)

/** How many entries wait for their seal, and since when. */
export const waitingEntries = async (knex: Knex): Promise<{ count: number; since: Date | null }> => {
  const row = await knex<EntryRow>("audit_entry")
    .whereNull("seq")
    .first<{ count: string; since: Date | null }>(knex.raw("count(*) AS count, min(created_at) AS since"))
  return { count: Number(row.count), since: row.since }
}

export type Seal = { id: string; seq: number; prev_hash: string; hash: string; key_id: string }

export const writeSeals = async (trx: Knex.Transaction, seals: readonly Seal[]): Promise<void> => {
  await trx.raw(
    `UPDATE audit_entry SET seq = seal.seq, prev_hash = seal.prev_hash, hash = seal.hash, key_id = seal.key_id
     FROM jsonb_to_recordset(CAST(? AS jsonb)) AS seal (id bigint, seq bigint, prev_hash text, hash text, key_id text)
     WHERE audit_entry.id = seal.id`,
    [JSON.stringify(seals)]
  )
}

export type SealedRow = EntryContent & { seq: string; prev_hash: string; hash: string; key_id: string }

/** Sealed entries after `seq`, in the order of the chain. */
export const sealedAfter = (knex: Knex, seq: number, limit: number): Promise<SealedRow[]> =>
  knex<SealedRow>("audit_entry")
    .where("seq", ">", String(seq))
    .orderBy("seq")
    .limit(limit)
    .select([...CONTENT, "seq", "prev_hash", "hash", "key_id"])

/** The last entry of the chain of those written before `moment`, if any. */
export const lastBefore = async (knex: Knex, moment: Date): Promise<Link | undefined> => {
  const row = await sealed(knex)
    .where("created_at", "<", moment)
    .orderBy([
      { column: "created_at", order: "desc" },
      { column: "id", order: "desc" },
    ])
    .first("seq", "hash")
  return row?.hash ? { seq: Number(row.seq), hash: row.hash } : undefined
}

export const writeAnchor = async (
  trx: Knex.Transaction,
  anchor: Link & { key_id: string; signature: string }
): Promise<void> => {
  await trx("audit_anchor").insert(anchor)
}

/** Removes what the newest anchor covers, some at a time; returns how many. */
export const deleteCovered = async (knex: Knex, limit: number): Promise<number> =>
  knex("audit_entry")
    .whereIn(
      "id",
      knex("audit_entry").where("seq", "<=", knex("audit_anchor").max("seq")).orderBy("seq").limit(limit).select("id")
    )
    .delete()
