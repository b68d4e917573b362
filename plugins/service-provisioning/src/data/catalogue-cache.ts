import { announce, onAnnouncement } from "@atrium/server"

/**
 * What the catalogue's pages are built from, kept for seconds. A change forgets it in this process at once and, where
 * processes share a Redis, in the others. What no announcement reached is seen when the time is up.
 */
const TOPIC = "service-provisioning.catalogue"
const TTL_MS = 3_000
const MOST_ENTRIES = 200

type Entry = { readonly until: number; readonly value: Promise<unknown> }

// One map for the process even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.service-provisioning.catalogue")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, Entry> }
const entries = () => (holder[SLOT] ??= new Map<string, Entry>())

onAnnouncement(TOPIC, () => entries().clear())

/** Everything is read anew from here on, by every process. */
export const forgetCatalogue = (): void => {
  entries().clear()
  announce(TOPIC)
}

/** The value of `key`, loaded at most once in a few seconds; callers at the same moment share one load. */
export const remembered = async <T>(key: string, load: () => Promise<T>, milliseconds = TTL_MS): Promise<T> => {
  const known = entries().get(key)
  // Machine time and not business time: the demo's clock moving must not freeze or age the catalogue.
  if (known && known.until > performance.now()) return known.value as Promise<T>
  if (entries().size >= MOST_ENTRIES) entries().clear()
  const map = entries()
  const entry: Entry = { until: performance.now() + milliseconds, value: load() }
  map.set(key, entry)
  // A failure is not cached: the next caller tries again.
  entry.value.catch(() => map.get(key) === entry && map.delete(key))
  return entry.value as Promise<T>
}
