import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { type CalendarRow, calendarsOfProviders, calendarsOfService } from "../data/calendars"
import { type TimeSpan, workingTime } from "../domain/assignment/working-time"

/** When a provider works within a span, and when they are away; in milliseconds since 1970, ends exclusive. */
export type ProviderCalendar = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly active: boolean
  /** IANA name. */
  readonly time_zone: string
  /** Working hours, also those around the span. */
  readonly working: readonly TimeSpan[]
  readonly away: readonly TimeSpan[]
}

const DAY_MS = 24 * 60 * 60_000

const toCalendar = (row: CalendarRow, { from, to }: { from: Date; to: Date }): ProviderCalendar => ({
  id: row.id,
  name: row.name,
  email: row.email,
  active: row.status === "active",
  time_zone: row.time_zone,
  // Two days more on both sides, so that a working day that the span cuts keeps its start, also one of 25 hours.
  working: workingTime(row, [from.getTime() - 2 * DAY_MS, to.getTime() + 2 * DAY_MS]),
  away: row.absences.map(({ starts_at, ends_at }) => [Date.parse(starts_at), Date.parse(ends_at)] as const),
})

const has = (words: readonly string[], needed: readonly string[]): boolean => {
  const known = new Set(words.map((word) => word.trim().toLowerCase()))
  return needed.every((word) => known.has(word.trim().toLowerCase()))
}

/** Calendars of the active providers who may work on a service and have its skills and languages, by id. */
export const readServiceCalendars = async (
  knex: Knex,
  asked: {
    productId: string
    needs: { readonly skills: readonly string[]; readonly languages: readonly string[] }
    from: Date
    to: Date
  }
): Promise<ProviderCalendar[]> =>
  (await calendarsOfService(knex, asked))
    .filter(({ skills, languages }) => has(skills, asked.needs.skills) && has(languages, asked.needs.languages))
    .map((row) => toCalendar(row, asked))

/** Calendars of these providers, whatever their status. */
export const readProviderCalendars = async (
  knex: Knex,
  asked: { ids: readonly string[]; from: Date; to: Date }
): Promise<ProviderCalendar[]> => (await calendarsOfProviders(knex, asked)).map((row) => toCalendar(row, asked))
