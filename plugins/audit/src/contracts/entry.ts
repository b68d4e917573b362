import { z } from "zod"

export const AUDIT_CATEGORIES = ["change", "access", "security"] as const
export type AuditCategory = (typeof AUDIT_CATEGORIES)[number]

export const AUDIT_OUTCOMES = ["started", "succeeded", "refused", "failed"] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** Dotted, lower case: `staff.role_changed`. */
export const actionText = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, "Enter a dotted name in lower case, for example order.updated")
  .max(100, "Use at most 100 characters")

/** The actor or target of an entry. `type` follows Medusa: `user`, `api-key`, `customer`, `provider`, `order`, … */
export type AuditParty = { readonly type: string; readonly id: string | null; readonly label?: string | null }

/** An entry to record. Actor, address and request id default to those of the current request. */
export type AuditEntryInput = {
  /** An entry of the extension point `auditActions`. */
  readonly action: string
  /** Default outside a request: `system`. */
  readonly actor?: AuditParty
  readonly address?: string | null
  readonly target?: AuditParty
  /** Default: `succeeded`. */
  readonly outcome?: AuditOutcome
  /** Values before and after, as plain JSON. Secrets are removed, personal values masked, long values truncated. */
  readonly before?: unknown
  readonly after?: unknown
  /** More information: route, status, number of rows. Cleaned like `before` and `after`. */
  readonly details?: unknown
  readonly reason?: string | null
  readonly request_id?: string | null
}
