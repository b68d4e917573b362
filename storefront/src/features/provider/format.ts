import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"

import type { Tone } from "@/lib/ui"

/** Amber marks work for the reader: a request that hasn't been started. */
export const statusTone = (status: ServiceRequestStatus): Tone => {
  if (status === "completed") return "accent"
  return status === "team_assigned" ? "amber" : "neutral"
}

type StatusChange = { label: string; question: string; confirmLabel: string }

/** The status changes a provider can make, each with its button and its confirmation. */
export const STATUS_CHANGES: Readonly<Partial<Record<ServiceRequestStatus, StatusChange>>> = {
  in_progress: {
    label: "Start work",
    question: "We'll email the customer that work has started.",
    confirmLabel: "Start work",
  },
  completed: {
    label: "Mark as completed",
    question: "We'll email the customer that the work is done. You can't undo this.",
    confirmLabel: "Mark as completed",
  },
}

/** Formats a date in the provider's time zone: "November 21, 2026". */
export const formatDay = (iso: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).format(new Date(iso))

/** Formats a date and time in the provider's time zone: "November 21, 2026 at 10:30 AM". */
export const formatDateTime = (iso: string, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone }).format(new Date(iso))

/**
 * Formats an absence: "December 24, 2026 to January 2, 2027". `ends_at` is exclusive: midnight after the last day.
 */
export const formatAbsence = (
  absence: { starts_at: string; ends_at: string },
  locale: string,
  timeZone: string
): string => {
  const lastMoment = new Date(new Date(absence.ends_at).getTime() - 1).toISOString()
  const [from, to] = [formatDay(absence.starts_at, locale, timeZone), formatDay(lastMoment, locale, timeZone)]
  return from === to ? from : `${from} to ${to}`
}
