/**
 * The language of an answer: the best of what `Accept-Language` names and we have words in, else the fallback.
 * `de-AT` is content with `de`. Garbage in the header is no preference.
 */
export const negotiateLocale = (header: string | undefined, known: ReadonlySet<string>, fallback: string): string => {
  const wanted = (header ?? "")
    .slice(0, 200)
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";")
      const quality = parameters.map((parameter) => /^\s*q=([01](?:\.\d{1,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ tag, quality }) => tag !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  const byTag = new Map([...known].map((locale) => [locale.toLowerCase(), locale]))
  for (const { tag } of wanted) {
    const found = byTag.get(tag) ?? byTag.get(tag.split("-")[0] ?? tag)
    if (found) return found
  }
  return fallback
}
