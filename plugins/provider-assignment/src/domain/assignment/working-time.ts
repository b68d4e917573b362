import { DateTime } from "luxon"

import { WEEKDAYS } from "../../contracts/provider-words"
import type { WorkingHours } from "../../contracts/providers"

/** A stretch of time in milliseconds since 1970, the end not included. */
export type Stretch = readonly [from: number, to: number]

type Calendar = { readonly time_zone: string; readonly working_hours: WorkingHours }
type Absence = { readonly starts_at: string; readonly ends_at: string }

const MINUTE_MS = 60_000

/** The Monday of the week in which a moment falls for somebody in this time zone, `2026-11-16`. */
export const weekOf = (at: number, timeZone: string): string =>
  DateTime.fromMillis(at, { zone: timeZone }).startOf("week").toFormat("yyyy-MM-dd")

/** The Monday `count` weeks later. */
export const weekAfter = (week: string, count: number): string =>
  DateTime.fromISO(week, { zone: "utc" }).plus({ weeks: count }).toFormat("yyyy-MM-dd")

/** Begin and end of a week in a time zone; summer time may make it an hour shorter or longer than 168 hours. */
export const boundsOfWeek = (week: string, timeZone: string): Stretch => {
  const monday = DateTime.fromISO(week, { zone: timeZone })
  return [monday.toMillis(), monday.plus({ weeks: 1 }).toMillis()]
}

const moment = (day: DateTime, time: string): number => {
  const [hour = 0, minute = 0] = time.split(":").map(Number)
  // A time that a change to summer time skips is the one an hour later; 24:00 is the next midnight.
  return hour === 24
    ? day.plus({ days: 1 }).startOf("day").toMillis()
    : day.set({ hour, minute, second: 0, millisecond: 0 }).toMillis()
}

// The same weeks of the same calendars are asked for with every request, and making them is the slow part.
const MOST_KEPT = 5_000
const kept = new Map<string, readonly Stretch[]>()

/** Working time of one week, in order. */
export const workingWeek = ({ time_zone, working_hours }: Calendar, week: string): readonly Stretch[] => {
  const key = `${week}|${time_zone}|${JSON.stringify(working_hours)}`
  const known = kept.get(key)
  if (known) return known
  const monday = DateTime.fromISO(week, { zone: time_zone })
  const stretches = WEEKDAYS.flatMap((name, index) => {
    const day = monday.plus({ days: index })
    return (working_hours[name] ?? []).map(([from, to]) => [moment(day, from), moment(day, to)] as const)
  }).filter(([from, to]) => from < to)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, stretches)
  return stretches
}

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
