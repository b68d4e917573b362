import { env, keptTables, personalData } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { deleteCovered, lastBefore, lockChain, newestAnchor, writeAnchor } from "../data/chain"
import { auditActions } from "../extension-points"
import { recordAudit } from "../tx"
import { sealers } from "./secrets"

auditActions.addAll("audit", [
  { name: "audit.pruned", sentence: "Deleted audit log entries past their retention period", category: "security" },
])

keptTables.add("audit", {
  table: "audit_entry",
  why: "kept for ATRIUM_AUDIT_YEARS, then removed behind a signed anchor; personal values are masked",
})

personalData.add("audit", {
  table: "audit_entry",
  what: "entries of the audit log",
  erasure: "kept",
  why: "security: each entry seals the one before; names and addresses of customers are masked, and entries are deleted after ATRIUM_AUDIT_YEARS",
})

const BATCH = 5000

const yearsBefore = (now: Date, years: number): Date => {
  const then = new Date(now)
  then.setUTCFullYear(then.getUTCFullYear() - years)
  return then
}

/**
 * Removes entries older than ATRIUM_AUDIT_YEARS and returns their number. First signs the last of them as the anchor where
 * the chain then begins, because the database deletes only entries covered by an anchor.
 */
export const pruneEntries = async (knex: Knex, now: Date): Promise<number> => {
  const before = yearsBefore(now, env().ATRIUM_AUDIT_YEARS)
  await knex.transaction(async (trx) => {
    await lockChain(trx)
    const last = await lastBefore(trx, before)
    if (!last || last.seq <= ((await newestAnchor(trx))?.seq ?? 0)) return
    const { current } = sealers()
    await writeAnchor(trx, { ...last, key_id: current.keyId, signature: current.sign(last) })
    await recordAudit(trx, { action: "audit.pruned", details: { through: last.seq, written_before: before } })
  })
  for (let total = 0; ;) {
    const deleted = await deleteCovered(knex, BATCH)
    total += deleted
    if (deleted < BATCH) return total
  }
}
