import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ConfirmConsultation } from "../contracts/bookings"
import type { ConsultationOut } from "../contracts/consultations"
import { consultationErrors } from "../contracts/errors"
import { bookHeld } from "../data/consultations"
import { toConsultation } from "../domain/present-consultation"
import { reminderWork } from "../domain/work-kinds"
import { bookedMail, providerNotice } from "../mail"
import { requireLinked } from "./open-consultation"
import { contactOf } from "./provider-contact"

/**
 * Books a held time: emails and reminder exist with the booking or not at all. A second confirmation answers with the
 * booking and changes nothing, because browsers repeat forms.
 * @throws not_found, hold_expired
 */
export const confirmConsultation = async (
  container: MedusaContainer,
  id: string,
  { token, name, email, time_zone, note }: ConfirmConsultation
): Promise<ConsultationOut> => {
  const seen = await requireLinked(container, { id, token })
  const knex = knexOf(container)
  const now = clock.now()
  if (seen.status === "booked") return toConsultation(seen, now)
  const provider = await contactOf(knex, seen.provider_id)
  const booked = await knex.transaction(async (trx) => {
    const row = await bookHeld(trx, { id, name, email, note, timeZone: time_zone, now })
    if (!row) return null
    await requestMail(trx, [bookedMail(row), ...(provider ? [providerNotice(row, provider, "booked")] : [])])
    await enqueueWork(trx, reminderWork(row, now))
    return row
  })
  if (booked) return toConsultation(booked, now)
  const current = await requireLinked(container, { id, token })
  if (current.status === "booked") return toConsultation(current, now)
  throw consultationErrors.fail("hold_expired")
}
