import type { ServiceRequestStatus } from "@atrium/service-provisioning/contracts"

import type { Tone } from "@/lib/ui"

/** Amber only for what waits for the reader. */
export const statusTone = (status: ServiceRequestStatus): Tone => (status === "completed" ? "accent" : "neutral")

export const openTasksWords = (count: number): string =>
  count === 1 ? "One thing needs your attention" : `${count} things need your attention`

/** "21 November 2026", in the visitor's language. */
export const dateWords = (iso: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso))
