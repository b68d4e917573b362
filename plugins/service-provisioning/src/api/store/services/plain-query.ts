/**
 * The parameters of a query that can be read in one way only: each once, with one text as its value. Undefined for any
 * other (lists, nested keys, broken escapes), which Medusa's own reader decides about.
 */
export const plainQuery = (query: string): Record<string, string> | undefined => {
  if (!isWellFormed(query) || /[[\]]|%5b|%5d/i.test(query)) return undefined
  // It takes one question mark away, and a second one belongs to the first name.
  const pairs = [...new URLSearchParams(`?${query}`)]
  return new Set(pairs.map(([name]) => name)).size === pairs.length ? Object.fromEntries(pairs) : undefined
}

const isWellFormed = (text: string): boolean => {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
