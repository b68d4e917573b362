import { checkedRows, column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { CHAIN_START, type EntryContent, type Link } from "../domain/chain"
import { CONTENT, ContentRow, SealedRow } from "./entry-row"

/** Key of the advisory lock for sealing and pruning; any number that nothing else uses. */
const LOCK = 7_221_604_332

/** Waits until no other process seals or prunes. */
export const lockChain = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(?)", [LOCK])
}

const AnchorRow = z.object({
  seq: column.bigint.transform(Number),
  hash: column.text,
  key_id: column.text,
  signature: column.text,
})

/** The newest anchor, where the chain begins; undefined if nothing was pruned yet. */
export const newestAnchor = async (knex: Knex): Promise<(Link & { key_id: string; signature: string }) | undefined> =>
  (await sqlRow(knex, AnchorRow, "SELECT seq, hash, key_id, signature FROM audit_anchor ORDER BY seq DESC LIMIT 1")) ??
  undefined

const LinkRow = z.object({ seq: column.bigint.transform(Number), hash: column.text })

/** The newest sealed entry, or the anchor if every sealed entry was pruned. */
export const headOf = async (knex: Knex): Promise<Link> =>
  (await sqlRow(knex, LinkRow, "SELECT seq, hash FROM audit_entry WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1")) ??
  (await newestAnchor(knex)) ??
  CHAIN_START

export const linkAt = async (knex: Knex, seq: number): Promise<Link | undefined> =>
  (await sqlRow(knex, LinkRow, "SELECT seq, hash FROM audit_entry WHERE seq = :seq", { seq: String(seq) })) ?? undefined

export const unsealedEntries = async (knex: Knex, limit: number): Promise<EntryContent[]> =>
  checkedRows(ContentRow, await knex("audit_entry").whereNull("seq").orderBy("id").limit(limit).select(CONTENT))

const Waiting = z.object({ count: column.bigint.transform(Number), since: column.timestamp.nullable() })

/** The number of unsealed entries and the time of the oldest. */
export const waitingEntries = async (knex: Knex): Promise<{ count: number; since: Date | null }> =>
  (await sqlRow(
    knex,
    Waiting,
    "SELECT count(*) AS count, min(created_at) AS since FROM audit_entry WHERE seq IS NULL"
  )) ?? { count: 0, since: null }

export type Seal = { id: string; seq: number; prev_hash: string; hash: string; key_id: string }

export const writeSeals = async (trx: Knex.Transaction, seals: readonly Seal[]): Promise<void> => {
  await trx.raw(
    `UPDATE audit_entry SET seq = seal.seq, prev_hash = seal.prev_hash, hash = seal.hash, key_id = seal.key_id
     FROM jsonb_to_recordset(CAST(? AS jsonb)) AS seal (id bigint, seq bigint, prev_hash text, hash text, key_id text)
     WHERE audit_entry.id = seal.id`,
    [JSON.stringify(seals)]
  )
}

/** Sealed entries after `seq`, in the order of the chain. */
export const sealedAfter = async (knex: Knex, seq: number, limit: number): Promise<SealedRow[]> =>
  checkedRows(
    SealedRow,
    await knex("audit_entry")
      .where("seq", ">", String(seq))
      .orderBy("seq")
      .limit(limit)
      .select(Object.keys(SealedRow.shape))
  )

/** The last sealed entry written before `moment`, if any. */
export const lastBefore = async (knex: Knex, moment: Date): Promise<Link | undefined> =>
  (await sqlRow(
    knex,
    LinkRow,
    `SELECT seq, hash FROM audit_entry WHERE seq IS NOT NULL AND created_at < :moment
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    { moment }
  )) ?? undefined

export const writeAnchor = async (
  trx: Knex.Transaction,
  anchor: Link & { key_id: string; signature: string }
): Promise<void> => {
  await trx("audit_anchor").insert(anchor)
}

/** Deletes up to `limit` entries covered by the newest anchor; returns their number. */
export const deleteCovered = async (knex: Knex, limit: number): Promise<number> =>
  knex("audit_entry")
    .whereIn(
      "id",
      knex("audit_entry").where("seq", "<=", knex("audit_anchor").max("seq")).orderBy("seq").limit(limit).select("id")
    )
    .delete()
