import type { TrackingView } from "@/lib/medusa"

/** "Thursday, 26 November" in the visitor's locale; a plain day means that day everywhere. */
export const dayWords = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`)
  )

/** "24 November 2026 at 10:05 UTC" */
export const momentWords = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
    timeZoneName: "short",
  }).format(new Date(instant))

/** When the next step is expected: one day, or between two. Undefined when nothing is expected. */
export const expectedWords = (
  expected: { earliest: string; latest: string } | null | undefined,
  locale: string
): string | undefined => {
  if (!expected) return undefined
  if (expected.earliest === expected.latest) return `Expected on ${dayWords(expected.latest, locale)}`
  return `Expected between ${dayWords(expected.earliest, locale)} and ${dayWords(expected.latest, locale)}`
}

/** One sentence on where it stands: what the shop says of this state, else the state's label. */
export const standingWords = (tracking: Pick<TrackingView, "status_label" | "status_description">): string =>
  tracking.status_description ?? tracking.status_label
