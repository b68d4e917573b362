import type { StatusColor } from "@atrium/admin-kit"

import type { ProviderStatus } from "../../contracts/provider-statuses"

export const PROVIDER_COLORS: Readonly<Record<ProviderStatus, StatusColor>> = {
  invited: "orange",
  active: "green",
  suspended: "grey",
}

/** A week by its Monday, "Nov 23". It is a calendar date, the same in every time zone. */
export const formatWeek = (monday: string): string =>
  new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(monday))

/** "12.5 h". */
export const formatHours = (hours: number): string =>
  `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(hours)} h`
