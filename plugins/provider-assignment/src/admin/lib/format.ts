/** A moment in the reader's own locale and time zone. */
export const formatMoment = (iso: string | null): string =>
  iso ? new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)) : "–"

/** A week by its Monday, "23 Nov": a day of the calendar, the same for every reader. */
export const formatWeek = (monday: string): string =>
  new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(monday))

/** "12.5 h". */
export const formatHours = (hours: number): string =>
  `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(hours)} h`
