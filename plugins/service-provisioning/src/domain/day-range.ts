const DAY_MS = 86_400_000

/** The end of an upper bound: a date without a time includes the whole day, UTC. */
export const dayEnd = (text: string): Date => {
  const start = new Date(text)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(start.getTime() + DAY_MS - 1) : start
}
