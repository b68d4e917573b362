import { idText, orderQuery, pageQuery } from "@atrium/kernel"
import { z } from "zod"

import { affiliateErrors } from "./errors"

const instant = z.string()
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

/** Adds a version. `active: false` ends an exception: the programme's rate applies again. */
export const UpdateRule = z
  .strictObject({ rate_bp: rate.optional(), active: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, "Enter something to change")
export type UpdateRule = z.infer<typeof UpdateRule>

export const RuleOut = z.strictObject({
  id: z.string(),
  programme_id: z.string(),
  service: z.strictObject({ id: z.string(), title: z.string().nullable() }).nullable(),
  version: z.number(),
  rate_bp: z.number(),
  active: z.boolean(),
  valid_from: instant,
  created_at: instant,
})
export type RuleOut = z.infer<typeof RuleOut>

export const ListRules = z.strictObject({
  programme_id: idText.optional(),
  /** `programme_id`: each programme's own rule first, then those for single services. */
  order: orderQuery(["programme_id", "created_at", "rate_bp"], "programme_id"),
  ...pageQuery,
})
export type ListRules = z.infer<typeof ListRules>

const page = { count: z.number(), offset: z.number(), limit: z.number() }
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const rule = z.strictObject({ commission_rule: RuleOut })

export const ruleRoutes = {
  "GET /admin/commission-rules": {
    ...staff,
    summary: "Rules by programme and service, as they apply now",
    query: ListRules,
    response: { 200: z.strictObject({ commission_rules: z.array(RuleOut), ...page }) },
    errors: [],
  },
  "POST /admin/commission-rules": {
    ...staff,
    summary: "A programme's rule, or an exception for one service",
    body: CreateRule,
    response: { 201: rule },
    errors: affiliateErrors.codes("rule_exists"),
  },
  "POST /admin/commission-rules/:id": {
    ...staff,
    summary: "A new version of a rule, for orders paid from now on",
    params: z.strictObject({ id: idText }),
    body: UpdateRule,
    response: { 200: rule },
    errors: [],
  },
} as const
