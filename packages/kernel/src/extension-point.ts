/** How one entry relates to the others of its point. */
export type EntryOptions = {
  /** The owner whose entry with the same key this one takes the place of. */
  readonly replaces?: string
  /** Lower comes first; entries of the same order come in the order of their keys. Default: 100. */
  readonly order?: number
}

/**
 * A place where plugins add to what another plugin does: how a lower plugin uses a higher one without importing it.
 * The owner of the point declares it in `extension-points.ts`; others add to it in `contributions.ts`, on import.
 */
export type ExtensionPoint<T> = {
  readonly name: string
  /**
   * Adds an entry. The same owner may add the same key again: a repeated import or a hot reload changes nothing.
   * @param owner the plugin that adds it, for example `payments` or `acme-extensions`
   * @throws when another owner has an entry with this key and neither says that it replaces the other
   */
  add(owner: string, entry: T, options?: EntryOptions): void
  /** Adds several entries of one owner. */
  addAll(owner: string, entries: readonly T[], options?: EntryOptions): void
  get(key: string): T | undefined
  /** Every entry that was not replaced, ordered. */
  all(): readonly T[]
}

/** One line of the table of everything that was added. */
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

const inForce = <T>(added: readonly Added<T>[]): Added<T> | undefined =>
  added.find(({ owner }) => !added.some(({ replaces }) => replaces === owner))

const ordered = <T>(entries: Entries<T>): [string, Added<T>][] =>
  [...entries]
    .flatMap(([key, added]): [string, Added<T>][] => {
      const winner = inForce(added)
      return winner ? [[key, winner]] : []
    })
    .sort(([keyA, a], [keyB, b]) => a.order - b.order || compare(keyA, keyB))

/**
 * Declares a point.
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
    const rival = others.find((other) => other.replaces !== owner && replaces !== other.owner)
    if (rival)
      throw new Error(
        `${name}: "${id}" was added by ${rival.owner} and by ${owner}. ` +
          `Use another key, or say { replaces: "${rival.owner}" } to take its place.`
      )
    entries().set(id, [...others, { owner, entry, order, replaces }])
  }
  return {
    name,
    add,
    addAll: (owner, all, options) => all.forEach((entry) => add(owner, entry, options)),
    get: (id) => inForce(entries().get(id) ?? [])?.entry,
    all: () => ordered(entries()).map(([, { entry }]) => entry),
  }
}

/** What was added to every point of this process, for people to read. */
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
