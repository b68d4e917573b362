import type { OwnPrivacyRequest, PrivacyRequestView, PrivacyStatus } from "../contracts"

/** A stored request. */
export type StoredRequest = Pick<
  PrivacyRequestView,
  "id" | "kind" | "origin" | "email" | "reason" | "refusals" | "remaining"
> & {
  readonly status: Exclude<PrivacyStatus, "expired">
  readonly requested_at: Date
  readonly link_expires_at: Date
  readonly confirmed_at: Date | null
  readonly completed_at: Date | null
  readonly archive_expires_at: Date | null
  readonly asked_by: string | null
}

const iso = (date: Date | null): string | null => date?.toISOString() ?? null

/** `r…@example.com`: enough for staff to recognize the person who wrote to them. */
export const maskedAddress = (email: string): string => {
  const at = email.lastIndexOf("@")
  return at < 1 ? "…" : `${email.slice(0, 1)}…${email.slice(at)}`
}

/** A request as its person sees it. A link that was not used in time has expired, and so has an archive. */
export const toOwnRequest = (row: StoredRequest, now: Date): OwnPrivacyRequest => ({
  id: row.id,
  kind: row.kind,
  status: row.status === "requested" && row.link_expires_at <= now ? "expired" : row.status,
  requested_at: row.requested_at.toISOString(),
  completed_at: iso(row.completed_at),
  archive_expires_at: row.archive_expires_at && row.archive_expires_at > now ? iso(row.archive_expires_at) : null,
})

/** Whether an erasure that staff asked for still waits for a second person. */
export const waitsForStaff = (row: Pick<StoredRequest, "origin" | "status" | "link_expires_at">, now: Date): boolean =>
  row.origin === "staff" && row.status === "requested" && row.link_expires_at > now

/** A request as staff see it. `mayConfirm`: as the second person, while it waits for one. */
export const toRequestView = (
  row: StoredRequest,
  now: Date,
  mayConfirm: (row: StoredRequest) => boolean = () => false
): PrivacyRequestView => ({
  ...toOwnRequest(row, now),
  email: row.email === null ? null : maskedAddress(row.email),
  origin: row.origin,
  reason: row.reason,
  confirmed_at: iso(row.confirmed_at),
  refusals: row.refusals,
  remaining: row.remaining,
  may_confirm: waitsForStaff(row, now) && mayConfirm(row),
})
