import { column, encryptedTable, openedRow } from "@atrium/server"
import { z } from "zod"

import { CANCELERS, CONSULTATION_STATUSES } from "../contracts/statuses"

/** What a visitor wrote to the provider is encrypted. */
export const encryptedConsultations = encryptedTable({ table: "consultation", columns: { note: "text" } })

/** A consultation as its table keeps it, decrypted. */
export const ConsultationRow = z.object({
  id: column.text,
  reference: column.text,
  product_id: column.text,
  service_handle: column.text,
  service_title: column.text,
  place: column.text,
  provider_id: column.text,
  provider_name: column.text,
  status: z.enum(CONSULTATION_STATUSES),
  starts_at: column.timestamp,
  ends_at: column.timestamp,
  blocked_until: column.timestamp,
  hold_expires_at: column.timestamp.nullable(),
  time_zone: column.text,
  name: column.text.nullable(),
  email: column.text.nullable(),
  note: column.text,
  /** Raised by each move and by the cancellation, as calendar files require. */
  sequence: column.integer,
  canceled_by: z.enum(CANCELERS).nullable(),
  cancel_reason: column.text.nullable(),
  created_at: column.timestamp,
  updated_at: column.timestamp,
})
export type ConsultationRow = z.output<typeof ConsultationRow>

/** Checks rows of `consultation` as they are stored, and decrypts them. */
export const StoredConsultation = openedRow(encryptedConsultations, ConsultationRow)
