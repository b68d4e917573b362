import { idText, listOf, nameText, orderQuery, pageQuery, type RouteRow, safeText } from "@atrium/kernel"
import { z } from "zod"

import { CurrencyFiguresOut } from "./portal"
import { AFFILIATE_STATUSES, ATTRIBUTION_RULES } from "./statuses"

const moment = z.string()
const page = { count: z.number(), offset: z.number(), limit: z.number() }
const params = z.strictObject({ id: idText })
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const reason = safeText({ min: 1, max: 500, required: "Give a reason" })
const wholeDays = (max: number) =>
  z
    .number({ error: "Enter a number of days" })
    .int("Enter a whole number of days")
    .min(0, "Use a number from 0 up")
    .max(max, `Use a number up to ${max}`)

const attribution = z.enum(ATTRIBUTION_RULES, { error: "Choose first_click or last_click" })
const terms = {
  attribution,
  /** How long after a click a purchase still counts. */
  window_days: wholeDays(365).min(1, "Use a number from 1 up"),
  /** From payment until a commission is payable. */
  holding_days: wholeDays(365),
}
const name = nameText({ min: 1, max: 200, required: "Enter a name" })

export const CreateProgramme = z.strictObject({ name, ...terms })
export type CreateProgramme = z.infer<typeof CreateProgramme>

/** A change of terms adds a version; orders paid before keep the one that held then. */
export const UpdateProgramme = z
  .strictObject({
    name: name.optional(),
    attribution: attribution.optional(),
    window_days: terms.window_days.optional(),
    holding_days: terms.holding_days.optional(),
    /** Whether it takes new affiliates; those it has go on. */
    open: z.boolean().optional(),
    /** The programme a customer joins when none is named; true takes it from the other one. */
    is_default: z.literal(true).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Say what to change")
export type UpdateProgramme = z.infer<typeof UpdateProgramme>

export const ProgrammeOut = z.strictObject({
  id: z.string(),
  name: z.string(),
  open: z.boolean(),
  is_default: z.boolean(),
  version: z.number(),
  attribution: z.enum(ATTRIBUTION_RULES),
  window_days: z.number(),
  holding_days: z.number(),
  affiliates: z.number(),
  valid_from: moment,
  created_at: moment,
})
export type ProgrammeOut = z.infer<typeof ProgrammeOut>

const rate = z
  .number({ error: "Enter a rate in basis points, 1000 for 10 %" })
  .int("Enter whole basis points")
  .min(0, "Use a rate from 0 up")
  .max(10_000, "Use a rate up to 10000 (100 %)")

export const CreateRule = z.strictObject({
  programme_id: idText,
  /** The service this is an exception for; null: the programme's rate. */
  service_id: idText.nullish(),
  rate_bp: rate,
})
export type CreateRule = z.infer<typeof CreateRule>

/** Adds a version. `active: false` ends an exception: the programme's rate holds again. */
export const UpdateRule = z
  .strictObject({ rate_bp: rate.optional(), active: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, "Say what to change")
export type UpdateRule = z.infer<typeof UpdateRule>

export const RuleOut = z.strictObject({
  id: z.string(),
  programme_id: z.string(),
  service: z.strictObject({ id: z.string(), title: z.string().nullable() }).nullable(),
  version: z.number(),
  rate_bp: z.number(),
  active: z.boolean(),
  valid_from: moment,
  created_at: moment,
})
export type RuleOut = z.infer<typeof RuleOut>

/** An affiliate as staff sees it in a list. */
export const AffiliateOut = z.strictObject({
  id: z.string(),
  code: z.string(),
  link: z.string(),
  status: z.enum(AFFILIATE_STATUSES),
  programme: z.strictObject({ id: z.string(), name: z.string() }),
  customer: z.strictObject({ id: z.string(), name: z.string(), email: z.string() }),
  clicks: z.number(),
  conversions: z.number(),
  joined_at: moment,
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
      created_at: moment,
    })
  ),
})
export type AffiliateDetailOut = z.infer<typeof AffiliateDetailOut>

export const UpdateAffiliate = z.strictObject({
  status: z.enum(AFFILIATE_STATUSES, { error: "Choose active or suspended" }),
  reason,
})
export type UpdateAffiliate = z.infer<typeof UpdateAffiliate>

export const ListAffiliates = z.strictObject({
  /** Part of the code, the name or the mailbox. */
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(AFFILIATE_STATUSES, { error: "Use active or suspended" })).optional(),
  programme_id: idText.optional(),
  order: orderQuery(["created_at", "code", "customer_name", "status"], "-created_at"),
  ...pageQuery,
})
export type ListAffiliates = z.infer<typeof ListAffiliates>

export const ListProgrammes = z.strictObject({
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "name"], "created_at"),
  ...pageQuery,
})
export type ListProgrammes = z.infer<typeof ListProgrammes>
export const ListRules = z.strictObject({
  programme_id: idText.optional(),
  /** `programme_id`: each programme's own rule first, then those for single services. */
  order: orderQuery(["programme_id", "created_at", "rate_bp"], "programme_id"),
  ...pageQuery,
})
export type ListRules = z.infer<typeof ListRules>

const programme = z.strictObject({ affiliate_programme: ProgrammeOut })
const rule = z.strictObject({ commission_rule: RuleOut })
const affiliate = z.strictObject({ affiliate: AffiliateDetailOut })

export const adminRoutes: readonly RouteRow[] = [
  {
    ...staff,
    method: "GET",
    path: "/admin/affiliates",
    summary: "Affiliates, newest first",
    query: ListAffiliates,
    response: { 200: z.strictObject({ affiliates: z.array(AffiliateOut), ...page }) },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/affiliates/:id",
    summary: "One affiliate with its figures and history",
    params,
    response: { 200: affiliate },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/affiliates/:id",
    summary: "Suspend an affiliate, or let it earn again; what was earned stays",
    params,
    body: UpdateAffiliate,
    response: { 200: affiliate },
    errors: ["invalid_transition"],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/affiliate-programmes",
    summary: "Programmes with the terms that hold now",
    query: ListProgrammes,
    response: { 200: z.strictObject({ affiliate_programmes: z.array(ProgrammeOut), ...page }) },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/affiliate-programmes",
    summary: "A new programme; it pays nothing until it has a rule",
    body: CreateProgramme,
    response: { 201: programme },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/affiliate-programmes/:id",
    summary: "Change a programme: new terms are a new version for orders paid from now on",
    params,
    body: UpdateProgramme,
    response: { 200: programme },
    errors: [],
  },
  {
    ...staff,
    method: "GET",
    path: "/admin/commission-rules",
    summary: "Rates by programme and service, as they hold now",
    query: ListRules,
    response: { 200: z.strictObject({ commission_rules: z.array(RuleOut), ...page }) },
    errors: [],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/commission-rules",
    summary: "A programme's rate, or an exception for one service",
    body: CreateRule,
    response: { 201: rule },
    errors: ["rule_exists"],
  },
  {
    ...staff,
    method: "POST",
    path: "/admin/commission-rules/:id",
    summary: "A new version of a rule, for orders paid from now on",
    params,
    body: UpdateRule,
    response: { 200: rule },
    errors: [],
  },
]
