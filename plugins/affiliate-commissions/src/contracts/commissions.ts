import { commonErrors, currencyCodeText, idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { COMMISSION_STATUSES, HOLD_REASONS } from "./statuses"

const instant = z.string()
const status = z.enum(COMMISSION_STATUSES, { error: "Choose a commission status" })

/** A commission for staff: one per line of an attributed order. Amounts in major units. */
export const CommissionOut = z.strictObject({
  id: z.string(),
  affiliate_id: z.string(),
  affiliate: z.strictObject({ id: z.string(), code: z.string() }),
  order_id: z.string(),
  order_reference: z.string(),
  order_line_item_id: z.string(),
  service: z.strictObject({ id: z.string().nullable(), title: z.string() }),
  /** What is owed now. */
  amount: z.number(),
  currency_code: z.string(),
  status,
  status_label: z.string(),
  /** The frozen rate in basis points (null for a rule that pays an amount), the same as text, and the rule's version. */
  rate_bp: z.number().nullable(),
  rate_text: z.string(),
  rule: z.strictObject({ id: z.string(), version: z.number() }),
  /** Paid for the line: with tax, and without. */
  paid_amount: z.number(),
  base_amount: z.number(),
  /** The line's share of what was refunded so far, with tax. */
  refunded_amount: z.number(),
  hold: z.strictObject({ reason: z.enum(HOLD_REASONS), text: z.string() }).nullable(),
  /** The explanation in sentences: click, rule, amount, refunds, why it is held. */
  explanation: z.array(z.string()),
  allowed_actions: z.array(z.enum(["approve", "hold", "release", "void"])),
  paid_at: instant,
  matures_at: instant,
  created_at: instant,
  updated_at: instant,
})
export type CommissionOut = z.infer<typeof CommissionOut>

export const CommissionHistoryOut = z.strictObject({
  from: z.enum(COMMISSION_STATUSES).nullable(),
  to: z.enum(COMMISSION_STATUSES),
  actor_type: z.string(),
  actor_id: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: instant,
})

/** A ledger entry of a commission; `id` is the ledger's. */
export const CommissionEntryOut = z.strictObject({
  id: z.string(),
  kind: z.string(),
  description: z.string(),
  occurred_at: instant,
  postings: z.array(z.strictObject({ owner_type: z.string(), purpose: z.string(), amount: z.number() })),
})

export const CommissionDetailOut = CommissionOut.extend({
  history: z.array(CommissionHistoryOut),
  entries: z.array(CommissionEntryOut),
})
export type CommissionDetailOut = z.infer<typeof CommissionDetailOut>

export const ListCommissions = z.strictObject({
  /** Searches the affiliate's code, the service and the order's id. */
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "updated_at", "paid_at", "matures_at", "amount", "status"], "-created_at"),
  order_id: idText.optional(),
  affiliate_id: idText.optional(),
  status: listOf(status).optional(),
  currency_code: currencyCodeText.optional(),
  ...pageQuery,
})
export type ListCommissions = z.infer<typeof ListCommissions>

/** Body of every decision about a commission: its history keeps the reason. */
export const DecideCommission = z.strictObject({
  reason: safeText({ min: 1, max: 500, required: "Enter a reason" }),
})
export type DecideCommission = z.infer<typeof DecideCommission>

/** Approving needs no reason. */
export const ApproveCommission = z.strictObject({ reason: safeText({ min: 1, max: 500 }).optional() })
export type ApproveCommission = z.infer<typeof ApproveCommission>

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const detail = z.strictObject({ commission: CommissionDetailOut })
const one = { ...staff, params: z.strictObject({ id: idText }), response: { 200: detail } } as const
const decision = { ...one, errors: commonErrors.codes("invalid_transition") } as const

export const commissionRoutes = {
  "GET /admin/commissions": {
    ...staff,
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
  "GET /admin/commissions/:id": {
    ...one,
    summary: "One commission with its explanation, history and bookings",
    errors: [],
  },
  "POST /admin/commissions/:id/approve": {
    ...decision,
    summary: "Approve a commission: it becomes payable when its holding period ends",
    body: ApproveCommission,
  },
  "POST /admin/commissions/:id/hold": {
    ...decision,
    summary: "Place a commission on hold until staff decide",
    body: DecideCommission,
  },
  "POST /admin/commissions/:id/release": {
    ...decision,
    summary: "Release a held commission; payable at once when its holding period has ended",
    body: DecideCommission,
  },
  "POST /admin/commissions/:id/void": {
    ...decision,
    summary: "Void a commission permanently",
    body: DecideCommission,
  },
} as const
