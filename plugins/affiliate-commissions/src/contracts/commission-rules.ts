import { idText, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { affiliateErrors } from "./errors"

const instant = z.string()
const rate = z
  .number({ error: "Enter a rate in basis points, 1000 for 10 %" })
  .int("Enter whole basis points")
  .min(0, "Enter 0 or more")
  .max(10_000, "Enter 10000 (100 %) or less")
const kind = safeText({ min: 1, max: 100, required: "Enter a rule kind" })
/** Validated by the kind's schema later. */
const config = z.record(z.string().max(100), z.json()).refine((value) => {
  const text = JSON.stringify(value)
  return text.length <= 10_000 && !text.includes("\\u0000")
}, "Use a shorter configuration without control characters")

/** The kind of rule that `rate_bp` means; its configuration is `{ rate_bp }`. */
export const PERCENTAGE = "percentage"
export const PercentageConfig = z.strictObject({ rate_bp: rate })

type Terms = { rate_bp?: number | undefined; kind?: string | undefined; config?: unknown }
const isUnambiguous = ({ rate_bp: rateBp, kind: named, config: configured }: Terms): boolean =>
  rateBp === undefined || (named === undefined && configured === undefined)
const AMBIGUOUS = { path: ["rate_bp"], error: "Send either rate_bp, or kind with config" }

export const CreateRule = z
  .strictObject({
    programme_id: idText,
    /** The service this is an exception for; null: the program's default rule. */
    service_id: idText.nullish(),
    /** Shorthand for the kind `percentage` with this rate. */
    rate_bp: rate.optional(),
    kind: kind.optional(),
    config: config.optional(),
  })
  .refine(isUnambiguous, AMBIGUOUS)
  .refine((rule) => rule.rate_bp !== undefined || rule.kind !== undefined, {
    path: ["rate_bp"],
    error: "Enter a rate in basis points, 1000 for 10 %",
  })
export type CreateRule = z.infer<typeof CreateRule>

/** Adds a version. `active: false` ends an exception: the program's rule applies again. */
export const UpdateRule = z
  .strictObject({
    rate_bp: rate.optional(),
    kind: kind.optional(),
    config: config.optional(),
    active: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Enter something to change")
  .refine(isUnambiguous, AMBIGUOUS)
export type UpdateRule = z.infer<typeof UpdateRule>

export const RuleOut = z.strictObject({
  id: z.string(),
  programme_id: z.string(),
  service: z.strictObject({ id: z.string(), title: z.string().nullable() }).nullable(),
  version: z.number(),
  kind: z.string(),
  config: z.record(z.string(), z.json()),
  /** What it pays, as short text. */
  description: z.string(),
  /** Null for a rule that pays no percentage. */
  rate_bp: z.number().nullable(),
  active: z.boolean(),
  valid_from: instant,
  created_at: instant,
})
export type RuleOut = z.infer<typeof RuleOut>

export const ListRules = z.strictObject({
  programme_id: idText.optional(),
  /** `programme_id`: each program's default rule first, then its exceptions. */
  order: orderQuery(["programme_id", "created_at", "rate_bp"], "programme_id"),
  ...pageQuery,
})
export type ListRules = z.infer<typeof ListRules>

/** A kind that staff can choose; `config` is the JSON schema of its configuration. */
export const RuleKindOut = z.strictObject({
  kind: z.string(),
  label: z.string(),
  config: z.record(z.string(), z.json()),
})
export type RuleKindOut = z.infer<typeof RuleKindOut>

const page = { count: z.number(), offset: z.number(), limit: z.number() }
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const rule = z.strictObject({ commission_rule: RuleOut })

export const ruleRoutes = {
  "GET /admin/commission-rules": {
    ...staff,
    summary: "Rules by program and service, as they apply now",
    query: ListRules,
    response: { 200: z.strictObject({ commission_rules: z.array(RuleOut), ...page }) },
    errors: [],
  },
  "POST /admin/commission-rules": {
    ...staff,
    summary: "Create a program's default rule, or an exception for one service",
    body: CreateRule,
    response: { 201: rule },
    errors: affiliateErrors.codes("rule_exists"),
  },
  "GET /admin/commission-rule-kinds": {
    ...staff,
    summary: "Available rule kinds, with the JSON schemas of their configurations",
    permission: "commission-rules:read",
    response: { 200: z.strictObject({ commission_rule_kinds: z.array(RuleKindOut) }) },
    errors: [],
  },
  "POST /admin/commission-rules/:id": {
    ...staff,
    summary: "Add a new version of a rule, for orders paid from now on",
    params: z.strictObject({ id: idText }),
    body: UpdateRule,
    response: { 200: rule },
    errors: [],
  },
} as const
