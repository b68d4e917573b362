import "server-only"

/**
 * Answers that are the same for every visitor (catalogue, regions), kept in this process for a few seconds.
 * A hard limit and no stale serving: a price shown is never older than that. Failures are not kept, and callers at
 * the same moment share one call. Never put anything personal here.
 */
const TTL_MS = 15_000
const MAX_ENTRIES = 500

type Entry = { expiresAt: number; answer: Promise<unknown> }
const entries = new Map<string, Entry>()

export const sharedAnswer = <T>(key: string, load: () => Promise<T>, ttlMs = TTL_MS): Promise<T> => {
  const kept = entries.get(key)
  // The key names the loader, so what stands under it has the loader's type.
  if (kept && kept.expiresAt > Date.now()) return kept.answer as Promise<T>
  const answer = load()
  entries.delete(key)
  entries.set(key, { expiresAt: Date.now() + ttlMs, answer })
  answer.catch(() => {
    if (entries.get(key)?.answer === answer) entries.delete(key)
  })
  const oldest = entries.keys().next().value
  if (entries.size > MAX_ENTRIES && oldest !== undefined) entries.delete(oldest)
  return answer
}
