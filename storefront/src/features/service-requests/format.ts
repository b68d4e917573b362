import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"

import type { Tone } from "@/lib/ui"

/** Never amber: amber marks work for the reader, which is shown by a separate badge. */
export const statusTone = (status: ServiceRequestStatus): Tone => (status === "completed" ? "accent" : "neutral")

export const openTasksText = (count: number): string =>
  count === 1 ? "One thing needs your attention" : `${count} things need your attention`

/** Formats a date in the visitor's language: "November 21, 2026". */
export const formatDate = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso))
