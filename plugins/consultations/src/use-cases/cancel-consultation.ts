import { clock, commonErrors } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { AdminConsultation, ConsultationOut } from "../contracts/consultations"
import { consultationErrors } from "../contracts/errors"
import type { Canceler } from "../contracts/statuses"
import { cancelBooked, findConsultation, releaseHeld } from "../data/consultations"
import type { ConsultationRow } from "../data/rows"
import { toAdminConsultation, toConsultation } from "../domain/present-consultation"
import { canceledMail, providerNotice } from "../mail"
import { requireLinked } from "./open-consultation"
import { contactOf } from "./provider-contact"

/** Cancels a booked one with its emails. Canceling again changes nothing. Throws `consultation_closed`. */
const cancel = async (
  container: MedusaContainer,
  seen: ConsultationRow,
  by: { by: Canceler; reason: string | null }
): Promise<ConsultationRow> => {
  if (seen.status === "canceled") return seen
  const knex = knexOf(container)
  const provider = await contactOf(knex, seen.provider_id)
  const canceled = await knex.transaction(async (trx) => {
    const row = await cancelBooked(trx, { id: seen.id, ...by, now: clock.now() })
    if (row)
      await requestMail(trx, [canceledMail(row), ...(provider ? [providerNotice(row, provider, "canceled")] : [])])
    return row
  })
  const current = canceled ?? (await findConsultation(knex, seen.id))
  if (current?.status !== "canceled") throw consultationErrors.fail("consultation_closed")
  return current
}

/** The holder of the link cancels until the start, or releases a held time. Throws `not_found`, `consultation_closed`. */
export const cancelByLink = async (
  container: MedusaContainer,
  link: { id: string; token: string }
): Promise<ConsultationOut> => {
  const seen = await requireLinked(container, link)
  const now = clock.now()
  if (seen.status === "expired") return toConsultation(seen, now)
  const released = seen.status === "held" ? await releaseHeld(knexOf(container), seen.id, now) : null
  return toConsultation(released ?? (await cancel(container, seen, { by: "visitor", reason: null })), now)
}

/**
 * A provider cancels one of their consultations until the start; the visitor reads the reason. Throws `not_found` for those
 * of others too, `consultation_closed`.
 */
export const cancelByProvider = async (
  container: MedusaContainer,
  { id, providerId, reason }: { id: string; providerId: string; reason: string }
): Promise<Pick<ConsultationOut, "id" | "status">> => {
  const seen = await findConsultation(knexOf(container), id)
  // A held time is not a consultation yet.
  if (seen?.provider_id !== providerId || seen.status === "held" || seen.status === "expired")
    throw commonErrors.fail("not_found")
  const { status } = await cancel(container, seen, { by: "provider", reason })
  return { id, status }
}

/** Staff cancel until the start. Throws `not_found`, `consultation_closed`. */
export const cancelByStaff = async (
  container: MedusaContainer,
  id: string,
  reason: string
): Promise<AdminConsultation> => {
  const seen = await findConsultation(knexOf(container), id)
  if (!seen) throw commonErrors.fail("not_found")
  const canceled = await cancel(container, seen, { by: "staff", reason: reason || null })
  return toAdminConsultation(canceled, null, clock.now())
}
