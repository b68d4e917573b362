import type { z } from "zod"

import { WEEKDAYS, type Weekday } from "../../contracts/provider-statuses"
import { CreateProvider, type ProviderOut, type WorkingHours } from "../../contracts/providers"

/** A provider as the form holds it. */
export type ProviderDraft = {
  name: string
  email: string
  phone: string
  skills: string[]
  languages: string[]
  regions: string[]
  service_ids: string[] | null
  time_zone: string
  working_hours: WorkingHours
  capacity_hours_per_week: number
  weight: number
  priority: number
  blocked_emails: string[]
}

const OFFICE: [string, string][] = [["09:00", "17:00"]]

/** What a new provider starts with: office hours where the reader is. */
export const newDraft = (): ProviderDraft => ({
  name: "",
  email: "",
  phone: "",
  skills: [],
  languages: ["en"],
  regions: [],
  service_ids: null,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  working_hours: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, OFFICE])),
  capacity_hours_per_week: 40,
  weight: 100,
  priority: 0,
  blocked_emails: [],
})

export const draftOf = (provider: ProviderOut): ProviderDraft => ({
  name: provider.name,
  email: provider.email,
  phone: provider.phone ?? "",
  skills: provider.skills,
  languages: provider.languages,
  regions: provider.regions,
  service_ids: provider.service_ids,
  time_zone: provider.time_zone,
  working_hours: provider.working_hours,
  capacity_hours_per_week: provider.capacity_hours_per_week,
  weight: provider.weight,
  priority: provider.priority,
  blocked_emails: provider.blocked_emails,
})

export type Mistakes = Readonly<Record<string, string>>

const filled = (lines: readonly string[]): string[] => lines.map((line) => line.trim()).filter(Boolean)

/** The draft as the API takes it, or what is wrong with it, by field (a weekday by its own name). */
export const checkDraft = (
  draft: ProviderDraft
): { body: z.input<typeof CreateProvider>; mistakes?: undefined } | { body?: undefined; mistakes: Mistakes } => {
  const body = {
    ...draft,
    phone: draft.phone.trim() || null,
    skills: filled(draft.skills),
    languages: filled(draft.languages),
    regions: filled(draft.regions),
    blocked_emails: filled(draft.blocked_emails),
  }
  const checked = CreateProvider.safeParse(body)
  if (checked.success) return { body }
  const mistakes: Record<string, string> = {}
  for (const { path, message } of checked.error.issues) {
    const [field = "", day] = path
    const name = field === "working_hours" ? String(day) : String(field)
    mistakes[name] ??= message
  }
  return { mistakes }
}

/** The mistakes of the working hours, by day. */
export const mistakesOfDays = (mistakes: Mistakes): Partial<Record<Weekday, string>> =>
  Object.fromEntries(WEEKDAYS.flatMap((day) => (mistakes[day] ? [[day, mistakes[day]]] : [])))
