/** "Monday, 30 November 2026 at 14:30 GMT+5:30": in the reader's time zone, which it names. */
export const timeInWords = (at: Date, timeZone: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(at)
