import type { StatusColor } from "@atrium/admin-kit"

import type { ProviderStatus } from "../../contracts/provider-statuses"

export const PROVIDER_COLORS: Readonly<Record<ProviderStatus, StatusColor>> = {
  invited: "orange",
  active: "green",
  suspended: "grey",
}

/** A week by its Monday, "23 Nov": a day of the calendar, the same for every reader. */
export const formatWeek = (monday: string): string =>
  new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(monday))

/** "12.5 h". */
export const formatHours = (hours: number): string =>
  `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(hours)} h`
