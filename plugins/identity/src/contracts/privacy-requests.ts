import { emailText, idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

/** Export: an archive of everything about a person. Erase: the person is removed, for good. */
export const PRIVACY_KINDS = ["export", "erase"] as const
export type PrivacyKind = (typeof PRIVACY_KINDS)[number]

/**
 * requested: waits for the emailed link, or for a second person if staff asked for an erasure. running: confirmed, being done. incomplete: every table is erased, but the check
 * afterwards found rows of the person; it is repeated. completed: the archive is ready, or the person is erased and the check
 * found nothing. refused: something was still open when the erasure began. expired: it was not confirmed in time.
 */
export const PRIVACY_STATUSES = ["requested", "running", "incomplete", "completed", "refused", "expired"] as const
export type PrivacyStatus = (typeof PRIVACY_STATUSES)[number]

const kind = z.enum(PRIVACY_KINDS, { error: "Choose export or erase" })

/** Body of `POST /store/customers/me/privacy-requests`. */
export const AskPrivacy = z.strictObject({ kind })
/** Body of `POST /store/privacy-requests`. */
export const AskPrivacyAsGuest = z.strictObject({ kind, email: emailText })
/** Body of `POST /admin/privacy-requests`. */
export const StartPrivacy = z.strictObject({
  kind,
  email: emailText,
  reason: safeText({ min: 3, max: 500 }),
})

const moment = z.iso.datetime()

/** A request as the person sees it. */
export const OwnPrivacyRequest = z.strictObject({
  id: z.string(),
  kind,
  status: z.enum(PRIVACY_STATUSES),
  requested_at: moment,
  completed_at: moment.nullable(),
  /** Until then the archive can be downloaded. */
  archive_expires_at: moment.nullable(),
})
export type OwnPrivacyRequest = z.infer<typeof OwnPrivacyRequest>

/** One table in a report. */
export const PrivacyReportRow = z.strictObject({
  table: z.string(),
  what: z.string(),
  /** What happened to the rows: exported, deleted, cleared (kept without the person) or kept. */
  done: z.enum(["exported", "deleted", "cleared", "kept"]),
  rows: z.number().int(),
  why: z.string().nullable(),
})
export type PrivacyReportRow = z.infer<typeof PrivacyReportRow>

/** Rows about the person that the check after an erasure found. */
export const RemainingRows = z.strictObject({ table: z.string(), rows: z.number().int() })
export type RemainingRows = z.infer<typeof RemainingRows>

/** A request as staff see it. The address is masked, and null once the person is erased. */
export const PrivacyRequestView = OwnPrivacyRequest.extend({
  email: z.string().nullable(),
  origin: z.enum(["customer", "guest", "staff"]),
  reason: z.string().nullable(),
  confirmed_at: moment.nullable(),
  /** Why an erasure was refused. */
  refusals: z.array(z.string()),
  /** What the last check after the erasure found; empty once nothing is left. */
  remaining: z.array(RemainingRows),
  /** Whether the reader can confirm it, as the second person. */
  may_confirm: z.boolean(),
})
export type PrivacyRequestView = z.infer<typeof PrivacyRequestView>

export const PrivacyRequestDetails = PrivacyRequestView.extend({ report: z.array(PrivacyReportRow) })
export type PrivacyRequestDetails = z.infer<typeof PrivacyRequestDetails>

export const PrivacyRequestQuery = z.strictObject({
  ...pageQuery,
  order: orderQuery(["requested_at", "completed_at"], "-requested_at"),
  /** A whole email address. */
  q: safeText({ max: 200 }).optional(),
  kind: listOf(kind).optional(),
  status: listOf(z.enum(PRIVACY_STATUSES, { error: "Choose a status of privacy requests" })).optional(),
})
export type PrivacyRequestQuery = z.infer<typeof PrivacyRequestQuery>

export const PrivacyRequestParams = z.strictObject({ id: idText })
