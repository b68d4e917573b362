import { safeText } from "@atrium/kernel"
import { z } from "zod"

/** A code as clients send it, in any case. */
export const AffiliateCodeText = safeText({ min: 1, max: 100, required: "Enter the code" })

/** Codes are stored in upper case, so that MAYA10, Maya10 and maya10 are the same. */
export const normalizeCode = (code: string): string => code.trim().toUpperCase()

// Offensive words. Digits are converted to letters or removed before the comparison.
const UNWANTED = [
  ..."ARSE ASS BITCH CLIT COCK COON CUM CUNT DICK DYKE FAG FUC FUCK FUK GOOK HITLER HOMO JIZZ KIKE KKK NAZI".split(" "),
  ..."NEGRO NIGG PAKI PENIS PISS POOF PORN PUSSY RAPE RETARD SEX SHIT SLUT SPIC TITS TRANNY TURD TWAT WANK WHORE".split(
    " "
  ),
]
const RESERVED = ["ADMIN", "ATRIUM", "OFFICIAL", "STAFF", "SUPPORT"]
const LETTERS: Readonly<Record<string, string>> = { "0": "O", "1": "I", "3": "E", "4": "A", "5": "S", "7": "T" }

// "ASS" would refuse Cassandra, so short words count only at the start or end.
const containsWord = (letters: string, word: string): boolean =>
  word.length > 3 ? letters.includes(word) : letters.startsWith(word) || letters.endsWith(word)

/** False for a code with an offensive word, or one that looks like the shop's. */
export const isAcceptableCode = (code: string): boolean => {
  const capitals = normalizeCode(code)
  const spelled = capitals.replace(/[013457]/g, (digit) => LETTERS[digit] ?? digit).replace(/[^A-Z]/g, "")
  const plain = capitals.replace(/[^A-Z]/g, "")
  return ![spelled, plain].some(
    (letters) => UNWANTED.some((word) => containsWord(letters, word)) || RESERVED.some((word) => letters.includes(word))
  )
}

/** A code an affiliate chooses: 4 to 20 letters and digits, starting with a letter; stored in upper case. */
export const ChosenCode = z
  .string({ error: "Enter a code" })
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{3,19}$/, "Use 4 to 20 letters and digits, starting with a letter, for example MAYA10")
  .refine(isAcceptableCode, "Choose another code")

/** The default destination of `/r/<code>`. */
const HOME = "/"

/**
 * The shop's page that a link leads to: a path with its query. Anything else (another host, `//host`, a scheme,
 * backslashes, control characters, a link to a link) leads to the home page.
 */
export const landingPathOf = (to: unknown): string => {
  // eslint-disable-next-line no-control-regex
  if (typeof to !== "string" || to.length > 500 || !/^\/(?![/\\])/.test(to) || /[\\\u0000-\u0020\u007f]/.test(to))
    return HOME
  const here = "https://shop.invalid"
  if (!URL.canParse(to, here)) return HOME
  const url = new URL(to, here)
  if (url.origin !== here || /^\/(r|api)(\/|$)/.test(url.pathname)) return HOME
  return url.pathname.startsWith("//") ? HOME : `${url.pathname}${url.search}`
}

/** The link an affiliate shares: `/r/CODE`, with its destination if that is not the home page. */
export const affiliateLinkPath = (code: string, to: string = HOME): string =>
  to === HOME ? `/r/${encodeURIComponent(code)}` : `/r/${encodeURIComponent(code)}?to=${encodeURIComponent(to)}`
