const DAY_MS = 86_400_000

/** Monday to Friday, in UTC. Public holidays are not known here. */
export const isWorkingDay = (date: Date): boolean => {
  const day = date.getUTCDay()
  return day !== 0 && day !== 6
}

/**
 * The moment `days` working days after `start`, at the same time of day. A start on a weekend counts from the Friday
 * before, so that one working day after a Saturday is Monday; zero days on a weekend is the next Monday.
 * Throws RangeError for a negative or broken number of days.
 */
export const addWorkingDays = (start: Date, days: number): Date => {
  if (!Number.isInteger(days) || days < 0) throw new RangeError("Working days are whole and not negative")
  // From a weekend the count begins on the Friday before; with nothing to count, work can only happen on Monday.
  let moment = start.getTime()
  while (!isWorkingDay(new Date(moment))) moment += days === 0 ? DAY_MS : -DAY_MS
  moment += Math.floor(days / 5) * 7 * DAY_MS
  for (let left = days % 5; left > 0;) {
    moment += DAY_MS
    if (isWorkingDay(new Date(moment))) left -= 1
  }
  return new Date(moment)
}

/** Number of working days in the half-open span (from, to]; 0 when `to` is not after `from`. */
export const workingDaysBetween = (from: Date, to: Date): number => {
  let count = 0
  for (let moment = from.getTime() + DAY_MS; moment <= to.getTime(); moment += DAY_MS)
    if (isWorkingDay(new Date(moment))) count += 1
  return count
}
