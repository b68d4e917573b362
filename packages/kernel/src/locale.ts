const DEFAULT_LOCALE = "en"
// No browser sends a longer header.
const MAX_HEADER_LENGTH = 500

type LanguagePreference = { tag: string; quality: number }

const parse = (part: string): LanguagePreference[] => {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim())
  const quality = parameters.find((parameter) => parameter.startsWith("q="))
  const value = quality === undefined ? 1 : Number(quality.slice(2))
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && value > 0 && value <= 1 ? [{ tag, quality: value }] : []
}

/** The language tags of an `Accept-Language` header, most preferred first. Malformed tags are ignored. */
export const languagesOf = (acceptLanguage: string | null | undefined): string[] =>
  (acceptLanguage ?? "")
    .slice(0, MAX_HEADER_LENGTH)
    .split(",")
    .flatMap(parse)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)

/**
 * The locale of `known` that an `Accept-Language` header prefers, spelled as in `known`; `de-AT` matches `de`.
 * Returns `fallback` when the header lists none of them.
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

/** The locale for formatting numbers and dates: the most preferred one that Intl supports, or "en". */
export const formattingLocale = (acceptLanguage: string | null | undefined): string => {
  for (const tag of languagesOf(acceptLanguage)) {
    try {
      const [known] = Intl.NumberFormat.supportedLocalesOf(tag)
      if (known) return known
    } catch {
      // Well-formed but not a valid tag ("en-x"): try the next one.
    }
  }
  return DEFAULT_LOCALE
}
