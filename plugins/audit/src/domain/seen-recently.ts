const KEPT_MS = 60_000
const MAX_ENTRIES = 5000

const seen = new Map<string, number>()

/**
 * Whether `key` was seen within the last minute; records that it was seen now. Pages refetch their lists every few
 * seconds, and each refetch would be an entry otherwise.
 */
export const seenRecently = (key: string, now: number): boolean => {
  const last = seen.get(key)
  if (last !== undefined && now - last < KEPT_MS) return true
  if (seen.size >= MAX_ENTRIES) for (const [old, at] of seen) if (now - at >= KEPT_MS) seen.delete(old)
  // If all entries are recent, clear the map: recording a read twice is better than not at all.
  if (seen.size >= MAX_ENTRIES) seen.clear()
  seen.set(key, now)
  return false
}
