/**
 * The parameters of a query string that is unambiguous: each name once, with one text value. Undefined for any
 * other (lists, nested keys, broken escapes), which Medusa's parser handles.
 */
export const plainQuery = (query: string): Record<string, string> | undefined => {
  if (!isWellFormed(query) || /[[\]]|%5b|%5d/i.test(query)) return undefined
  // The URL's first question mark is removed; a second one belongs to the first name.
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
