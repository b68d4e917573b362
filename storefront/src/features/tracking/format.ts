import type { TrackingView } from "@/lib/medusa"

/** Formats a date without a time zone: "Thursday, November 26". */
export const formatDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`)
  )

/** Formats when the next step is expected, as a day or a range. Returns undefined when no date is expected. */
export const formatExpected = (
  expected: { earliest: string; latest: string } | null | undefined,
  locale: string
): string | undefined => {
  if (!expected) return undefined
  if (expected.earliest === expected.latest) return `Expected on ${formatDay(expected.latest, locale)}`
  return `Expected between ${formatDay(expected.earliest, locale)} and ${formatDay(expected.latest, locale)}`
}

/** Returns the status description, or the label when there is none. */
export const statusText = (tracking: Pick<TrackingView, "status_label" | "status_description">): string =>
  tracking.status_description ?? tracking.status_label
