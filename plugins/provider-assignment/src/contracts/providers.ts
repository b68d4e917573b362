import { emailText, idText, listOf, nameText, pageQuery, phoneText, safeText } from "@atrium/kernel"
import { z } from "zod"

import { PROVIDER_STATUSES, WEEKDAYS } from "./provider-statuses"

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const clockTime = z.string({ error: "Enter a time, for example 09:00" }).regex(CLOCK, "Enter a time, for example 09:00")
/** The end of a day may be written as 24:00. */
const endTime = z
  .string({ error: "Enter a time, for example 17:00" })
  .refine((time) => CLOCK.test(time) || time === "24:00", "Enter a time, for example 17:00")

const span = z.tuple([clockTime, endTime]).refine(([from, to]) => from < to, "The end must be after the start")
const day = z
  .array(span)
  .max(6, "Enter at most 6 time spans per day")
  .refine(
    (spans) => spans.every(([from], index) => index === 0 || from >= (spans[index - 1]?.[1] ?? "")),
    "Enter the time spans in order and without overlaps"
  )

/** Spans of local time per weekday, `{ mon: [["09:00", "17:00"]] }`; omitted days are free. */
export const WorkingHours = z.strictObject(
  Object.fromEntries(WEEKDAYS.map((name) => [name, day.optional()])) as Record<
    (typeof WEEKDAYS)[number],
    z.ZodOptional<typeof day>
  >
)
export type WorkingHours = z.infer<typeof WorkingHours>

const knownZone = (zone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }))
  } catch {
    return false
  }
}

/** An IANA time zone. Offsets such as +05:30 are refused: they know no summer time. */
export const TimeZone = z
  .string({ error: "Choose a time zone" })
  .max(64, "Enter a time zone, for example Asia/Kolkata")
  .regex(/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/, "Enter a time zone, for example Asia/Kolkata")
  .refine(knownZone, "Enter a time zone, for example Asia/Kolkata")

const words = (what: string) =>
  z
    .array(safeText({ min: 1, max: 64, required: `Enter ${what}` }))
    .max(50, "Use at most 50 entries")
    .transform((list) => [...new Map(list.map((word) => [word.toLowerCase(), word])).values()])

/** Hours with whole minutes. */
const hours = (max: number) =>
  z
    .number({ error: "Enter a number of hours" })
    .min(0, "Enter 0 or more")
    .max(max, `Use at most ${max} hours`)
    .refine(
      (value) => Math.abs(value * 60 - Math.round(value * 60)) < 1e-6,
      "Enter hours that are whole minutes, for example 7.5"
    )

const wholeNumber = (min: number, max: number) =>
  z
    .number({ error: "Enter a number" })
    .int("Enter a whole number")
    .min(min, `Enter ${min} or more`)
    .max(max, `Enter ${max} or less`)

const profile = {
  name: nameText({ min: 1, max: 120, required: "Enter the name" }),
  phone: phoneText.nullable(),
  skills: words("a skill"),
  languages: words("a language"),
  /** None: everywhere. */
  regions: words("a region"),
  /** Products this provider may work on; null: every service. */
  service_ids: z.array(idText).max(200, "Use at most 200 services").nullable(),
  time_zone: TimeZone,
  working_hours: WorkingHours,
  capacity_hours_per_week: hours(168),
  /** Share of the work: 100 is a full share, 50 half of it. */
  weight: wholeNumber(1, 1000),
  /** Decides between equals: the higher one wins. */
  priority: wholeNumber(-1000, 1000),
  /** Customers whose requests this provider never gets. */
  blocked_emails: z.array(emailText).max(200, "Enter at most 200 email addresses"),
}

const optional = <T extends Record<string, z.ZodType>>(shape: T) =>
  Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, field.optional()])) as {
    [K in keyof T]: z.ZodOptional<T[K]>
  }

