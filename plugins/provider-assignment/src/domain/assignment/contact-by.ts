import { addWorkingDays, isWorkingDay } from "@atrium/kernel"

const DAY_MS = 86_400_000
/** Length of the shop's working day: "within 8 working hours" is within one working day. */
const WORKING_DAY_HOURS = 8

/** No working hours pass on a weekend, so a purchase on a weekend has all of its last working day. */
const workingDaysFrom = (moment: Date, days: number): Date => {
  const end = addWorkingDays(moment, days)
  return isWorkingDay(moment) ? end : new Date((Math.floor(end.getTime() / DAY_MS) + 1) * DAY_MS)
}

/**
 * The promised time of first contact: the service's working hours after the purchase, in whole working days. If it has
 * passed, it counts again from `now`, because the customer is still waiting for a call.
 */
export const contactBy = (boughtAt: Date, workingHours: number, now: Date): Date => {
  const days = Math.max(1, Math.ceil(workingHours / WORKING_DAY_HOURS))
  const promised = workingDaysFrom(boughtAt, days)
  return promised > now ? promised : workingDaysFrom(now, days)
}
