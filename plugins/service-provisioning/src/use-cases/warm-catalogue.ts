import { knexOf, reportBackgroundFailure } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { catalogueMemory } from "../data/catalogue-cache"
import { readChannelsOfKeys } from "../data/core/publishable-keys"
import { listPlaces } from "./find-market"
import { loadCatalogue } from "./load-catalogue"
import { loadGoods } from "./load-goods"

/** A start must not take minutes in a shop with many markets: those beyond are built for their first reader. */
const MAX_CATALOGS = 12

const buildCatalogs = async (container: MedusaContainer): Promise<void> => {
  await catalogueMemory().freshen()
  const channels = await readChannelsOfKeys(knexOf(container))
  const places = await listPlaces(container)
  const catalogs = channels.flatMap((ids) => places.map((place) => ({ place, ids })))
  for (const { place, ids } of catalogs.slice(0, MAX_CATALOGS)) {
    await loadCatalogue(container, place, ids)
    await loadGoods(container, place, ids)
  }
}

/**
 * Builds the catalog of each market before the process serves requests: with 10,000 services, that takes seconds, for
 * which the first readers would wait. Does not prevent the start when it fails.
 */
export const warmCatalogue = (container: MedusaContainer): Promise<void> =>
  buildCatalogs(container).catch((failure: unknown) =>
    reportBackgroundFailure(container.resolve(ContainerRegistrationKeys.LOGGER), "catalog_not_checked", failure)
  )
