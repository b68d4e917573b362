import { commonErrors, idText, orderQuery, pageQuery } from "@atrium/kernel"
import { z } from "zod"

const ruleName = z
  .string({ error: "Enter a name" })
  .regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, "Enter a rule name, for example fair_share")
  .max(64, "Use at most 64 characters")

const names = z
  .array(ruleName)
  .max(30, "Use at most 30 entries")
  .refine((list) => new Set(list).size === list.length, "List each entry only once")

const wholeNumber = (min: number, max: number) =>
  z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(min, `Enter ${min} or more`)
    .max(max, `Enter ${max} or less`)

/** How requests are assigned. */
export const PolicyContent = z.strictObject({
  /** Hard rules: a provider excluded by any of them is not eligible. */
  rules: names,
  /** Choose among eligible providers: the first scorer with a difference decides, then the ID. */
  scorers: names,
  /** Number of past days over which effort is compared. */
  interval_days: wholeNumber(1, 365),
  /** Number of weeks, including the current one, over which the effort of a request can be spread. */
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
  /** `updated_at` as last read; the request is refused if it has changed. */
  updated_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }).optional(),
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
    summary: "Assignment policies",
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
