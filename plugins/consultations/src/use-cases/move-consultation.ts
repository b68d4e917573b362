import { clock } from "@atrium/kernel"
import { requestMail } from "@atrium/notifications/tx"
import type { ProviderCalendar } from "@atrium/provider-assignment/use-cases"
import { knexOf } from "@atrium/server"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MailToRequest } from "@atrium/notifications/contracts"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { MoveConsultation } from "../contracts/bookings"
import type { ConsultationOut } from "../contracts/consultations"
import { consultationErrors } from "../contracts/errors"
import { moveBooked } from "../data/consultations"
import type { ConsultationRow } from "../data/rows"
import { toConsultation } from "../domain/present-consultation"
import { blockedUntil } from "../domain/slots"
import { reminderWork } from "../domain/work-kinds"
import { movedMail, providerNotice } from "../mail"
import { requireOfferOfProduct } from "./find-offer"
import { providersFreeAt } from "./find-slots"
import { requireLinked } from "./open-consultation"
import { contactOf } from "./provider-contact"

type Contact = Awaited<ReturnType<typeof contactOf>>

/** The new provider learns of a booking and the earlier one of a cancellation, or the same one of a new time. */
const noticesOf = (
  { before, after }: { before: ConsultationRow; after: ConsultationRow },
  provider: ProviderCalendar,
  earlier: Contact
): MailToRequest[] => {
  if (before.provider_id === after.provider_id) return [providerNotice(after, provider, "moved")]
  // For the earlier provider's calendar, the same event is withdrawn.
  const withdrawn = { ...before, sequence: after.sequence, updated_at: after.updated_at }
  return [
    providerNotice(after, provider, "booked"),
    ...(earlier ? [providerNotice(withdrawn, earlier, "canceled")] : []),
  ]
}

/**
 * Moves a booked consultation to another free time, with the same provider if they are free then. The earlier time is kept
 * until the new one is taken.
 * @throws not_found, slot_taken, consultation_closed
 */
export const moveConsultation = async (
  container: MedusaContainer,
  id: string,
  { token, starts_at, time_zone }: MoveConsultation
): Promise<ConsultationOut> => {
  const before = await requireLinked(container, { id, token })
  const knex = knexOf(container)
  const startsAt = new Date(starts_at)
  if (before.status !== "booked" || before.starts_at <= clock.now())
    throw consultationErrors.fail("consultation_closed")
  if (before.starts_at.getTime() === startsAt.getTime()) return toConsultation(before, clock.now())
  const offer = await requireOfferOfProduct(container, before.product_id)
  const free = await providersFreeAt(container, offer, startsAt, { preferred: before.provider_id, except: id })
  const earlier = await contactOf(knex, before.provider_id)
  for (const provider of free) {
    const now = clock.now()
    const moved = await knex.transaction(async (trx) => {
      const after = await moveBooked(trx, {
        id,
        sequence: before.sequence,
        providerId: provider.id,
        providerName: provider.name,
        startsAt,
        endsAt: new Date(startsAt.getTime() + offer.settings.minutes * 60_000),
        blockedUntil: new Date(blockedUntil(startsAt.getTime(), offer.settings)),
        timeZone: time_zone ?? before.time_zone,
        now,
      })
      if (!after) return null
      await requestMail(trx, [movedMail(after, before.starts_at), ...noticesOf({ before, after }, provider, earlier)])
      await enqueueWork(trx, reminderWork(after, now))
      return after
    })
    if (moved) return toConsultation(moved, now)
  }
  const current = await requireLinked(container, { id, token })
  throw consultationErrors.fail(current.sequence === before.sequence ? "slot_taken" : "consultation_closed")
}
