import { isAcceptableCode } from "../contracts/codes"

const FALLBACK = "FRIEND"
// With ten letters of a name a code stays within the twenty characters that are allowed.
const MAX_DIGITS = 10

/** The name's letters A–Z in upper case, without accents and other characters. */
const lettersOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toUpperCase()

/**
 * A readable code from a first name: MAYA42. Two digits at first, one more after each third collision. A name that is
 * too short, has no Latin letters or is offensive becomes FRIEND.
 * @param attempt counted from 0
 * @param random returns a number from 0 (inclusive) to 1 (exclusive)
 */
export const suggestCode = (firstName: string, attempt: number, random: () => number): string => {
  const letters = lettersOf(firstName).slice(0, 10)
  const name = letters.length >= 3 && isAcceptableCode(letters) ? letters : FALLBACK
  const digits = Math.min(2 + Math.floor(attempt / 3), MAX_DIGITS)
  const smallest = 10 ** (digits - 1)
  const code = `${name}${smallest + Math.floor(random() * smallest * 9)}`
  // Some numbers are offensive too, so they are not used.
  return isAcceptableCode(code) && !/(69|88|666|420)/.test(code) ? code : `${FALLBACK}${smallest + 2 + (attempt % 3)}`
}
