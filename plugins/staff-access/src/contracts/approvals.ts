import { commonErrors, idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { staffErrors } from "./errors"

export const APPROVAL_STATUSES = ["pending", "approved", "executed", "failed", "declined", "expired"] as const
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number]

export const APPROVAL_STATUS_LABELS = {
  pending: "Waiting",
  approved: "Approved",
  executed: "Done",
  failed: "Failed",
  declined: "Declined",
  expired: "Expired",
} as const satisfies Record<ApprovalStatus, string>

/** Days until a request expires. */
export const APPROVAL_DAYS = 7

export const ApprovalOut = z.strictObject({
  id: z.string(),
  kind: z.string(),
  /** What will happen after approval, in one sentence. */
  summary: z.string(),
  subject_id: z.string(),
  amount: z.number(),
  currency_code: z.string(),
  status: z.enum(APPROVAL_STATUSES),
  status_label: z.string(),
  /** Email address of the user, or title of the API key. */
  requested_by: z.string(),
  decided_by: z.string().nullable(),
  /** Why it was declined. */
  reason: z.string().nullable(),
  /** Why it failed. */
  error: z.string().nullable(),
  /** Whether the caller may decide: has the permission and is not the requester. */
  decidable: z.boolean(),
  expires_at: z.iso.datetime(),
  decided_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
})
export type ApprovalOut = z.infer<typeof ApprovalOut>

export const ApprovalListQuery = z.strictObject({
  status: listOf(z.enum(APPROVAL_STATUSES, { error: "Choose a valid status" })).optional(),
  order: orderQuery(["created_at", "expires_at", "status"], "-created_at"),
  ...pageQuery,
})
export type ApprovalListQuery = z.infer<typeof ApprovalListQuery>
export const ApprovalListAnswer = z.strictObject({
  approvals: z.array(ApprovalOut),
  count: z.number(),
  offset: z.number(),
  limit: z.number(),
})
export type ApprovalListAnswer = z.infer<typeof ApprovalListAnswer>

export const DeclineApproval = z.strictObject({ reason: safeText({ min: 1, max: 500, required: "Enter a reason" }) })
export type DeclineApproval = z.infer<typeof DeclineApproval>

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const params = z.strictObject({ id: idText })
const one = { 200: z.strictObject({ approval: ApprovalOut }) }

export const approvalRoutes = {
  "GET /admin/approvals": {
    ...staff,

    summary: "Requests for approval, newest first",
    query: ApprovalListQuery,
    response: { 200: ApprovalListAnswer },
    errors: [],
  },
  "GET /admin/approvals/:id": {
    ...staff,

    summary: "One request for approval",
    params,
    response: one,
    errors: [],
  },
  "POST /admin/approvals/:id/approve": {
    ...staff,

    // Each kind defines the permission that approving requires.
    permission: "approvals:read",
    summary: "Approve as a second person; the request is then executed once",
    params,
    response: one,
    errors: [...staffErrors.codes("own_approval", "permission_required"), ...commonErrors.codes("invalid_transition")],
  },
  "POST /admin/approvals/:id/decline": {
    ...staff,

    permission: "approvals:read",
    summary: "Decline a request with a reason",
    params,
    body: DeclineApproval,
    response: one,
    errors: [...staffErrors.codes("own_approval", "permission_required"), ...commonErrors.codes("invalid_transition")],
  },
} as const
