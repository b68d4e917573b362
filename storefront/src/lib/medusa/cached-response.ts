import "server-only"

/**
 * In-process cache for responses that are the same for every visitor, such as the regions and categories. Entries are
 * never served after their TTL. Failures are not cached, and concurrent callers share one call. Never cache prices or
 * personal data here.
 */
const TTL_MS = 15_000
const MAX_ENTRIES = 500

type Entry = { expiresAt: number; response: Promise<unknown> }
const entries = new Map<string, Entry>()

export const cachedResponse = <T>(key: string, load: () => Promise<T>, ttlMs = TTL_MS): Promise<T> => {
  const cached = entries.get(key)
  // Each key is used with one loader only, so its entry has the loader's type.
  if (cached && cached.expiresAt > Date.now()) return cached.response as Promise<T>
  const response = load()
  entries.delete(key)
  entries.set(key, { expiresAt: Date.now() + ttlMs, response })
  response.catch(() => {
    if (entries.get(key)?.response === response) entries.delete(key)
  })
  const oldest = entries.keys().next().value
  if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest)
  return response
}
