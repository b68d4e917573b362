import { commonErrors } from "@atrium/kernel"
import { env } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import {
  AUDIT_CATEGORIES,
  AUDIT_OUTCOMES,
  auditErrors,
  type AuditEntryView,
  type AuditExportQuery,
  type AuditFilters,
  type AuditListAnswer,
  type AuditListQuery,
} from "../contracts"
import { countEntries, findBefore, findEntries, findEntry, type FoundRow } from "../data/find-entries"
import { fingerprintWith } from "../domain/chain"
import { phoneFingerprints } from "../domain/phone-numbers"
import { auditActionOf } from "../extension-points"
import { sealEntries } from "./seal-entries"

const MAX_EXPORTED = 100_000
const EXPORT_BATCH = 1000
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** Email addresses and phone numbers are stored masked; the fingerprint of what is searched finds its mask. */
const masksOf = ({ q }: AuditFilters): string[] => {
  if (!q) return []
  const fingerprint = fingerprintWith(env().ATRIUM_AUDIT_SECRET)
  const found = EMAIL.test(q) ? [fingerprint(q.toLowerCase())] : phoneFingerprints(q, fingerprint)
  return found.map((print) => `#${print}`)
}

const viewOf = (row: FoundRow): AuditEntryView => ({
  id: row.id,
  created_at: row.created_at.toISOString(),
  action: row.action,
  sentence: auditActionOf(row.action)?.sentence ?? row.action,
  category: AUDIT_CATEGORIES.find((known) => known === row.category) ?? "change",
  outcome: AUDIT_OUTCOMES.find((known) => known === row.outcome) ?? "succeeded",
  actor: { type: row.actor_type, id: row.actor_id, label: row.actor_label },
  address: row.address,
  target: row.target_type === null ? null : { type: row.target_type, id: row.target_id, label: row.target_label },
  before: row.before,
  after: row.after,
  details: row.details,
  reason: row.reason,
  request_id: row.request_id,
  seq: row.seq === null ? null : Number(row.seq),
  hash: row.hash,
})

/** A page of entries for staff, newest first by default. Seals new entries first. */
export const listEntries = async (knex: Knex, query: AuditListQuery): Promise<AuditListAnswer> => {
  const { limit, offset, order, ...filters } = query
  await sealEntries(knex)
  const masks = masksOf(filters)
  const { rows, count } = await findEntries(knex, filters, masks, { order, limit, offset })
  return { audit_entries: rows.map(viewOf), count, offset, limit }
}

export const readEntry = async (knex: Knex, id: string): Promise<AuditEntryView> => {
  const row = await findEntry(knex, id)
  if (!row) throw commonErrors.fail("not_found")
  return viewOf(row)
}

/**
 * Matching entries, newest first, in batches, so that an export of any size needs little memory. Throws
 * `export_too_large` before the first entry.
 */
export const exportEntries = async (
  knex: Knex,
  { format: _format, ...filters }: AuditExportQuery
): Promise<AsyncIterable<AuditEntryView>> => {
  await sealEntries(knex)
  const masks = masksOf(filters)
  if ((await countEntries(knex, filters, masks)) > MAX_EXPORTED) throw auditErrors.fail("export_too_large")
  const batches = async function* (): AsyncGenerator<AuditEntryView> {
    for (let before: string | undefined; ;) {
      const rows = await findBefore(knex, filters, masks, before, EXPORT_BATCH)
      for (const row of rows) yield viewOf(row)
      before = rows.at(-1)?.id
      if (rows.length < EXPORT_BATCH) return
    }
  }
  return batches()
}
