import { orderQuery, pageQuery } from "@atrium/kernel"
import { z } from "zod"

const ruleName = z
  .string({ error: "Enter a name" })
  .regex(/^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/, "This is not a name of a rule")
  .max(64, "Use at most 64 characters")

const names = z
  .array(ruleName)
  .max(30, "Use at most 30 entries")
  .refine((list) => new Set(list).size === list.length, "Name each one once")

const wholeNumber = (min: number, max: number) =>
  z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(min, `Use a number from ${min} up`)
    .max(max, `Use a number up to ${max}`)

/** What requests are routed by. */
export const PolicyContent = z.strictObject({
  /** Hard rules: a provider that one of them refuses does not get the request. */
  rules: names,
  /** Decide among those that are left: the first one that tells them apart, then the id. */
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

const part = z.strictObject({ name: z.string(), label: z.string(), help: z.string() })

/** With every version, newest first, and what a policy may be made of here. */
export const PolicyDetailOut = PolicyOut.extend({
  versions: z.array(PolicyVersionOut),
  available: z.strictObject({ rules: z.array(part), scorers: z.array(part) }),
})
export type PolicyDetailOut = z.infer<typeof PolicyDetailOut>

/** Body of `POST /admin/assignment-policies/:id`: becomes the next version, in force at once. */
export const UpdatePolicy = z.strictObject({
  content: PolicyContent,
  /** As last seen; when it differs nothing is done. */
  updated_at: z.iso.datetime({ offset: true, error: "Enter a date and time in ISO 8601" }).optional(),
})
export type UpdatePolicy = z.infer<typeof UpdatePolicy>

export const ListPolicies = z.strictObject({
  order: orderQuery(["created_at", "updated_at", "name"], "created_at"),
  ...pageQuery,
})
export type ListPolicies = z.infer<typeof ListPolicies>
