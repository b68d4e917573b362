/**
 * The entered card fields. Kept only in the browser's memory: never stored, never sent to the storefront or backend.
 */
export type CardValues = { number: string; expiry: string; cvc: string }

/** The card in the format of the gateway's confirm route. */
export type GatewayCard = { number: string; exp_month: number; exp_year: number; cvc: string }

export const EMPTY_CARD: CardValues = { number: "", expiry: "", cvc: "" }

const digitsOf = (text: string) => text.replace(/\D/g, "")

/** Formats a card number, also while typing: "4242424242424242" → "4242 4242 4242 4242". */
export const formatCardNumber = (input: string): string =>
  digitsOf(input)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, "$1 ")

/** Formats an expiry date, also while typing: "1228" → "12 / 28", "5" → "05". Four-digit years are kept. */
export const formatExpiry = (input: string): string => {
  const digits = digitsOf(input)
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits
  const year = padded.slice(2)
  const shortened = year.startsWith("20") ? year.slice(0, 4) : year.slice(0, 2)
  return shortened ? `${padded.slice(0, 2)} / ${shortened}` : padded
}

/** Returns the month and year of an expiry date, or null if it isn't one. */
export const parseExpiry = (input: string): { month: number; year: number } | null => {
  const match = /^(\d{2}) \/ (\d{4}|\d{2})$/.exec(formatExpiry(input))
  if (!match) return null
  const [month, year] = [Number(match[1]), Number(match[2])]
  return month >= 1 && month <= 12 ? { month, year: year < 100 ? 2000 + year : year } : null
}

/** Converts a card that passed `cardErrors` to the gateway's format. Throws a RangeError on an invalid expiry date. */
export const gatewayCard = (card: CardValues): GatewayCard => {
  const expiry = parseExpiry(card.expiry)
  if (!expiry) throw new RangeError("Invalid expiry date")
  return {
    number: digitsOf(card.number),
    exp_month: expiry.month,
    exp_year: expiry.year,
    cvc: card.cvc.trim(),
  }
}
