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
const MAX_ENTRIES = 200

type Entry = { readonly until: number; readonly value: Promise<unknown> }
type Caches = { readonly entries: Map<string, Entry>; readonly memory: CatalogueMemory }

// One per process, even if this module is loaded twice (source and build).
const SLOT = Symbol.for("atrium.service-provisioning.catalogue")
const holder = globalThis as typeof globalThis & { [SLOT]?: Caches }
const caches = (): Caches =>
  (holder[SLOT] ??= {
    entries: new Map<string, Entry>(),
    memory: createCatalogueMemory({
      readStamps: () => readCatalogueStamps(knexOf(container)),
      // Machine time and not business time: the demo's clock moving must not freeze or age the catalog.
      now: () => performance.now(),
      useForMs: TTL_MS,
      checkAfterMs: CHECK_AFTER_MS,
      patienceMs: PATIENCE_MS,
      onFailure: (failure) =>
        reportBackgroundFailure(container.resolve(ContainerRegistrationKeys.LOGGER), "catalog_not_checked", failure),
    }),
  })

/** What the catalog's answers are built from. */
export const catalogueMemory = (): CatalogueMemory => caches().memory

const forget = (): void => {
  caches().entries.clear()
  caches().memory.forget()
}

onAnnouncement(TOPIC, forget)

/** Clears the cache in every process. */
export const clearCatalogueCache = (): void => {
  forget()
  announce(TOPIC)
}

/** The value of `key`, loaded at most once in a few seconds; callers at the same moment share one load. */
export const cached = async <T>(key: string, load: () => Promise<T>, milliseconds = TTL_MS): Promise<T> => {
  const { entries } = caches()
  const known = entries.get(key)
  if (known && known.until > performance.now()) return known.value as Promise<T>
  if (entries.size >= MAX_ENTRIES) entries.clear()
  const entry: Entry = { until: performance.now() + milliseconds, value: load() }
  entries.set(key, entry)
  // A failure is not cached: the next caller tries again.
  entry.value.catch(() => entries.get(key) === entry && entries.delete(key))
  return entry.value as Promise<T>
}
