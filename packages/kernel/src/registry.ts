/**
 * A list that plugins fill when they are imported and a lower floor reads later: how a lower plugin can call a
 * higher one without importing it. Lives on globalThis so that a second copy of a module sees the same entries.
 */
export type Registry<T> = {
  /** Adds or replaces the entry with this key (replacing keeps hot reloads and repeated imports harmless). */
  register(key: string, entry: T): void
  get(key: string): T | undefined
  entries(): ReadonlyArray<readonly [string, T]>
}

export const createRegistry = <T>(name: string): Registry<T> => {
  const slot = Symbol.for(`atrium.registry.${name}`)
  const holder = globalThis as typeof globalThis & { [slot]?: Map<string, T> }
  const map = () => (holder[slot] ??= new Map<string, T>())
  return {
    register: (key, entry) => void map().set(key, entry),
    get: (key) => map().get(key),
    entries: () => [...map().entries()],
  }
}
