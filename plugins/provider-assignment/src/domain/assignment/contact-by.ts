import { addWorkingDays, isWorkingDay } from "@atrium/kernel"

const DAY_MS = 86_400_000
/** Length of the shop's working day: "within 8 working hours" is within one working day. */
const WORKING_DAY_HOURS = 8

/** No working hour passes on a weekend, so what counts from there has the whole of its last working day. */
const workingDaysFrom = (moment: Date, days: number): Date => {
  const end = addWorkingDays(moment, days)
  return isWorkingDay(moment) ? end : new Date((Math.floor(end.getTime() / DAY_MS) + 1) * DAY_MS)
}

/**
 * Until when the customer was promised to be contacted: the service's working hours after the purchase, in whole working
 * days. A promise that has passed counts anew from `now`, because the customer still waits for a call.
 */
export const contactBy = (boughtAt: Date, workingHours: number, now: Date): Date => {
  const days = Math.max(1, Math.ceil(workingHours / WORKING_DAY_HOURS))
  const promised = workingDaysFrom(boughtAt, days)
  return promised > now ? promised : workingDaysFrom(now, days)
}
