import { z } from "zod"

export const AUDIT_CATEGORIES = ["change", "access", "security"] as const
export type AuditCategory = (typeof AUDIT_CATEGORIES)[number]

export const AUDIT_OUTCOMES = ["started", "succeeded", "refused", "failed"] as const
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number]

/** Dotted, lower case: `staff.role_changed`. */
export const actionText = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, "Use a dotted name in lower case, for example order.updated")
  .max(100, "Use at most 100 characters")

/** Who or what an entry names. `type` is Medusa's: `user`, `api-key`, `customer`, `provider`, `order`, … */
export type AuditParty = { readonly type: string; readonly id: string | null; readonly label?: string | null }

/** What a caller records. Actor, address and request id default to those of the current request. */
export type AuditEntryInput = {
  /** An entry of the extension point `auditActions`. */
  readonly action: string
  /** `system` where there is no request. */
  readonly actor?: AuditParty
  readonly address?: string | null
  readonly target?: AuditParty
  /** `succeeded` unless it says otherwise. */
  readonly outcome?: AuditOutcome
  /** Facts before and after, as plain JSON. Secrets are removed, personal values masked, long ones cut. */
  readonly before?: unknown
  readonly after?: unknown
  /** What else explains the entry: route, status, number of rows. Treated as `before` and `after` are. */
  readonly details?: unknown
  readonly reason?: string | null
  readonly request_id?: string | null
}
