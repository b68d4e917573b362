import { DateTime } from "luxon"

/** "6 h 30 min", "45 min", "0 h". */
export const effortInWords = (minutes: number): string => {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  if (rest === 0) return `${hours} h`
  return hours === 0 ? `${rest} min` : `${hours} h ${rest} min`
}

/** "Mon 23 Nov, 09:00 (Asia/Kolkata)": a time in the provider's time zone. */
export const momentInWords = (moment: string, timeZone: string): string =>
  `${DateTime.fromISO(moment, { zone: timeZone, locale: "en-GB" }).toFormat("ccc d LLL, HH:mm")} (${timeZone})`

/** "a", "a and b", "a, b and c". */
export const listInWords = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? "") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`
