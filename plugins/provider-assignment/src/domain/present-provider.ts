import { PROVIDER_STATUS_LABELS } from "../contracts/provider-statuses"
import type { PortalMe } from "../contracts/portal"
import type { ProviderDetailOut, ProviderOut } from "../contracts/providers"
import type { ProviderStatus } from "../contracts/provider-statuses"
import type { WorkingHours } from "../contracts/providers"
import { weekAfter, weekOf } from "./assignment/working-time"

/** A provider's row with what lists need beside it; effort in minutes. */
export type ProviderFactsRow = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly status: ProviderStatus
  readonly skills: readonly string[]
  readonly languages: readonly string[]
  readonly regions: readonly string[]
  readonly service_ids: readonly string[] | null
  readonly time_zone: string
  readonly working_hours: WorkingHours
  readonly capacity_minutes_per_week: number
  readonly weight: number
  readonly priority: number
  readonly blocked_emails: readonly string[]
  readonly last_assigned_at: Date | null
  readonly invitation_expires_at: Date | null
  readonly created_at: Date
  readonly updated_at: Date
  readonly open_requests: number
  readonly reserved: Readonly<Record<string, number>>
}

type AbsenceRow = { id: string; starts_at: string; ends_at: string; reason: string | null }

const hours = (minutes: number): number => minutes / 60
const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null

/** A provider as Admin lists it, its week counted in its own time zone. */
export const toProvider = (row: ProviderFactsRow, now: Date): ProviderOut => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  status: row.status,
  status_label: PROVIDER_STATUS_LABELS[row.status],
  skills: [...row.skills],
  languages: [...row.languages],
  regions: [...row.regions],
  service_ids: row.service_ids === null ? null : [...row.service_ids],
  time_zone: row.time_zone,
  working_hours: row.working_hours,
  capacity_hours_per_week: hours(row.capacity_minutes_per_week),
  weight: row.weight,
  priority: row.priority,
  blocked_emails: [...row.blocked_emails],
  open_requests: row.open_requests,
  reserved_hours_this_week: hours(row.reserved[weekOf(now.getTime(), row.time_zone)] ?? 0),
  last_assigned_at: iso(row.last_assigned_at),
  invitation_expires_at: iso(row.invitation_expires_at),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

/** The provider's own profile, including everything that decides which requests they get. */
export const toPortalMe = (
  row: Pick<
    ProviderFactsRow,
    | "id"
    | "name"
    | "email"
    | "phone"
    | "skills"
    | "languages"
    | "regions"
    | "time_zone"
    | "working_hours"
    | "capacity_minutes_per_week"
  >
): PortalMe => ({
  id: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  skills: [...row.skills],
  languages: [...row.languages],
  regions: [...row.regions],
  time_zone: row.time_zone,
  working_hours: row.working_hours,
  capacity_hours_per_week: hours(row.capacity_minutes_per_week),
})

const WEEKS_SHOWN = 4

/** A provider with its absences and the weeks ahead: at least four, and every later one with reserved effort. */
export const toProviderDetail = (
  row: ProviderFactsRow & { readonly absences: readonly AbsenceRow[] },
  now: Date
): ProviderDetailOut => {
  const current = weekOf(now.getTime(), row.time_zone)
  const shown = Array.from({ length: WEEKS_SHOWN }, (_, index) => weekAfter(current, index))
  const later = Object.keys(row.reserved).filter((week) => week > (shown[shown.length - 1] ?? current))
  return {
    ...toProvider(row, now),
    absences: row.absences.map(({ id, starts_at, ends_at, reason }) => ({
      id,
      starts_at: new Date(starts_at).toISOString(),
      ends_at: new Date(ends_at).toISOString(),
      reason,
    })),
    weeks: [...shown, ...later.sort()].map((week) => ({
      week,
      reserved_hours: hours(row.reserved[week] ?? 0),
      capacity_hours: hours(row.capacity_minutes_per_week),
    })),
  }
}
