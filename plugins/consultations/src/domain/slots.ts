import { DateTime } from "luxon"

import type { ConsultationSettings, SlotOut } from "../contracts/consultations"

/** A span of time in milliseconds since 1970, end exclusive. */
export type Span = readonly [from: number, to: number]

export type SlotRules = Pick<ConsultationSettings, "minutes" | "notice_hours" | "horizon_days" | "buffer_minutes">

/** When one provider works, is away, and has other consultations, each with the free time after it. */
export type Agenda = {
  readonly working: readonly Span[]
  readonly away: readonly Span[]
  readonly busy: readonly Span[]
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

export const overlaps = ([from, to]: Span, [start, end]: Span): boolean => from < end && start < to

/** How long a consultation takes its provider's time: with the free minutes after it. */
export const blockedUntil = (startsAt: number, { minutes, buffer_minutes }: SlotRules): number =>
  startsAt + (minutes + buffer_minutes) * MINUTE_MS

/** The times at which a booking made now may start. */
export const bookableSpan = ({ notice_hours, horizon_days }: SlotRules, now: Date): Span => [
  now.getTime() + notice_hours * HOUR_MS,
  now.getTime() + horizon_days * DAY_MS,
]

/**
 * The starts of a provider's free slots within a span. Slots follow each other from the start of each span of working
 * hours, whatever is taken, so that a booking never shifts the others.
 */
export const freeStarts = (agenda: Agenda, rules: SlotRules, within: Span, now: Date): number[] => {
  const [earliest, latest] = bookableSpan(rules, now)
  const from = Math.max(within[0], earliest)
  const to = Math.min(within[1], latest)
  const length = rules.minutes * MINUTE_MS
  const isFree = (start: number): boolean =>
    !agenda.away.some((span) => overlaps([start, start + length], span)) &&
    !agenda.busy.some((span) => overlaps([start, blockedUntil(start, rules)], span))
  const starts: number[] = []
  for (const [opens, closes] of agenda.working) {
    // The first slot of the grid that is not too early.
    const skipped = Math.max(0, Math.ceil((from - opens) / length))
    for (let start = opens + skipped * length; start + length <= closes && start < to; start += length)
      if (isFree(start)) starts.push(start)
  }
  return starts
}

/** Instants from the first day's start to the last day's end, in a time zone. */
export const spanOfDays = (from: string, to: string, timeZone: string): Span => [
  DateTime.fromISO(from, { zone: timeZone }).startOf("day").toMillis(),
  DateTime.fromISO(to, { zone: timeZone }).startOf("day").plus({ days: 1 }).toMillis(),
]

/** The day of an instant in a time zone, `2026-12-24`. */
export const dayOf = (at: number, timeZone: string): string =>
  DateTime.fromMillis(at, { zone: timeZone }).toFormat("yyyy-MM-dd")

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  DateTime.fromISO(day, { zone: "UTC" }).plus({ days }).toFormat("yyyy-MM-dd")

/** Slots by the day on which they start for someone in this time zone, each start once. */
export const slotsByDay = (
  starts: readonly number[],
  minutes: number,
  timeZone: string
): { date: string; slots: SlotOut[] }[] => {
  const days = new Map<string, SlotOut[]>()
  for (const start of [...new Set(starts)].sort((one, other) => one - other)) {
    const date = dayOf(start, timeZone)
    const slots = days.get(date) ?? []
    slots.push({
      starts_at: new Date(start).toISOString(),
      ends_at: new Date(start + minutes * MINUTE_MS).toISOString(),
    })
    days.set(date, slots)
  }
  return [...days].map(([date, slots]) => ({ date, slots }))
}
