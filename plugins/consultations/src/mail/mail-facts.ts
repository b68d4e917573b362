import { env } from "@atrium/server"

import type { ConsultationRow } from "../data/rows"
import type { ConsultationFacts } from "../domain/consultation-facts"
import { linkToken } from "../domain/consultation-link"

/** A booked consultation as an email's facts, in a reader's time zone. */
export const factsOf = (row: ConsultationRow, timeZone: string): ConsultationFacts => ({
  consultation_id: row.id,
  reference: row.reference,
  sequence: row.sequence,
  visitor_name: row.name ?? "",
  visitor_email: row.email ?? "",
  service: row.service_title,
  provider_name: row.provider_name,
  place: row.place,
  note: row.note,
  starts_at: row.starts_at.toISOString(),
  ends_at: row.ends_at.toISOString(),
  time_zone: timeZone,
  changed_at: row.updated_at.toISOString(),
})

const storefront = (): string => env().ATRIUM_STOREFRONT_URL.replace(/\/$/, "")

/** The page on which its visitor moves or cancels a consultation. */
export const manageUrl = (id: string): string =>
  `${storefront()}/consultations/${id}?${new URLSearchParams({ token: linkToken(env().COOKIE_SECRET, id) }).toString()}`

/** The provider's consultations in the portal. */
export const portalUrl = (): string => `${storefront()}/provider/consultations`

/** The service's page for another booking. */
export const bookAgainUrl = (handle: string): string => `${storefront()}/services/${handle}/consultation`
