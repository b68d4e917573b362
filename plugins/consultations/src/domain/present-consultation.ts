import type { AdminConsultation, ConsultationOut, PortalConsultation } from "../contracts/consultations"
import {
  type Canceler,
  type Conflict,
  CONSULTATION_STATUS_LABELS,
  type ConsultationStatus,
} from "../contracts/statuses"

/** What the presenters need of a row. */
export type ConsultationFactsRow = {
  readonly id: string
  readonly reference: string
  readonly product_id: string
  readonly service_handle: string
  readonly service_title: string
  readonly place: string
  readonly provider_id: string
  readonly provider_name: string
  readonly status: ConsultationStatus
  readonly starts_at: Date
  readonly ends_at: Date
  readonly hold_expires_at: Date | null
  readonly time_zone: string
  readonly name: string | null
  readonly email: string | null
  readonly note: string
  readonly canceled_by: Canceler | null
  readonly cancel_reason: string | null
  readonly created_at: Date
  readonly updated_at: Date
}

/** The status now: jobs close holds and consultations that are over a little later. */
export const statusNow = (
  { status, hold_expires_at, ends_at }: Pick<ConsultationFactsRow, "status" | "hold_expires_at" | "ends_at">,
  now: Date
): ConsultationStatus => {
  if (status === "held" && hold_expires_at !== null && hold_expires_at <= now) return "expired"
  return status === "booked" && ends_at <= now ? "done" : status
}

const shared = (row: ConsultationFactsRow, now: Date) => ({
  id: row.id,
  reference: row.reference,
  status: statusNow(row, now),
  service: { id: row.product_id, handle: row.service_handle, title: row.service_title },
  place: row.place,
  starts_at: row.starts_at.toISOString(),
  ends_at: row.ends_at.toISOString(),
  time_zone: row.time_zone,
  name: row.name,
  email: row.email,
  note: row.note,
  hold_expires_at: row.status === "held" ? (row.hold_expires_at?.toISOString() ?? null) : null,
})

/** A consultation for the holder of its link: of the provider only the name. */
export const toConsultation = (row: ConsultationFactsRow, now: Date): ConsultationOut => ({
  ...shared(row, now),
  provider: { name: row.provider_name },
  changeable: row.status === "booked" && row.starts_at > now,
})

/** A consultation for its provider. */
export const toPortalConsultation = (row: ConsultationFactsRow, conflict: Conflict | null): PortalConsultation => ({
  id: row.id,
  reference: row.reference,
  service: { id: row.product_id, handle: row.service_handle, title: row.service_title },
  place: row.place,
  starts_at: row.starts_at.toISOString(),
  ends_at: row.ends_at.toISOString(),
  note: row.note,
  visitor: { name: row.name ?? "", email: row.email ?? "", time_zone: row.time_zone },
  conflict,
})

/** A consultation for staff. */
export const toAdminConsultation = (
  row: ConsultationFactsRow,
  conflict: Conflict | null,
  now: Date
): AdminConsultation => {
  const status = statusNow(row, now)
  return {
    ...shared(row, now),
    status_label: CONSULTATION_STATUS_LABELS[status],
    provider: { id: row.provider_id, name: row.provider_name },
    conflict: status === "booked" ? conflict : null,
    canceled_by: row.canceled_by,
    cancel_reason: row.cancel_reason,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
