"use client"

import { useSyncExternalStore } from "react"

const FORMATS = {
  date: { dateStyle: "long" },
  /** With the name of the time zone: "November 24, 2026 at 10:05 AM UTC". */
  dateTime: {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

const never = () => () => undefined
const visitorTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Formats a moment in a time zone. */
export const formatMoment = (at: string, locale: string, format: keyof typeof FORMATS, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { ...FORMATS[format], timeZone }).format(new Date(at))

/**
 * A moment in the visitor's time zone, which only the browser knows: the server and pages without JavaScript show it in
 * UTC. Not for calendar days, such as a due date chosen as a day.
 */
export const LocalTime = ({
  at,
  locale,
  format = "date",
}: {
  at: string
  locale: string
  format?: keyof typeof FORMATS
}) => {
  const timeZone = useSyncExternalStore(never, visitorTimeZone, () => "UTC")
  return <time dateTime={at}>{formatMoment(at, locale, format, timeZone)}</time>
}
