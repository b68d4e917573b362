const DEFAULT_LOCALE = "en"

type Wanted = { tag: string; quality: number }

const parse = (part: string): Wanted[] => {
  const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim())
  const quality = parameters.find((parameter) => parameter.startsWith("q="))
  const value = quality === undefined ? 1 : Number(quality.slice(2))
  return /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) && value > 0 && value <= 1 ? [{ tag, quality: value }] : []
}

/** The language a reader likes best of those that numbers can be written in; "en" when none is known. */
export const localeFrom = (acceptLanguage: string | undefined): string => {
  // A header is short; whatever is longer was not written by a browser.
  const wanted = (acceptLanguage ?? "")
    .slice(0, 500)
    .split(",")
    .flatMap(parse)
    .sort((one, other) => other.quality - one.quality)
  for (const { tag } of wanted) {
    try {
      const [known] = Intl.NumberFormat.supportedLocalesOf(tag)
      if (known) return known
    } catch {
      // A tag that looks right and is none ("en-x"): the next one may be.
    }
  }
  return DEFAULT_LOCALE
}
