import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AssignmentKind, ProviderStatus, ReleaseReason } from "../../../contracts/provider-words"
import type { WorkingHours } from "../../../contracts/providers"

/** The pool, or a transaction that the caller holds. */
export type Sql = Knex | Knex.Transaction

export type ProviderRow = {
  id: string
  name: string
  email: string
  phone: string | null
  status: ProviderStatus
  skills: string[]
  languages: string[]
  regions: string[]
  /** Ids of products; null: every service. */
  service_ids: string[] | null
  /** IANA name. */
  time_zone: string
  working_hours: WorkingHours
  capacity_minutes_per_week: number
  /** Share of the work: 100 is a full one. */
  weight: number
  priority: number
  blocked_emails: string[]
  active_since: Date | null
  suspended_at: Date | null
  last_assigned_at: Date | null
  invitation_token_hash: string | null
  invitation_expires_at: Date | null
  created_at: Date
  updated_at: Date
}

export type AbsenceRow = {
  id: string
  provider_id: string
  kind: "absence" | "suspension"
  starts_at: Date
  ends_at: Date
  reason: string | null
  created_at: Date
}

export type AssignmentRow = {
  id: string
  request_id: string
  provider_id: string
  decision_id: string
  kind: AssignmentKind
  effort_minutes: number
  weeks: { week: string; minutes: number }[]
  assigned_at: Date
  released_at: Date | null
  release_reason: ReleaseReason | null
}
