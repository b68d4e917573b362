import { commonErrors } from "@atrium/kernel"
import { knexOf } from "@atrium/server"
import { findSoldService, findSoldServiceById, type SoldService } from "@atrium/service-provisioning/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { OfferOut } from "../contracts/consultations"
import { findSettings, type SettingsRow } from "../data/settings"

/** A service that offers consultations, and how. */
export type Offer = { readonly service: SoldService; readonly settings: SettingsRow }

const offerOf = async (container: MedusaContainer, service: SoldService | undefined): Promise<Offer> => {
  const settings = service && (await findSettings(knexOf(container), service.id))
  if (!service || !settings?.offered) throw commonErrors.fail("not_found")
  return { service, settings }
}

/** What a service offers. Throws `not_found` for an unknown service, and for one without consultations. */
export const requireOffer = async (
  container: MedusaContainer,
  handle: string,
  salesChannelIds: readonly string[]
): Promise<Offer> => offerOf(container, await findSoldService(container, handle, salesChannelIds))

/** The same by the service's id. */
export const requireOfferOfProduct = async (container: MedusaContainer, productId: string): Promise<Offer> =>
  offerOf(container, await findSoldServiceById(container, productId))

export const toOffer = ({ service, settings }: Offer): OfferOut => ({
  service: { id: service.id, handle: service.handle, title: service.title },
  minutes: settings.minutes,
  place: settings.place,
  notice_hours: settings.notice_hours,
  horizon_days: settings.horizon_days,
})
