import { isDecentCode } from "../contracts/codes"

const PLAIN = "FRIEND"
// With ten letters of a name a code stays within the twenty characters that are allowed.
const MOST_DIGITS = 10

/** The name as capitals A–Z: accents fall off, everything else too. */
const lettersOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[^A-Za-z]/g, "")
    .toUpperCase()

/**
 * A readable code from a first name: MAYA42. Two digits at first, one more after each third collision. A name that is
 * short, has no Latin letters or reads badly becomes FRIEND.
 * @param attempt counted from 0
 * @param random a number from 0 up to 1
 */
export const suggestCode = (firstName: string, attempt: number, random: () => number): string => {
  const letters = lettersOf(firstName).slice(0, 10)
  const name = letters.length >= 3 && isDecentCode(letters) ? letters : PLAIN
  const digits = Math.min(2 + Math.floor(attempt / 3), MOST_DIGITS)
  const smallest = 10 ** (digits - 1)
  const code = `${name}${smallest + Math.floor(random() * smallest * 9)}`
  // Digits can spell, too: 69 cannot be distinguished from the end of a name, so an unlucky pair is simply not used.
  return isDecentCode(code) && !/(69|88|666|420)/.test(code) ? code : `${PLAIN}${smallest + 2 + (attempt % 3)}`
}
