const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const KEPT_MONTHS = 13

/** The longest that 13 months can be, for the list of retention times. */
export const KEPT_DAYS = 397

const toMinute = (time: Date): Date => new Date(Math.floor(time.getTime() / MINUTE_MS) * MINUTE_MS)

/**
 * When an event happened, to the minute: exact times would help to match visits with orders. A browser whose clock is
 * wrong by more than a day, or in the future, gets the time of arrival.
 */
export const eventTime = (claimed: Date, arrived: Date): Date => {
  const age = arrived.getTime() - claimed.getTime()
  return toMinute(age >= 0 && age <= DAY_MS ? claimed : arrived)
}

/** Events before this minute are deleted: 13 calendar months ago, on the month's last day where it has fewer days. */
export const keptSince = (now: Date): Date => {
  const since = toMinute(now)
  since.setUTCMonth(now.getUTCMonth() - KEPT_MONTHS)
  if (since.getUTCDate() !== now.getUTCDate()) since.setUTCDate(0)
  return since
}
