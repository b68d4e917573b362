const DEFAULT_LOCALE = "en"
// A header is short; whatever is longer was not written by a browser.
const LONGEST_HEADER = 500

type Wanted = { tag: string; quality: number }

const parse = (part: string): Wanted[] => {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim())
  const quality = parameters.find((parameter) => parameter.startsWith("q="))
  const value = quality === undefined ? 1 : Number(quality.slice(2))
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && value > 0 && value <= 1 ? [{ tag, quality: value }] : []
}

/** The language tags of an `Accept-Language` header, most preferred first. Anything malformed is left out. */
export const languagesOf = (acceptLanguage: string | null | undefined): string[] =>
  (acceptLanguage ?? "")
    .slice(0, LONGEST_HEADER)
    .split(",")
    .flatMap(parse)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)

/**
 * The locale of `known` that an `Accept-Language` header prefers, in the spelling of `known`; `de-AT` accepts `de`.
 * Returns `fallback` when the header names none of them.
 */
export const negotiateLocale = (
  acceptLanguage: string | null | undefined,
  known: ReadonlySet<string>,
  fallback: string
): string => {
  const byTag = new Map([...known].map((locale) => [locale.toLowerCase(), locale]))
  for (const language of languagesOf(acceptLanguage)) {
    const tag = language.toLowerCase()
    const found = byTag.get(tag) ?? byTag.get(tag.split("-")[0] ?? tag)
    if (found) return found
  }
  return fallback
}

/** The locale that numbers and dates are formatted in for a reader: their most preferred one that Intl knows, or "en". */
export const formattingLocale = (acceptLanguage: string | null | undefined): string => {
  for (const tag of languagesOf(acceptLanguage)) {
    try {
      const [known] = Intl.NumberFormat.supportedLocalesOf(tag)
      if (known) return known
    } catch {
      // A tag that looks right and is not one ("en-x"): the next one may be.
    }
  }
  return DEFAULT_LOCALE
}
