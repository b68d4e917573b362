const KEPT_MS = 60_000
const MOST_KEPT = 5000

const seen = new Map<string, number>()

/**
 * Whether the same was seen within the last minute; remembers that it was. Pages fetch their list again every few
 * seconds, which would bury the log under one reading.
 */
export const seenLately = (key: string, now: number): boolean => {
  const last = seen.get(key)
  if (last !== undefined && now - last < KEPT_MS) return true
  if (seen.size >= MOST_KEPT) for (const [old, at] of seen) if (now - at >= KEPT_MS) seen.delete(old)
  // Full of what is still fresh: then rather recorded twice than not at all.
  if (seen.size >= MOST_KEPT) seen.clear()
  seen.set(key, now)
  return false
}
