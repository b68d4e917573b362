const DAY_MS = 86_400_000
/** The shop's working day in hours: "within 8 working hours" is within one working day. */
const WORKING_DAY_HOURS = 8

const onWeekend = (at: number): boolean => [0, 6].includes(new Date(at).getUTCDay())

/** The same moment that many working days later; a weekend counts from the Monday after it. */
const workingDaysAfter = (from: number, days: number): number => {
  let at = from
  while (onWeekend(at)) at = (Math.floor(at / DAY_MS) + 1) * DAY_MS
  for (let left = days; left > 0;) {
    at += DAY_MS
    if (!onWeekend(at)) left -= 1
  }
  return at
}

/**
 * Until when the customer was promised to be contacted: the service's working hours after the purchase, in whole working
 * days (Monday to Friday, UTC). A promise that is past already counts anew from now: somebody must have time soon.
 */
export const contactBy = (boughtAt: Date, workingHours: number, now: Date): Date => {
  const days = Math.max(1, Math.ceil(workingHours / WORKING_DAY_HOURS))
  const promised = workingDaysAfter(boughtAt.getTime(), days)
  return new Date(promised > now.getTime() ? promised : workingDaysAfter(now.getTime(), days))
}
