/** "21 November 2026": the date in the reader's time zone. An unknown time zone counts as UTC. */
export const dayInWords = (moment: string, timeZone: string, locale: string): string => {
  const format = (zone: string) =>
    new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long", timeZone: zone })
  try {
    return format(timeZone).format(new Date(moment))
  } catch (error) {
    if (error instanceof RangeError) return format("UTC").format(new Date(moment))
    throw error
  }
}
