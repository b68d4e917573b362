import { clock } from "@atrium/kernel"
import { env, failureCounter, knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ConsultationOut } from "../contracts/consultations"
import { consultationErrors } from "../contracts/errors"
import { insertHold } from "../data/consultations"
import { linkToken } from "../domain/consultation-link"
import { toConsultation } from "../domain/present-consultation"
import { newReference } from "../domain/reference"
import { blockedUntil } from "../domain/slots"
import { requireOffer } from "./find-offer"
import { providersFreeAt } from "./find-slots"

export const HOLD_MINUTES = 10
const MINUTE_MS = 60_000

/** Someone who holds many times and books none keeps them from others; an office shares an address. */
const holds = failureCounter("consultation-hold", { most: 20, seconds: HOLD_MINUTES * 60 })

/**
 * Holds a time for ten minutes with one of the providers who are free then. Of several visitors at once, one gets it.
 * @throws not_found, slot_taken, too_many_requests
 */
export const holdConsultation = async (
  container: MedusaContainer,
  asked: { handle: string; startsAt: Date; salesChannelIds: readonly string[]; address: string }
): Promise<{ consultation: ConsultationOut; token: string }> => {
  await holds.refuseWhenUsedUp(asked.address)
  const offer = await requireOffer(container, asked.handle, asked.salesChannelIds)
  const { service, settings } = offer
  const { startsAt } = asked
  for (const provider of await providersFreeAt(container, offer, startsAt)) {
    const now = clock.now()
    const held = await knexOf(container).transaction((trx) =>
      insertHold(trx, {
        reference: newReference(),
        productId: service.id,
        serviceHandle: service.handle,
        serviceTitle: service.title,
        place: settings.place,
        providerId: provider.id,
        providerName: provider.name,
        startsAt,
        endsAt: new Date(startsAt.getTime() + settings.minutes * MINUTE_MS),
        blockedUntil: new Date(blockedUntil(startsAt.getTime(), settings)),
        holdExpiresAt: new Date(now.getTime() + HOLD_MINUTES * MINUTE_MS),
        now,
      })
    )
    if (!held) continue
    await holds.add(asked.address)
    return { consultation: toConsultation(held, now), token: linkToken(env().COOKIE_SECRET, held.id) }
  }
  throw consultationErrors.fail("slot_taken")
}
