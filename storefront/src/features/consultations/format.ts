/** "Monday, November 30, 2026": a day as the backend names it. */
export const formatDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`))

/** "2:30 PM". */
export const formatTime = (at: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(new Date(at))

/** "Monday, November 30, 2026 at 2:30 PM GMT+5:30". */
export const formatStart = (at: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(at))
