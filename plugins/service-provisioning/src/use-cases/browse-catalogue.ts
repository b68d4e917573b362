import { commonErrors } from "@atrium/kernel"
import type { MedusaContainer } from "@medusajs/framework/types"

import type { ListServices, PricePlace, ServiceDetailOut, ServiceOut } from "../contracts/catalogue"
import { searchCatalogue } from "../domain/catalogue-search"
import { loadCatalogue } from "./load-catalogue"
import { presentService, presentServiceDetail } from "../domain/present-service"
import { resolvePlace } from "./find-market"

/** Who looks: the sales channels of the publishable key, and the reader's language. */
export type Visitor = { salesChannelIds: readonly string[]; locale: string }

/** A page of the services that can be bought. Throws `invalid_input` for a place nothing is sold at. */
export const listServices = async (
  container: MedusaContainer,
  query: ListServices,
  { salesChannelIds, locale }: Visitor
): Promise<{ services: ServiceOut[]; count: number; offset: number; limit: number }> => {
  const place = await resolvePlace(container, query)
  const found = searchCatalogue(await loadCatalogue(container, place, salesChannelIds), query)
  const { offset, limit } = query
  return {
    services: found
      .slice(offset, offset + limit)
      .map((service) => presentService(service, { currency_code: place.currency_code, locale })),
    count: found.length,
    offset,
    limit,
  }
}

/** One service by its handle. Throws `not_found` when it is unknown or cannot be bought here. */
export const findService = async (
  container: MedusaContainer,
  handle: string,
  asked: PricePlace,
  { salesChannelIds, locale }: Visitor
): Promise<ServiceDetailOut> => {
  const place = await resolvePlace(container, asked)
  const services = await loadCatalogue(container, place, salesChannelIds)
  const service = services.find((candidate) => candidate.handle === handle)
  if (!service) throw commonErrors.fail("not_found")
  return presentServiceDetail(service, { currency_code: place.currency_code, locale })
}