/** Body of `POST /admin/providers`: the provider is created and invited by email. */
export const CreateProvider = z.strictObject({
  ...profile,
  email: emailText,
  phone: profile.phone.default(null),
  languages: profile.languages.default(["en"]),
  regions: profile.regions.default([]),
  service_ids: profile.service_ids.default(null),
  weight: profile.weight.default(100),
  priority: profile.priority.default(0),
  blocked_emails: profile.blocked_emails.default([]),
})
export type CreateProvider = z.infer<typeof CreateProvider>

/** Body of `POST /admin/providers/:id`. Only staff suspend and reactivate; an invited provider becomes active by accepting. */
export const UpdateProvider = z
  .strictObject({
    ...optional(profile),
    status: z.enum(["active", "suspended"], { error: "Choose active or suspended" }).optional(),
    /** `updated_at` as last read; the request is refused if it has changed. */
    updated_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }).optional(),
  })
  .refine(
    ({ updated_at: _seen, ...change }) => Object.values(change).some((field) => field !== undefined),
    "Choose what to change"
  )
export type UpdateProvider = z.infer<typeof UpdateProvider>

const moment = z.string()

export const AbsenceOut = z.strictObject({
  id: z.string(),
  starts_at: moment,
  ends_at: moment,
  reason: z.string().nullable(),
})
export type AbsenceOut = z.infer<typeof AbsenceOut>

/** Body of `POST /admin/providers/:id/absences`. */
export const AddAbsence = z
  .strictObject({
    starts_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }),
    ends_at: z.iso.datetime({ offset: true, error: "Enter an ISO 8601 date and time" }),
    reason: safeText({ max: 200 })
      .nullable()
      .default(null)
      .transform((reason) => reason || null),
  })
  .refine(({ starts_at, ends_at }) => new Date(starts_at) < new Date(ends_at), {
    path: ["ends_at"],
    message: "The end must be after the start",
  })
export type AddAbsence = z.infer<typeof AddAbsence>

export const ProviderOut = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  status: z.enum(PROVIDER_STATUSES),
  status_label: z.string(),
  skills: z.array(z.string()),
  languages: z.array(z.string()),
  regions: z.array(z.string()),
  service_ids: z.array(z.string()).nullable(),
  time_zone: z.string(),
  working_hours: WorkingHours,
  capacity_hours_per_week: z.number(),
  weight: z.number(),
  priority: z.number(),
  blocked_emails: z.array(z.string()),
  /** Number of requests assigned to this provider now. */
  open_requests: z.number(),
  /** Effort reserved in this week, in the provider's time zone. */
  reserved_hours_this_week: z.number(),
  last_assigned_at: moment.nullable(),
  invitation_expires_at: moment.nullable(),
  created_at: moment,
  updated_at: moment,
})
export type ProviderOut = z.infer<typeof ProviderOut>

export const ProviderDetailOut = ProviderOut.extend({
  /** Current and future ones, and those of the last 90 days. */
  absences: z.array(AbsenceOut),
  /** This week and the next ones in which something is reserved; a week by its Monday. */
  weeks: z.array(z.strictObject({ week: z.string(), reserved_hours: z.number(), capacity_hours: z.number() })),
})
export type ProviderDetailOut = z.infer<typeof ProviderDetailOut>

/** Filters of `GET /admin/providers`. */
export const ListProviders = z.strictObject({
  /** Searches the name and the email address. */
  q: safeText({ max: 200 }).optional(),
  status: listOf(z.enum(PROVIDER_STATUSES, { error: "Choose a provider status" })).optional(),
  skill: safeText({ max: 64 }).optional(),
  order: z
    .enum(["name", "-name", "created_at", "-created_at", "last_assigned_at", "-last_assigned_at"], {
      error: "Sort by name, created_at or last_assigned_at; prefix with - for descending order",
    })
    .default("name"),
  ...pageQuery,
})
export type ListProviders = z.infer<typeof ListProviders>
