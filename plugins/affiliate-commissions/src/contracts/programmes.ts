import { idText, nameText, orderQuery, pageQuery, safeText } from "@atrium/kernel"
import { z } from "zod"

import { ATTRIBUTION_RULES } from "./statuses"

const instant = z.string()
const wholeDays = (max: number) =>
  z
    .number({ error: "Enter a number of days" })
    .int("Enter a whole number of days")
    .min(0, "Enter 0 or more")
    .max(max, `Enter ${max} or less`)

const attribution = z.enum(ATTRIBUTION_RULES, { error: "Choose first_click or last_click" })
const terms = {
  attribution,
  /** Days after a click in which a purchase counts. */
  window_days: wholeDays(365).min(1, "Enter 1 or more"),
  /** Days from payment until a commission is payable. */
  holding_days: wholeDays(365),
}
const name = nameText({ min: 1, max: 200, required: "Enter a name" })

export const CreateProgramme = z.strictObject({ name, ...terms })
export type CreateProgramme = z.infer<typeof CreateProgramme>

/** A change of terms adds a version; orders paid before keep the one in force then. */
export const UpdateProgramme = z
  .strictObject({
    name: name.optional(),
    attribution: attribution.optional(),
    window_days: terms.window_days.optional(),
    holding_days: terms.holding_days.optional(),
    /** Whether it accepts new affiliates; existing ones keep earning. */
    open: z.boolean().optional(),
    /** The program a customer joins when none is named; true replaces the current default. */
    is_default: z.literal(true).optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "Enter something to change")
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
  valid_from: instant,
  created_at: instant,
})
export type ProgrammeOut = z.infer<typeof ProgrammeOut>

export const ListProgrammes = z.strictObject({
  q: safeText({ max: 200 }).optional(),
  order: orderQuery(["created_at", "name"], "created_at"),
  ...pageQuery,
})
export type ListProgrammes = z.infer<typeof ListProgrammes>

const page = { count: z.number(), offset: z.number(), limit: z.number() }
const staff = { actor: "staff", owner: null, rateLimit: "admin" } as const
const programme = z.strictObject({ affiliate_programme: ProgrammeOut })

export const programmeRoutes = {
  "GET /admin/affiliate-programmes": {
    ...staff,
    summary: "Programs with their current terms",
    query: ListProgrammes,
    response: { 200: z.strictObject({ affiliate_programmes: z.array(ProgrammeOut), ...page }) },
    errors: [],
  },
  "POST /admin/affiliate-programmes": {
    ...staff,
    summary: "Create a program; it pays nothing until it has a rule",
    body: CreateProgramme,
    response: { 201: programme },
    errors: [],
  },
  "POST /admin/affiliate-programmes/:id": {
    ...staff,
    summary: "Change a program; new terms are a new version, for orders paid from now on",
    params: z.strictObject({ id: idText }),
    body: UpdateProgramme,
    response: { 200: programme },
    errors: [],
  },
} as const
