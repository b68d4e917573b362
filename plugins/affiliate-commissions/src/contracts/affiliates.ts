import { commonErrors, idText, listOf, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { CurrencyFiguresOut } from "./portal"
import { AFFILIATE_STATUSES } from "./statuses"

const instant = z.string()

/** An affiliate in a list for staff. */
export const AffiliateOut = z.strictObject({
  id: z.string(),
  code: z.string(),
  link: z.string(),
  status: z.enum(AFFILIATE_STATUSES),
  programme: z.strictObject({ id: z.string(), name: z.string() }),
  customer: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
  clicks: z.number(),
  conversions: z.number(),
  joined_at: instant,
})
export type AffiliateOut = z.infer<typeof AffiliateOut>

export const AffiliateDetailOut = AffiliateOut.extend({
  conversion_rate: z.number().nullable(),
  currencies: z.array(CurrencyFiguresOut),
  history: z.array(
    z.strictObject({
      status: z.enum(AFFILIATE_STATUSES),
      reason: z.string().nullable(),
      actor_type: z.string(),
      actor_id: z.string().nullable(),
      created_at: instant,
    })
  ),
})
export type AffiliateDetailOut = z.infer<typeof AffiliateDetailOut>

export const UpdateAffiliate = z.strictObject({
  status: z.enum(AFFILIATE_STATUSES, { error: "Choose active or suspended" }),
  reason: safeText({ min: 1, max: 500, required: "Enter a reason" }),
})
export type UpdateAffiliate = z.infer<typeof UpdateAffiliate>

export const ListAffiliates = z.strictObject({
  /** Searches the code, the name and the email address. */
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(AFFILIATE_STATUSES, { error: "Choose active or suspended" })).optional(),
  programme_id: idText.optional(),
  order: orderQuery(["created_at", "code", "customer_name", "status"], "-created_at"),
  ...pageQuery,
})
export type ListAffiliates = z.infer<typeof ListAffiliates>

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const params = z.strictObject({ id: idText })
const affiliate = z.strictObject({ affiliate: AffiliateDetailOut })

export const affiliateRoutes = {
  "GET /admin/affiliates": {
    ...staff,
    summary: "Affiliates, newest first",
    query: ListAffiliates,
    response: {
      200: z.strictObject({
        affiliates: z.array(AffiliateOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  "GET /admin/affiliates/:id": {
    ...staff,
    summary: "One affiliate with figures and history",
    params,
    response: { 200: affiliate },
    errors: [],
  },
  "POST /admin/affiliates/:id": {
    ...staff,
    summary: "Suspend or reactivate an affiliate; earned commissions are kept",
    params,
    body: UpdateAffiliate,
    response: { 200: affiliate },
    errors: commonErrors.codes("invalid_transition"),
  },
} as const
