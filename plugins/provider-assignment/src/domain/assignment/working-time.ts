import { DateTime } from "luxon"

import { WEEKDAYS } from "../../contracts/provider-statuses"
import type { WorkingHours } from "../../contracts/providers"

/** A time span in milliseconds since 1970, end exclusive. */
export type TimeSpan = readonly [from: number, to: number]

type Calendar = { readonly time_zone: string; readonly working_hours: WorkingHours }
type Absence = { readonly starts_at: string; readonly ends_at: string }

const MINUTE_MS = 60_000

// Every request needs the same few weeks, and time zone calculations are slow. The functions are pure, so their results
// can be cached.
const MAX_CACHED = 5_000
const memoized = <T>(make: (key: string) => T): ((key: string) => T) => {
  const kept = new Map<string, T>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make(key)
    if (kept.size >= MAX_CACHED) kept.clear()
    kept.set(key, made)
    return made
  }
}

const parted = (key: string): [string, string] => {
  const at = key.indexOf("|")
  return [key.slice(0, at), key.slice(at + 1)]
}

const cachedBounds = memoized((key): TimeSpan => {
  const [week, zone] = parted(key)
  const monday = DateTime.fromISO(week, { zone })
  return [monday.toMillis(), monday.plus({ weeks: 1 }).toMillis()]
})

/** Start and end of a week in a time zone; daylight saving time can make it an hour shorter or longer. */
export const boundsOfWeek = (week: string, timeZone: string): TimeSpan => cachedBounds(`${week}|${timeZone}`)

/** The Monday `count` weeks later. */
export const weekAfter = (week: string, count: number): string =>
  new Date(Date.parse(week) + count * 7 * 24 * 60 * MINUTE_MS).toISOString().slice(0, 10)

const WEEK_MS = 7 * 24 * 60 * MINUTE_MS
// 5 January 1970 was a Monday.
const FIRST_MONDAY_MS = 4 * 24 * 60 * MINUTE_MS

/** The Monday of the week in which a moment falls for someone in this time zone, `2026-11-16`. */
export const weekOf = (at: number, timeZone: string): string => {
  const inUtc = Math.floor((at - FIRST_MONDAY_MS) / WEEK_MS) * WEEK_MS + FIRST_MONDAY_MS
  const week = new Date(inUtc).toISOString().slice(0, 10)
  // No place is a week away from UTC: it is this week there, or the one before or after it.
  const [from, to] = boundsOfWeek(week, timeZone)
  if (at < from) return weekAfter(week, -1)
  return at < to ? week : weekAfter(week, 1)
}

const moment = (day: DateTime, time: string): number => {
  const [hour = 0, minute = 0] = time.split(":").map(Number)
  // A time skipped by daylight saving time becomes an hour later; 24:00 is the next midnight.
  return hour === 24
    ? day.plus({ days: 1 }).startOf("day").toMillis()
    : day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis()
}

const cachedWeeks = memoized((key): readonly TimeSpan[] => {
  const [week, calendar] = parted(key)
  const [zone, hours] = parted(calendar)
  const working = JSON.parse(hours) as WorkingHours
  const monday = DateTime.fromISO(week, { zone })
  return WEEKDAYS.flatMap((name, index) => {
    const spans = working[name] ?? []
    if (spans.length === 0) return []
    const day = monday.plus({ days: index })
    return spans.map(([from, to]) => [moment(day, from), moment(day, to)] as const)
  }).filter(([from, to]) => from < to)
})

/** Working time of one week, in order. */
export const workingWeek = ({ time_zone, working_hours }: Calendar, week: string): readonly TimeSpan[] =>
  cachedWeeks(`${week}|${time_zone}|${JSON.stringify(working_hours)}`)

const clip = (stretches: readonly TimeSpan[], [from, to]: TimeSpan): TimeSpan[] =>
  stretches
    .map(([start, end]) => [Math.max(start, from), Math.min(end, to)] as const)
    .filter(([start, end]) => start < end)

const without = (stretches: readonly TimeSpan[], absences: readonly Absence[]): TimeSpan[] =>
  absences.reduce<TimeSpan[]>(
    (left, { starts_at, ends_at }) => {
      const [away, back] = [Date.parse(starts_at), Date.parse(ends_at)]
      return left.flatMap(([from, to]) =>
        (
          [
            [from, Math.min(to, away)],
            [Math.max(from, back), to],
          ] as TimeSpan[]
        ).filter(([start, end]) => start < end)
      )
    },
    [...stretches]
  )

/** Working time within a span, without absences, in order. */
export const workingTime = (calendar: Calendar, within: TimeSpan, absences: readonly Absence[] = []): TimeSpan[] => {
  const [from, to] = within
  const found: TimeSpan[] = []
  for (let week = weekOf(from, calendar.time_zone); boundsOfWeek(week, calendar.time_zone)[0] < to;) {
    found.push(...clip(workingWeek(calendar, week), within))
    week = weekAfter(week, 1)
  }
  return without(found, absences)
}

/** Whole minutes of spans that do not overlap. */
export const minutesOf = (stretches: readonly TimeSpan[]): number =>
  Math.floor(stretches.reduce((sum, [from, to]) => sum + (to - from), 0) / MINUTE_MS)
