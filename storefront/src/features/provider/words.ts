import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"

import type { Tone } from "@/lib/ui"

/** Amber only for what waits for the reader: a request nobody has begun. */
export const statusTone = (status: ServiceRequestStatus): Tone => {
  if (status === "completed") return "accent"
  return status === "team_assigned" ? "amber" : "neutral"
}

/** What the provider presses to move a request on. `asks` is what there is to know before. */
export const MOVES: Readonly<Partial<Record<ServiceRequestStatus, { label: string; asks: string; yes: string }>>> = {
  in_progress: {
    label: "Start work",
    asks: "We'll email the customer that work has started.",
    yes: "Yes, start",
  },
  completed: {
    label: "Mark as completed",
    asks: "We'll email the customer that the work is done. You can't undo this.",
    yes: "Yes, complete",
  },
}

/** "21 November 2026" where the provider works. */
export const dayWords = (iso: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(new Date(iso))

/** "21 November 2026 at 10:30" where the provider works. */
export const momentWords = (iso: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(iso))

/** Days of an absence as people say them: "24 December 2026 to 2 January 2027". It ends with the day's last moment. */
export const absenceWords = (
  absence: { starts_at: string; ends_at: string },
  locale: string,
  timeZone: string
): string => {
  const lastMoment = new Date(new Date(absence.ends_at).getTime() - 1).toISOString()
  const [from, to] = [dayWords(absence.starts_at, locale, timeZone), dayWords(lastMoment, locale, timeZone)]
  return from === to ? from : `${from} to ${to}`
}
