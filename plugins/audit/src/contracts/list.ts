import { listOf, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { actionText, AUDIT_CATEGORIES, AUDIT_OUTCOMES } from "./entry"

const instant = z.iso.datetime({
  offset: true,
  error: "Enter an ISO 8601 date and time, for example 2026-11-28T09:00:00Z",
})
const word = safeText({ min: 1, max: 128 })

const filters = {
  /** Searches the actor's name and id, action, target, address, reason and request id; also finds a complete email address. */
  q: safeText({ max: 200 }).optional(),
  action: listOf(actionText).optional(),
  category: listOf(z.enum(AUDIT_CATEGORIES)).optional(),
  outcome: listOf(z.enum(AUDIT_OUTCOMES)).optional(),
  actor_type: word.optional(),
  actor_id: word.optional(),
  target_type: word.optional(),
  target_id: word.optional(),
  address: word.optional(),
  created_at: z.strictObject({ $gte: instant.optional(), $lte: instant.optional() }).optional(),
}

const AuditFilters = z.strictObject(filters)
export type AuditFilters = z.infer<typeof AuditFilters>

export const AuditListQuery = z.strictObject({
  ...filters,
  ...pageQuery,
  order: z.enum(["created_at", "-created_at"], { error: "Sort by created_at or -created_at" }).default("-created_at"),
})
export type AuditListQuery = z.infer<typeof AuditListQuery>

export const AuditExportQuery = z.strictObject({
  ...filters,
  format: z.enum(["csv", "ndjson"], { error: "Choose csv or ndjson" }).default("csv"),
})
export type AuditExportQuery = z.infer<typeof AuditExportQuery>

export const AuditEntryParams = z.strictObject({ id: z.string().regex(/^\d{1,18}$/, "This is not a valid id") })

const party = z.strictObject({ type: z.string(), id: z.string().nullable(), label: z.string().nullable() })

export const AuditEntryView = z.strictObject({
  id: z.string(),
  created_at: z.iso.datetime(),
  action: z.string(),
  /** The action as a sentence. */
  sentence: z.string(),
  category: z.enum(AUDIT_CATEGORIES),
  outcome: z.enum(AUDIT_OUTCOMES),
  actor: party,
  address: z.string().nullable(),
  target: party.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  details: z.unknown(),
  reason: z.string().nullable(),
  request_id: z.string().nullable(),
  /** Position in the chain; null until the entry is sealed. */
  seq: z.number().int().nullable(),
  hash: z.string().nullable(),
})
export type AuditEntryView = z.infer<typeof AuditEntryView>

export const AuditListAnswer = z.strictObject({
  audit_entries: z.array(AuditEntryView),
  count: z.number().int(),
  offset: z.number().int(),
  limit: z.number().int(),
})
export type AuditListAnswer = z.infer<typeof AuditListAnswer>

export const AuditEntryAnswer = z.strictObject({ audit_entry: AuditEntryView })
export type AuditEntryAnswer = z.infer<typeof AuditEntryAnswer>

export const VerifyAuditLog = z.strictObject({
  /** An earlier head, `<seq>:<hash>`, that the chain must still contain. */
  head: z
    .string()
    .regex(/^\d{1,15}:[0-9a-f]{64}$/, "Enter the head as the nightly log line shows it: a number, a colon and a hash")
    .optional(),
})
export type VerifyAuditLog = z.infer<typeof VerifyAuditLog>

export const VerificationAnswer = z.strictObject({
  verification: z.strictObject({
    ok: z.boolean(),
    checked: z.number().int(),
    head: z.strictObject({ seq: z.number().int(), hash: z.string() }),
    pruned_through: z.number().int(),
    unsealed: z.number().int(),
    unsealed_since: z.iso.datetime().nullable(),
    first_broken: z
      .strictObject({ seq: z.number().int(), entry_id: z.string().nullable(), problem: z.string() })
      .nullable(),
  }),
})
export type VerificationAnswer = z.infer<typeof VerificationAnswer>
