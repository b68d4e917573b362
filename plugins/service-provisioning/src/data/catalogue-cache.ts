import { announce, knexOf, onAnnouncement, reportBackgroundFailure } from "@atrium/server"
import { container } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type CatalogueMemory, createCatalogueMemory } from "./catalogue-memory"
import { readCatalogueStamps } from "./core/catalogue-stamps"

/**
 * A short-lived cache of shop data for the catalog and purchases. A change clears it in this process at once and, where
 * processes share a Redis, in the others. Where no announcement arrives, entries expire after some seconds.
 */
const TOPIC = "service-provisioning.catalogue"
const TTL_MS = 3_000
const CHECK_AFTER_MS = 1_000
/** A change of one service takes a fraction of it; of all prices of a large shop, several times as long. */
const PATIENCE_MS = 500

// One per process, even if this module is loaded twice (source and build).
const SLOT = Symbol.for("atrium.service-provisioning.catalogue")
const holder = globalThis as typeof globalThis & { [SLOT]?: CatalogueMemory }

/** What the catalog's answers and new purchases are built from. */
export const catalogueMemory = (): CatalogueMemory =>
  (holder[SLOT] ??= createCatalogueMemory({
    readStamps: () => readCatalogueStamps(knexOf(container)),
    // Machine time and not business time: the demo's clock moving must not freeze or age the catalog.
    now: () => performance.now(),
    useForMs: TTL_MS,
    checkAfterMs: CHECK_AFTER_MS,
    patienceMs: PATIENCE_MS,
    onFailure: (failure) =>
      reportBackgroundFailure(container.resolve(ContainerRegistrationKeys.LOGGER), "catalog_not_checked", failure),
  }))

const forget = (): void => catalogueMemory().forget()

onAnnouncement(TOPIC, forget)

/** Clears the cache in every process. */
export const clearCatalogueCache = (): void => {
  forget()
  announce(TOPIC)
}
