const DAY_MS = 86_400_000

const startOfDay = (moment: Date): Date => new Date(Math.floor(moment.getTime() / DAY_MS) * DAY_MS)

const isWorkingDay = (day: Date): boolean => day.getUTCDay() !== 0 && day.getUTCDay() !== 6

/** The day itself when it is a working day, else the Monday after. */
const onOrAfter = (day: Date): Date => {
  let found = day
  while (!isWorkingDay(found)) found = new Date(found.getTime() + DAY_MS)
  return found
}

/**
 * The working day (Monday to Friday, UTC, no holidays yet) that lies `days` working days after a moment. Zero gives
 * the moment's own day or, at a weekend, the Monday after. Given as midnight UTC.
 */
export const addWorkingDays = (moment: Date, days: number): Date => {
  let day = onOrAfter(startOfDay(moment))
  for (let left = days; left > 0; left--) day = onOrAfter(new Date(day.getTime() + DAY_MS))
  return day
}

const isoDay = (day: Date): string => day.toISOString().slice(0, 10)

/**
 * From when to when something is to be expected that takes `min` to `max` working days from `since`. What is late is
 * expected from today on: a date in the past helps nobody.
 */
export const expectedRange = (
  since: Date,
  [min, max]: readonly [min: number, max: number],
  now: Date
): { earliest: string; latest: string } => {
  const today = addWorkingDays(now, 0).getTime()
  const notBeforeToday = (day: Date) => isoDay(new Date(Math.max(day.getTime(), today)))
  return { earliest: notBeforeToday(addWorkingDays(since, min)), latest: notBeforeToday(addWorkingDays(since, max)) }
}
