import type { CacheableAnswer } from "@atrium/server"
import { LRUCache } from "lru-cache"

import type { CatalogueStamps } from "./core/catalogue-stamps"

/** The part of the catalog's data that a value depends on: when its stamp changes, the value is discarded. */
export type Part = "keys" | "places" | "catalogue"

/** A value that was loaded, and when a check last found that nothing it is made of had changed. */
type Loaded = { readonly value: unknown; currentAt: number }

type Kept = {
  readonly part: Part
  readonly stamp: string
  readonly value: Promise<unknown>
  readonly loadedSince: number
  settled: Loaded | undefined
  /** The value before this one while this one is loaded, however old: a loader may reuse its unchanged parts. */
  previous: Loaded | undefined
}

/** How many services are kept, over all markets. */
const MAX_SERVICES = 400_000
const MAX_VALUES = 2_000
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024

const stampOf = (stamps: CatalogueStamps, part: Part): string =>
  part === "catalogue" ? `${stamps.everywhere}|${stamps.products}` : stamps[part]

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const NO_VALUE = new Error("There is no value for this key")

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
  /** How long readers wait for a value that is loaded again before they get the old one. */
  readonly patienceMs: number
  /** Receives failures of checks in the background; values then expire. */
  readonly onFailure: (failure: unknown) => void
}

/**
 * What the catalog's answers are built from, and the answers themselves. Nothing in it is used unless the stamps of all
 * tables it was built from were compared in the last seconds, and since the last announcement of a change: however a row
 * was changed and whichever process did it, readers see it within that time. While a large change is loaded, readers get
 * the old value, but not for longer than that time either.
 */
export const createCatalogueMemory = ({ readStamps, now, useForMs, checkAfterMs, patienceMs, onFailure }: Settings) => {
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

  /** Notes for every value that is current by the last check that it was current then, before the stamps change. */
  const noteCurrent = (): void => {
    for (const { part, stamp, settled } of values.values())
      if (settled && stamps && stamp === stampOf(stamps, part)) settled.currentAt = checked.at
  }

  const compare = async (): Promise<void> => {
    const begun = { at: now(), announced }
    const found = await readStamps()
    if (!stamps || !isSame(stamps, found)) {
      answers.clear()
      noteCurrent()
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

  const load = async <T>(
    part: Part,
    key: string,
    loader: (previous: T | undefined) => Promise<T>,
    weigh: (value: T) => number
  ): Promise<T> => {
    const name = `${part}:${key}`
    const stamp = stampOf(stampsNow(), part)
    const before = values.get(name)
    const previous = before?.settled ?? before?.previous
    const [{ at }, loadedSince] = [checked, now()]
    // A key belongs to one loader, so its value has the loader's type.
    const value = loader(previous?.value as T | undefined)
    const kept: Kept = { part, stamp, value, loadedSince, settled: undefined, previous }
    values.set(name, kept, { size: 1 })
    try {
      const loaded = await value
      kept.settled = { value: loaded, currentAt: at }
      kept.previous = undefined
      if (values.get(name) === kept) values.set(name, kept, { size: Math.max(1, weigh(loaded)) })
      return loaded
    } catch (failure) {
      // A failure is not cached: the next caller tries again.
      if (values.get(name) === kept) values.delete(name)
      throw failure
    }
  }

  const keep = <T>(
    part: Part,
    key: string,
    loader: (previous: T | undefined) => Promise<T>,
    weigh: (value: T) => number = () => 1
  ): Promise<T> => (find(part, key)?.value as Promise<T> | undefined) ?? load(part, key, loader, weigh)

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
     * @param loader receives what it returned the last time, however old
     * @param weigh in services
     */
    keep,
    /**
     * Like `keep`, but a reader who would wait too long gets the value before, if that is not too old yet. What is made
     * of an old value must not be kept.
     */
    keepOrOld: async <T>(...wanted: Parameters<typeof keep<T>>): Promise<{ value: T; isOld: boolean }> => {
      const [part, key] = wanted
      const loading = keep(...wanted)
      const kept = find(part, key)
      const isUsable = (previous: Loaded | undefined): previous is Loaded =>
        previous !== undefined && now() - previous.currentAt < useForMs
      if (kept && isUsable(kept.previous)) {
        const patience = pause(kept.loadedSince + patienceMs - now())
        await Promise.race([loading, patience]).catch(() => undefined)
        const { previous } = kept
        if (isUsable(previous)) {
          loading.catch(onFailure)
          return { value: previous.value as T, isOld: true }
        }
      }
      return { value: await loading, isOld: false }
    },
    /**
     * The values of several keys, as with `keep`: what is missing is loaded at once. A key without a value is left out and
     * not cached, so that made-up keys displace nothing.
     */
    keepEach: async <T>(
      part: Part,
      keys: readonly string[],
      loader: () => Promise<ReadonlyMap<string, T>>
    ): Promise<Map<string, T>> => {
      let loading: Promise<ReadonlyMap<string, T>> | undefined
      const loadOne = async (key: string): Promise<readonly [string, T]> => {
        const value = (await (loading ??= loader())).get(key)
        if (value === undefined) throw NO_VALUE
        return [key, value]
      }
      const found = await Promise.all(
        [...new Set(keys)].map((key) =>
          keep(part, key, () => loadOne(key)).catch((failure: unknown) => {
            if (failure === NO_VALUE) return undefined
            throw failure
          })
        )
      )
      return new Map(found.flatMap((entry) => (entry ? [entry] : [])))
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
