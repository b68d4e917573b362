import { currencyCodeText, idText, listOf, orderQuery, pageQuery, type RouteRow, safeText } from "@atrium/kernel"
import { z } from "zod"

import { COMMISSION_STATUSES, HOLD_REASONS } from "./statuses"

const moment = z.string()
const status = z.enum(COMMISSION_STATUSES, { error: "This is not a state of a commission" })

/** A commission as staff sees it: one for each line of an attributed order. Amounts in major units. */
export const CommissionOut = z.strictObject({
  id: z.string(),
  affiliate_id: z.string(),
  affiliate: z.strictObject({ id: z.string(), code: z.string() }),
  order_id: z.string(),
  order_display_id: z.number().nullable(),
  order_line_item_id: z.string(),
  service: z.strictObject({ id: z.string().nullable(), title: z.string() }),
  /** What is owed now. */
  amount: z.number(),
  currency_code: z.string(),
  status,
  status_label: z.string(),
  /** The frozen rate in basis points and the version of the rule it comes from. */
  rate_bp: z.number(),
  rule: z.strictObject({ id: z.string(), version: z.number() }),
  /** Paid for the line: with tax, and without. */
  paid_amount: z.number(),
  base_amount: z.number(),
  /** The line's share of what was refunded so far, with tax. */
  refunded_amount: z.number(),
  hold: z.strictObject({ reason: z.enum(HOLD_REASONS), text: z.string() }).nullable(),
  /** Sentences: which click, which rule, which amount, what was given back, why it is held. */
  explanation: z.array(z.string()),
  allowed_actions: z.array(z.enum(["approve", "hold", "release", "void"])),
  paid_at: moment,
  matures_at: moment,
  created_at: moment,
  updated_at: moment,
})
export type CommissionOut = z.infer<typeof CommissionOut>

export const CommissionHistoryOut = z.strictObject({
  from: z.enum(COMMISSION_STATUSES).nullable(),
  to: z.enum(COMMISSION_STATUSES),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: moment,
})

/** One booking of a commission, in words; the postings stand in the ledger under `id`. */
export const CommissionEntryOut = z.strictObject({
  id: z.string(),
  kind: z.string(),
  description: z.string(),
  occurred_at: moment,
  postings: z.array(z.strictObject({ owner_type: z.string(), purpose: z.string(), amount: z.number() })),
})

export const CommissionDetailOut = CommissionOut.extend({
  history: z.array(CommissionHistoryOut),
  entries: z.array(CommissionEntryOut),
})
export type CommissionDetailOut = z.infer<typeof CommissionDetailOut>

export const ListCommissions = z.strictObject({
  /** Part of the affiliate's code, the service or the order's id. */
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "updated_at", "paid_at", "matures_at", "amount", "status"], "-created_at"),
  order_id: idText.optional(),
  affiliate_id: idText.optional(),
  status: listOf(status).optional(),
  currency_code: currencyCodeText.optional(),
  ...pageQuery,
})
export type ListCommissions = z.infer<typeof ListCommissions>

/** Body of every decision about a commission: the reason stands in its history. */
export const DecideCommission = z.strictObject({
  reason: safeText({ min: 1, max: 500, required: "Give a reason" }),
})
export type DecideCommission = z.infer<typeof DecideCommission>

/** Approving needs no reason. */
export const ApproveCommission = z.strictObject({ reason: safeText({ min: 1, max: 500 }).optional() })
export type ApproveCommission = z.infer<typeof ApproveCommission>

const params = z.strictObject({ id: idText })
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const detail = z.strictObject({ commission: CommissionDetailOut })
const decision = {
  ...staff,
  method: "POST",
  params,
  response: { 200: detail },
  errors: ["invalid_transition"],
} as const

export const commissionRoutes: readonly RouteRow[] = [
  {
    ...staff,
    method: "GET",
    path: "/admin/commissions",
    summary: "Commissions, newest first; those of one order by `order_id`",
    query: ListCommissions,
    response: {
      200: z.strictObject({
        commissions: z.array(CommissionOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/commissions/:id",
    summary: "One commission with its explanation, history and bookings",
    params,
    response: { 200: detail },
    errors: [],
  },
  {
    ...decision,
    path: "/admin/commissions/:id/approve",
    summary: "Looked at and right: it becomes payable when its holding period ends",
    body: ApproveCommission,
  },
  {
    ...decision,
    path: "/admin/commissions/:id/hold",
    summary: "Hold a commission back until somebody decides",
    body: DecideCommission,
  },
  {
    ...decision,
    path: "/admin/commissions/:id/release",
    summary: "Let a held commission go on; payable at once when its holding period is over",
    body: DecideCommission,
  },
  {
    ...decision,
    path: "/admin/commissions/:id/void",
    summary: "Take a commission back for good",
    body: DecideCommission,
  },
]
