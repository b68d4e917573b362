import { csvLine as lineOf } from "@atrium/kernel"

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

export const csvHeader = lineOf(COLUMNS)

export const csvLine = (entry: AuditEntryView): string =>
  lineOf([
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
  ])

export const jsonLine = (entry: AuditEntryView): string => `${JSON.stringify(entry)}\n`
