import { announce, type CacheableAnswer, onAnnouncement } from "@atrium/server"

/**
 * Responses of the store routes, built once and kept as bytes with their ETag. A change clears them in this process at once
 * and, where processes share a Redis, in the others. Without an announcement, a response expires after a second.
 */
const TOPIC = "shop-settings.changed"
const TTL_MS = 1_000

type Entry = { readonly builtAt: number; readonly answer: Promise<CacheableAnswer | null> }

// One per process, even if this module is loaded twice (source and build).
const SLOT = Symbol.for("atrium.shop-settings.memory")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, Entry> }
const entries = (): Map<string, Entry> => (holder[SLOT] ??= new Map<string, Entry>())

/**
 * Returns the response for a key, built at most once per second. Concurrent callers share one build. Failures and null, for
 * what doesn't exist, are not kept, so that the number of entries is that of the pages.
 */
export const rememberedAnswer = (
  key: string,
  build: () => Promise<CacheableAnswer | null>,
  now: () => number = () => performance.now()
): Promise<CacheableAnswer | null> => {
  const known = entries().get(key)
  if (known && now() - known.builtAt < TTL_MS) return known.answer
  const answer = build()
  const entry = { builtAt: now(), answer }
  entries().set(key, entry)
  const forget = (): void => {
    if (entries().get(key) === entry) entries().delete(key)
  }
  answer.then((built) => built ?? forget(), forget)
  return answer
}

const listeners = new Set<() => void>()

/** Calls `forget` after every change of the settings or pages, as far as this process learns of it. */
export const onShopChange = (forget: () => void): void => void listeners.add(forget)

const clear = (): void => {
  entries().clear()
  for (const forget of listeners) forget()
}

onAnnouncement(TOPIC, clear)

/** Clears the responses in every process. */
export const clearShopMemory = (): void => {
  clear()
  announce(TOPIC)
}
