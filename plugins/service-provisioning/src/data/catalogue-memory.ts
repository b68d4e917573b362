import type { CacheableAnswer } from "@atrium/server"
import { LRUCache } from "lru-cache"

import type { CatalogueStamps } from "./core/catalogue-stamps"

/** The part of the catalog's data that a value depends on: when its stamp changes, the value is discarded. */
export type Part = "keys" | "places" | "catalogue"

type Kept = {
  readonly stamp: string
  readonly value: Promise<unknown>
  settled: { readonly value: unknown } | undefined
  /** The last value that was loaded, however old: a loader may reuse its unchanged parts. */
  latest: unknown
}

/** How many services are kept, over all markets. */
const MAX_SERVICES = 400_000
const MAX_VALUES = 2_000
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024

const stampOf = (stamps: CatalogueStamps, part: Part): string =>
  part === "catalogue" ? `${stamps.everywhere}|${stamps.products}` : stamps[part]

const PARTS = ["keys", "places", "catalogue"] as const satisfies readonly Part[]

const isSame = (one: CatalogueStamps, other: CatalogueStamps): boolean =>
  PARTS.every((part) => stampOf(one, part) === stampOf(other, part))

type Settings = {
  /** Reads the current stamps from the database. */
  readonly readStamps: () => Promise<CatalogueStamps>
  readonly now: () => number
  /** How long values may be used after a check. */
  readonly useForMs: number
  /** When the next check starts in the background, while values are still used. */
  readonly checkAfterMs: number
  /** Receives failures of checks in the background; values then expire. */
  readonly onFailure: (failure: unknown) => void
}

/**
 * What the catalog's answers are built from, and the answers themselves. Nothing in it is used unless the stamps of all
 * tables it was built from were compared in the last seconds, and since the last announcement of a change: however a row
 * was changed and whichever process did it, readers see it within that time.
 */
export const createCatalogueMemory = ({ readStamps, now, useForMs, checkAfterMs, onFailure }: Settings) => {
  const values = new LRUCache<string, Kept>({ max: MAX_VALUES, maxSize: MAX_SERVICES })
  const answers = new LRUCache<string, CacheableAnswer>({
    maxSize: MAX_RESPONSE_BYTES,
    // The compressed copy is at most as large again.
    sizeCalculation: ({ bytes }, name) => 2 * (bytes.length + name.length),
  })
  let stamps: CatalogueStamps | undefined
  /** When the last successful check began, and how many changes had been announced by then. */
  let checked = { at: -Infinity, announced: -1 }
  let announced = 0
  let running: Promise<void> | undefined

  const isCurrent = (): boolean => checked.announced === announced && now() - checked.at < useForMs

  const compare = async (): Promise<void> => {
    const begun = { at: now(), announced }
    const found = await readStamps()
    if (!stamps || !isSame(stamps, found)) {
      answers.clear()
      stamps = found
    }
    checked = begun
  }

  const check = (): Promise<void> =>
    (running ??= compare().finally(() => {
      running = undefined
    }))

  const stampsNow = (): CatalogueStamps => {
    if (!stamps) throw new Error("Call freshen before using the catalog's cache")
    return stamps
  }

  const find = (part: Part, key: string): Kept | undefined => {
    const known = values.get(`${part}:${key}`)
    return known && stamps && known.stamp === stampOf(stamps, part) ? known : undefined
  }

  return {
    /** Whether cached values may be used now. Starts the next check in the background when it is time for it. */
    mayBeUsed: (): boolean => {
      const current = isCurrent()
      // The next reader that needs the database gets the error.
      if (current && !running && now() - checked.at > checkAfterMs) check().catch(onFailure)
      return current
    },
    /** Waits until cached values may be used. Throws when the database does not answer. */
    freshen: async (): Promise<void> => {
      if (isCurrent()) return
      // A check that began before a change was announced may have missed it.
      if (running) await running
      if (!isCurrent()) await check()
    },
    /** Records that a change was announced: nothing is used before the next check. */
    forget: (): void => {
      announced += 1
    },
    /**
     * The value of `key`, loaded once for as long as nothing changes that it is made of; callers at the same moment share
     * one load. Call after `freshen`.
     * @param load receives what it returned the last time, however old
     * @param weigh in services
     */
    keep: async <T>(
      part: Part,
      key: string,
      load: (previous: T | undefined) => Promise<T>,
      weigh: (value: T) => number = () => 1
    ): Promise<T> => {
      const stamp = stampOf(stampsNow(), part)
      const known = find(part, key)
      // A key belongs to one loader, so its value has the loader's type.
      if (known) return known.value as Promise<T>
      const name = `${part}:${key}`
      const latest = values.get(name)?.latest as T | undefined
      const value = load(latest)
      const kept: Kept = { stamp, value, settled: undefined, latest }
      values.set(name, kept, { size: 1 })
      try {
        const loaded = await value
        kept.settled = { value: loaded }
        kept.latest = loaded
        if (values.get(name) === kept) values.set(name, kept, { size: Math.max(1, weigh(loaded)) })
        return loaded
      } catch (failure) {
        // A failure is not cached: the next caller tries again.
        if (values.get(name) === kept) values.delete(name)
        throw failure
      }
    },
    /** Like `keep` but without waiting: undefined unless the value is cached and may be used. */
    kept: <T>(part: Part, key: string): T | undefined => {
      const known = isCurrent() ? find(part, key)?.settled : undefined
      return known?.value as T | undefined
    },
    /** A response that was built from the current values. */
    answer: (name: string): CacheableAnswer | undefined => (isCurrent() ? answers.get(name) : undefined),
    /** The current stamps, for what is loaded or built next. Call after `freshen`. */
    state: (): CatalogueStamps => stampsNow(),
    /** Keeps a response unless something changed since `state`, which was read before building it. */
    keepAnswer: (name: string, answer: CacheableAnswer, state: CatalogueStamps): void => {
      if (state === stamps) answers.set(name, answer)
    },
  }
}

export type CatalogueMemory = ReturnType<typeof createCatalogueMemory>
