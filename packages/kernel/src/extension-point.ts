/** How one entry relates to the others of its extension point. */
export type EntryOptions = {
  /** The owner whose entry with the same key this one replaces. */
  readonly replaces?: string
  /** Lower comes first; ties are sorted by key. Default: 100. */
  readonly order?: number
}

/**
 * Lets plugins extend another plugin, and lets a lower plugin use a higher one without importing it. The owner declares
 * the point in `extension-points.ts`; others add to it in `contributions.ts`, on import.
 */
export type ExtensionPoint<T> = {
  readonly name: string
  /**
   * Adds an entry. The same owner may add the same key again: a repeated import or a hot reload changes nothing.
   * @param owner the plugin that adds it, for example `payments` or `acme-extensions`
   * @throws when another owner has an entry with this key and neither declares that it replaces the other
   */
  add(owner: string, entry: T, options?: EntryOptions): void
  /** Adds several entries of one owner. */
  addAll(owner: string, entries: readonly T[], options?: EntryOptions): void
  get(key: string): T | undefined
  /** Every entry that was not replaced, sorted. */
  all(): readonly T[]
}

/** One row of the table of all extension points and their entries. */
export type ExtensionTableRow = {
  readonly point: string
  readonly key: string
  readonly owner: string
  readonly order: number
  /** The owner whose entry this one replaced. */
  readonly replaces: string | null
}

type Added<T> = { owner: string; entry: T; order: number; replaces: string | undefined }
type Entries<T> = Map<string, Added<T>[]>

const DEFAULT_ORDER = 100

// One set for the process, even if this module is loaded twice (source and build side by side).
const SLOT = Symbol.for("atrium.extension-points")
const holder = globalThis as typeof globalThis & { [SLOT]?: Map<string, Entries<unknown>> }
const points = (): Map<string, Entries<unknown>> => (holder[SLOT] ??= new Map<string, Entries<unknown>>())

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const activeEntry = <T>(added: readonly Added<T>[]): Added<T> | undefined =>
  added.find(({ owner }) => !added.some(({ replaces }) => replaces === owner))

const ordered = <T>(entries: Entries<T>): [string, Added<T>][] =>
  [...entries]
    .flatMap(([key, added]): [string, Added<T>][] => {
      const winner = activeEntry(added)
      return winner ? [[key, winner]] : []
    })
    .sort(([keyA, a], [keyB, b]) => a.order - b.order || compare(keyA, keyB))

/**
 * Declares an extension point.
 * @param name `<plugin>.<entries>`, for example `payments.gateways`
 * @param key what makes an entry unique within the point
 */
export const defineExtensionPoint = <T>({
  name,
  key,
}: {
  name: string
  key: (entry: T) => string
}): ExtensionPoint<T> => {
  const entries = (): Entries<T> => {
    const found = points().get(name) ?? new Map<string, Added<unknown>[]>()
    points().set(name, found)
    return found as Entries<T>
  }
  const add: ExtensionPoint<T>["add"] = (owner, entry, { replaces, order = DEFAULT_ORDER } = {}) => {
    const id = key(entry)
    const others = (entries().get(id) ?? []).filter((other) => other.owner !== owner)
    const conflicting = others.find((other) => other.replaces !== owner && replaces !== other.owner)
    if (conflicting)
      throw new Error(
        `${name}: "${id}" was added by ${conflicting.owner} and by ${owner}. ` +
          `Use another key, or pass { replaces: "${conflicting.owner}" } to replace it.`
      )
    entries().set(id, [...others, { owner, entry, order, replaces }])
  }
  return {
    name,
    add,
    addAll: (owner, all, options) => all.forEach((entry) => add(owner, entry, options)),
    get: (id) => activeEntry(entries().get(id) ?? [])?.entry,
    all: () => ordered(entries()).map(([, { entry }]) => entry),
  }
}

/** Everything that was added to the extension points of this process, for the log. */
export const extensionTable = (): readonly ExtensionTableRow[] =>
  [...points()]
    .sort(([a], [b]) => compare(a, b))
    .flatMap(([point, entries]) =>
      ordered(entries).map(([key, { owner, order, replaces }]) => ({
        point,
        key,
        owner,
        order,
        replaces: replaces ?? null,
      }))
    )
