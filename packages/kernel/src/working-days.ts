const DAY_MS = 86_400_000

/** Monday to Friday, in UTC. Public holidays are not considered. */
export const isWorkingDay = (moment: Date): boolean => {
  const day = moment.getUTCDay()
  return day !== 0 && day !== 6
}

/**
 * The time `days` working days after `start`, at the same time of day. A start on a weekend counts from the Friday
 * before, as spreadsheets and banks do: one working day after a Saturday is Monday. Zero days from a weekend is the next
 * Monday. Throws RangeError when `days` is negative or not whole.
 */
export const addWorkingDays = (start: Date, days: number): Date => {
  if (!Number.isInteger(days) || days < 0) throw new RangeError("Working days must be a whole number of 0 or more")
  let moment = start.getTime()
  while (!isWorkingDay(new Date(moment))) moment += days === 0 ? DAY_MS : -DAY_MS
  moment += Math.floor(days / 5) * 7 * DAY_MS
  for (let left = days % 5; left > 0;) {
    moment += DAY_MS
    if (isWorkingDay(new Date(moment))) left -= 1
  }
  return new Date(moment)
}
