import type { AuditEntryView } from "../contracts"

const COLUMNS = [
  "id",
  "created_at",
  "action",
  "category",
  "outcome",
  "actor_type",
  "actor_id",
  "actor",
  "address",
  "target_type",
  "target_id",
  "target",
  "before",
  "after",
  "details",
  "reason",
  "request_id",
  "seq",
  "hash",
]

/** Quoted, and with an apostrophe before text that a spreadsheet would read as a formula. */
const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ""
  const text = typeof value === "string" ? value : JSON.stringify(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvHeader = `${COLUMNS.join(",")}\r\n`

export const csvLine = (entry: AuditEntryView): string =>
  `${[
    entry.id,
    entry.created_at,
    entry.action,
    entry.category,
    entry.outcome,
    entry.actor.type,
    entry.actor.id,
    entry.actor.label,
    entry.address,
    entry.target?.type,
    entry.target?.id,
    entry.target?.label,
    entry.before,
    entry.after,
    entry.details,
    entry.reason,
    entry.request_id,
    entry.seq,
    entry.hash,
  ]
    .map(cell)
    .join(",")}\r\n`

export const jsonLine = (entry: AuditEntryView): string => `${JSON.stringify(entry)}\n`
