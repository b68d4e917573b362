// "en" without a country is read in many: the day comes before the month, and the hours are counted to 24.
const intlLocale = (locale: string): string => (locale === "en" ? "en-GB" : locale)

const format = (at: Date, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string => {
  const inZone = (zone: string) =>
    new Intl.DateTimeFormat(intlLocale(locale), { ...options, timeZone: zone }).format(at)
  try {
    return inZone(timeZone)
  } catch (error) {
    if (error instanceof RangeError) return inZone("UTC")
    throw error
  }
}

/** "21 November 2026": the date in a time zone (IANA). An unknown time zone counts as UTC. */
export const dayInWords = (at: Date, timeZone: string, locale: string): string =>
  format(at, locale, timeZone, { dateStyle: "long" })

/** "Monday, 30 November 2026 at 14:30 GMT+5:30": in a time zone (IANA), which it names. An unknown one counts as UTC. */
export const timeInWords = (at: Date, timeZone: string, locale: string): string =>
  format(at, locale, timeZone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  })
