import { safeText } from "@atrium/kernel"
import { z } from "zod"

/** A code as anybody may send it: case does not matter. */
export const AffiliateCodeText = safeText({ min: 1, max: 100, required: "Enter the code" })

/** A code is kept in capitals, so that MAYA10, Maya10 and maya10 are one. */
export const normaliseCode = (code: string): string => code.trim().toUpperCase()

// Parts of offensive words. Judged without digits, which are often read as letters.
const UNWANTED = [
  ..."ARSE ASS BITCH CLIT COCK COON CUM CUNT DICK DYKE FAG FUC FUCK FUK GOOK HITLER HOMO JIZZ KIKE KKK NAZI".split(" "),
  ..."NEGRO NIGG PAKI PENIS PISS POOF PORN PUSSY RAPE RETARD SEX SHIT SLUT SPIC TITS TRANNY TURD TWAT WANK WHORE".split(
    " "
  ),
]
const RESERVED = ["ADMIN", "ATRIUM", "OFFICIAL", "STAFF", "SUPPORT"]
const LETTERS: Readonly<Record<string, string>> = { "0": "O", "1": "I", "3": "E", "4": "A", "5": "S", "7": "T" }

// "ASS" would refuse Cassandra: short words count only where they stand at a border of the letters.
const reads = (letters: string, word: string): boolean =>
  word.length > 3 ? letters.includes(word) : letters.startsWith(word) || letters.endsWith(word)

/** False for a code with an offensive word, or one that could be the shop's. */
export const isDecentCode = (code: string): boolean => {
  const capitals = normaliseCode(code)
  const spelt = capitals.replace(/[013457]/g, (digit) => LETTERS[digit] ?? digit).replace(/[^A-Z]/g, "")
  const plain = capitals.replace(/[^A-Z]/g, "")
  return ![spelt, plain].some(
    (letters) => UNWANTED.some((word) => reads(letters, word)) || RESERVED.some((word) => letters.includes(word))
  )
}

/** A code an affiliate chooses: 4 to 20 letters and digits, beginning with a letter; kept in capitals. */
export const ChosenCode = z
  .string({ error: "Enter a code" })
  .trim()
  .toUpperCase()
  .regex(/^[A-Z][A-Z0-9]{3,19}$/, "Use 4 to 20 letters and digits, beginning with a letter, for example MAYA10")
  .refine(isDecentCode, "Choose another code")

/** Where `/r/<code>` leads when nothing else is said. */
const HOME = "/"

/**
 * The page of the shop that a link leads to: a path, with its query; everything else (another host, `//host`, a
 * scheme, backslashes, control characters, a link to a link) leads home.
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

/** The link an affiliate shares: `/r/CODE`, and where it leads to when that is not the first page. */
export const affiliateLinkPath = (code: string, to: string = HOME): string =>
  to === HOME ? `/r/${encodeURIComponent(code)}` : `/r/${encodeURIComponent(code)}?to=${encodeURIComponent(to)}`
