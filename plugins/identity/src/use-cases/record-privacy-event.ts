import { auditActions } from "@atrium/audit/extension-points"
import { recordAudit } from "@atrium/audit/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

auditActions.addAll("identity", [
  { name: "privacy.confirmed", sentence: "Confirmed the export or erasure of their data", category: "security" },
  {
    name: "privacy.started_by_staff",
    sentence: "Started an export or erasure of a person's data",
    category: "security",
  },
  {
    name: "privacy.asked_by_staff",
    sentence: "Asked for the erasure of a person's data, which a second person confirms",
    category: "security",
  },
  {
    name: "privacy.confirmed_by_staff",
    sentence: "Confirmed the erasure of a person's data as the second person",
    category: "security",
  },
  { name: "privacy.exported", sentence: "Exported a person's data for the person", category: "access" },
  { name: "privacy.downloaded", sentence: "Downloaded the archive of a person's data", category: "access" },
  { name: "privacy.erased", sentence: "Erased a person's data", category: "security" },
  { name: "privacy.erasure_refused", sentence: "Did not erase a person: something was open", category: "security" },
])

type PrivacyEvent =
  | "privacy.confirmed"
  | "privacy.started_by_staff"
  | "privacy.asked_by_staff"
  | "privacy.confirmed_by_staff"
  | "privacy.exported"
  | "privacy.downloaded"
  | "privacy.erased"
  | "privacy.erasure_refused"

/** Writes an event about a request to the audit log, without the person. */
export const recordPrivacyEvent = (
  sql: Knex | Knex.Transaction,
  action: PrivacyEvent,
  request: { readonly id: string; readonly kind?: string }
): Promise<void> =>
  recordAudit(sql, {
    action,
    target: { type: "privacy_request", id: request.id },
    ...(request.kind ? { details: { kind: request.kind } } : {}),
  })
