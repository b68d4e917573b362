import { addWorkingDays } from "@atrium/kernel"

const isoDay = (moment: Date): string => moment.toISOString().slice(0, 10)

/**
 * The dates (UTC, `YYYY-MM-DD`) between which something is expected that takes `min` to `max` working days from `since`.
 * What is late is expected from today on.
 */
export const expectedRange = (
  since: Date,
  [min, max]: readonly [min: number, max: number],
  now: Date
): { earliest: string; latest: string } => {
  const today = isoDay(addWorkingDays(now, 0))
  const notBeforeToday = (day: string) => (day < today ? today : day)
  return {
    earliest: notBeforeToday(isoDay(addWorkingDays(since, min))),
    latest: notBeforeToday(isoDay(addWorkingDays(since, max))),
  }
}
