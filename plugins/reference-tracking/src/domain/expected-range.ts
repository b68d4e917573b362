import { addWorkingDays } from "@atrium/kernel"

const isoDay = (moment: Date): string => moment.toISOString().slice(0, 10)

/**
 * The range of dates (UTC, `YYYY-MM-DD`) that is `min` to `max` working days after `since`. Past dates are replaced by
 * today.
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
