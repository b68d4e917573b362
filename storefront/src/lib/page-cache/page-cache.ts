import { count } from "../metrics"

import { createStaticPage, type StaticPage } from "./static-page"

/** Pages up to this age are served as they are. */
export const FRESH_MS = 700
/**
 * Pages up to this age are served while they are rendered again; older ones are never served. The backend detects a
 * change that was not announced within three seconds, and a cache in front may keep a page for one more, so that a price is
 * at most five seconds old.
 */
export const MAX_AGE_MS = 1_000
const MAX_BYTES = 64 * 1024 * 1024

type Entry = { readonly page: StaticPage; readonly renderedAt: number }

/** A cache shared by several storefronts. Every method may fail; the storefront then continues with its own cache. */
export type SharedCache = {
  get: (key: string) => Promise<{ html: string; ageMs: number } | undefined>
  set: (key: string, html: string, ageMs: number) => Promise<void>
  /** Clears the shared cache and those of the other storefronts. */
  clear: () => Promise<void>
  close: () => void
}

export type Render = () => Promise<StaticPage | undefined>

/**
 * Creates an in-process cache of public pages. Concurrent requests for a page share one render. A page whose render
 * started before `clear` is not cached, because it may show data from before the change.
 */
export const createPageCache = (clock: () => number, shared?: SharedCache) => {
  const entries = new Map<string, Entry>()
  const renders = new Map<string, Promise<StaticPage | undefined>>()
  let bytes = 0
  let generation = 0

  const remove = (key: string): void => {
    bytes -= entries.get(key)?.page.html.length ?? 0
    entries.delete(key)
  }

  const store = (key: string, page: StaticPage, renderedAt: number): void => {
    remove(key)
    entries.set(key, { page, renderedAt })
    bytes += page.html.length
    for (const oldest of entries.keys()) {
      if (bytes <= MAX_BYTES) break
      remove(oldest)
    }
  }

  const fromSharedCache = async (key: string): Promise<Entry | undefined> => {
    try {
      const found = await shared?.get(key)
      if (!found || found.ageMs > FRESH_MS) return undefined
      return { page: createStaticPage(found.html), renderedAt: clock() - found.ageMs }
    } catch {
      // A shared cache that doesn't respond counts as empty.
      count("page_cache_redis")
      return undefined
    }
  }

  const load = async (key: string, render: Render): Promise<StaticPage | undefined> => {
    const startedIn = generation
    const found = await fromSharedCache(key)
    const renderedAt = found?.renderedAt ?? clock()
    const loaded = found?.page ?? (await render())
    if (!loaded || startedIn !== generation) return loaded
    // Keeps the compressed bodies of a page that hasn't changed.
    const previous = entries.get(key)?.page
    const page = previous?.etag === loaded.etag ? previous : loaded
    store(key, page, renderedAt)
    if (!found) void shared?.set(key, page.html, clock() - renderedAt).catch(() => count("page_cache_redis"))
    return page
  }

  const loadOnce = (key: string, render: Render): Promise<StaticPage | undefined> => {
    const running = renders.get(key)
    if (running) return running
    const started = load(key, render).finally(() => {
      if (renders.get(key) === started) renders.delete(key)
    })
    renders.set(key, started)
    return started
  }

  const ageOf = (entry: Entry | undefined): number => (entry ? clock() - entry.renderedAt : Infinity)

  return {
    /** Returns the page, rendered if necessary; undefined if there is none. Rejects if `render` does. */
    get: async (key: string, render: Render): Promise<StaticPage | undefined> => {
      const entry = entries.get(key)
      const age = ageOf(entry)
      if (!entry || age > MAX_AGE_MS) return loadOnce(key, render)
      // If this fails, the next request after the maximum age reports it.
      if (age > FRESH_MS) loadOnce(key, render).catch(() => count("page_not_rendered"))
      return entry.page
    },

    /** Returns the page if it can be served without starting a render. */
    peek: (key: string): StaticPage | undefined => {
      const entry = entries.get(key)
      const age = ageOf(entry)
      return age <= FRESH_MS || (age <= MAX_AGE_MS && renders.has(key)) ? entry?.page : undefined
    },

    clear: (): void => {
      generation += 1
      entries.clear()
      renders.clear()
      bytes = 0
    },
  }
}

export type PageCache = ReturnType<typeof createPageCache>
