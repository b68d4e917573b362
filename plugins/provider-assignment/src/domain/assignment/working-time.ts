import { DateTime } from "luxon"

import { WEEKDAYS } from "../../contracts/provider-statuses"
import type { WorkingHours } from "../../contracts/providers"

/** A stretch of time in milliseconds since 1970, the end not included. */
export type Stretch = readonly [from: number, to: number]

type Calendar = { readonly time_zone: string; readonly working_hours: WorkingHours }
type Absence = { readonly starts_at: string; readonly ends_at: string }

const MINUTE_MS = 60_000

// Calendars ask for the same few weeks with every request, and time zones make the answer slow. The answers are pure, so
// that keeping them changes nothing but the time.
const MOST_KEPT = 5_000
const remembering = <T>(make: (key: string) => T): ((key: string) => T) => {
  const kept = new Map<string, T>()
  return (key) => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = make(key)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, made)
    return made
  }
}

const parted = (key: string): [string, string] => {
  const at = key.indexOf("|")
  return [key.slice(0, at), key.slice(at + 1)]
}

const keptBounds = remembering((key): Stretch => {
  const [week, zone] = parted(key)
  const monday = DateTime.fromISO(week, { zone })
  return [monday.toMillis(), monday.plus({ weeks: 1 }).toMillis()]
})

/** Begin and end of a week in a time zone; summer time may make it an hour shorter or longer than 168 hours. */
export const boundsOfWeek = (week: string, timeZone: string): Stretch => keptBounds(`${week}|${timeZone}`)

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
  // A time that a change to summer time skips is the one an hour later; 24:00 is the next midnight.
  return hour === 24
    ? day.plus({ days: 1 }).startOf("day").toMillis()
    : day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis()
}

const keptWeeks = remembering((key): readonly Stretch[] => {
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
export const workingWeek = ({ time_zone, working_hours }: Calendar, week: string): readonly Stretch[] =>
  keptWeeks(`${week}|${time_zone}|${JSON.stringify(working_hours)}`)

const clip = (stretches: readonly Stretch[], [from, to]: Stretch): Stretch[] =>
  stretches
    .map(([start, end]) => [Math.max(start, from), Math.min(end, to)] as const)
    .filter(([start, end]) => start < end)

const without = (stretches: readonly Stretch[], absences: readonly Absence[]): Stretch[] =>
  absences.reduce<Stretch[]>(
    (left, { starts_at, ends_at }) => {
      const [away, back] = [Date.parse(starts_at), Date.parse(ends_at)]
      return left.flatMap(([from, to]) =>
        (
          [
            [from, Math.min(to, away)],
            [Math.max(from, back), to],
          ] as Stretch[]
        ).filter(([start, end]) => start < end)
      )
    },
    [...stretches]
  )

/** Working time within a stretch, absences taken out, in order. */
export const workingTime = (calendar: Calendar, within: Stretch, absences: readonly Absence[] = []): Stretch[] => {
  const [from, to] = within
  const found: Stretch[] = []
  for (let week = weekOf(from, calendar.time_zone); boundsOfWeek(week, calendar.time_zone)[0] < to;) {
    found.push(...clip(workingWeek(calendar, week), within))
    week = weekAfter(week, 1)
  }
  return without(found, absences)
}

/** Whole minutes of stretches that do not overlap. */
export const minutesOf = (stretches: readonly Stretch[]): number =>
  Math.floor(stretches.reduce((sum, [from, to]) => sum + (to - from), 0) / MINUTE_MS)
