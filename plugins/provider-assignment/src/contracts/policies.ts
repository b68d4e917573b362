import { commonErrors, idText, orderQuery, pageQuery } from "@atrium/kernel"
import { z } from "zod"

const ruleName = z
  .string({ error: "Enter a name" })
  .regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, "Not a valid rule name")
  .max(64, "Use at most 64 characters")

const names = z
  .array(ruleName)
  .max(30, "Use at most 30 entries")
  .refine((list) => new Set(list).size === list.length, "List each one once")

const wholeNumber = (min: number, max: number) =>
  z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(min, `Use a number from ${min} up`)
    .max(max, `Enter ${max} or less`)

/** How requests are assigned. */
export const PolicyContent = z.strictObject({
  /** Hard rules: a provider that one of them excludes is not eligible. */
  rules: names,
  /** Choose among the eligible: the first scorer that differs, then the ID. */
  scorers: names,
  /** Days of the past over which effort is compared. */
  interval_days: wholeNumber(1, 365),
  /** Weeks, the current one included, over which the effort of one request may be spread. */
  planning_weeks: wholeNumber(1, 26),
})
export type PolicyContent = z.infer<typeof PolicyContent>

export const PolicyVersionOut = z.strictObject({
  id: z.string(),
  number: z.number().int(),
  content: PolicyContent,
  created_by: z.string().nullable(),
  created_at: z.string(),
})
export type PolicyVersionOut = z.infer<typeof PolicyVersionOut>

export const PolicyOut = z.strictObject({
  id: z.string(),
  name: z.string(),
  current_version: PolicyVersionOut,
  created_at: z.string(),
  updated_at: z.string(),
})
export type PolicyOut = z.infer<typeof PolicyOut>

const entry = z.strictObject({ name: z.string(), label: z.string(), help: z.string() })

/** With every version, newest first, and what a policy may list in this shop. */
export const PolicyDetailOut = PolicyOut.extend({
  versions: z.array(PolicyVersionOut),
  available: z.strictObject({ rules: z.array(entry), scorers: z.array(entry) }),
})
export type PolicyDetailOut = z.infer<typeof PolicyDetailOut>

/** Body of `POST /admin/assignment-policies/:id`: becomes the next version, in force immediately. */
export const UpdatePolicy = z.strictObject({
  content: PolicyContent,
  /** As last seen; nothing is done when it differs. */
  updated_at: z.iso.datetime({ offset: true, error: "Enter a date and time in ISO 8601" }).optional(),
})
export type UpdatePolicy = z.infer<typeof UpdatePolicy>

export const ListPolicies = z.strictObject({
  order: orderQuery(["created_at", "updated_at", "name"], "created_at"),
  ...pageQuery,
})
export type ListPolicies = z.infer<typeof ListPolicies>

const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const params = z.strictObject({ id: idText })
const one = z.strictObject({ assignment_policy: PolicyDetailOut })

export const policyRoutes = {
  "GET /admin/assignment-policies": {
    ...staff,
    summary: "Policies that requests are assigned by",
    query: ListPolicies,
    response: {
      200: z.strictObject({
        assignment_policies: z.array(PolicyOut),
        count: z.number(),
        offset: z.number(),
        limit: z.number(),
      }),
    },
    errors: [],
  },
  "GET /admin/assignment-policies/:id": {
    ...staff,
    summary: "One policy with its versions and the installed rules and scorers",
    params,
    response: { 200: one },
    errors: [],
  },
  "POST /admin/assignment-policies/:id": {
    ...staff,
    summary: "Change a policy: adds the next version, in force immediately",
    params,
    body: UpdatePolicy,
    response: { 200: one },
    errors: commonErrors.codes("stale_version"),
  },
} as const
