import { Card, isExpired } from "@atrium/payments/contracts"

/** What a shopper types into the card fields. Lives in the browser's memory only: never stored, never sent to us. */
export type CardValues = { number: string; expiry: string; cvc: string }

/** The card as the gateway's confirm route takes it. */
export type GatewayCard = { number: string; exp_month: number; exp_year: number; cvc: string }

export const EMPTY_CARD: CardValues = { number: "", expiry: "", cvc: "" }

const digitsOf = (text: string) => text.replace(/\D/g, "")

/** "4242424242424242" → "4242 4242 4242 4242", also while typing. */
export const formatCardNumber = (typed: string): string =>
  digitsOf(typed)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, "$1 ")

/** "1228" → "12 / 28", also while typing; a first digit above 1 becomes a month of its own, "2029" stays a year. */
export const formatExpiry = (typed: string): string => {
  const digits = digitsOf(typed)
  const padded = /^[2-9]/.test(digits) ? `0${digits}` : digits
  const year = padded.slice(2)
  const shown = year.startsWith("20") ? year.slice(0, 4) : year.slice(0, 2)
  return shown ? `${padded.slice(0, 2)} / ${shown}` : padded
}

const parseExpiry = (typed: string): { month: number; year: number } | null => {
  const match = /^(\d{2}) \/ (\d{4}|\d{2})$/.exec(formatExpiry(typed))
  if (!match) return null
  const [month, year] = [Number(match[1]), Number(match[2])]
  return month >= 1 && month <= 12 ? { month, year: year < 100 ? 2000 + year : year } : null
}

const expiryError = (typed: string, now: Date): string | undefined => {
  if (!typed.trim()) return "Enter the expiry date"
  const expiry = parseExpiry(typed)
  if (!expiry) return "Enter the expiry date as month and year, for example 08 / 29"
  return isExpired(expiry.month, expiry.year, now) ? "This card has expired. Use another card" : undefined
}

const sentence = (result: { error?: { issues: readonly { message: string }[] } }): string | undefined =>
  result.error?.issues[0]?.message

/** One sentence per wrong card field; empty when the gateway may be asked. */
export const cardErrors = (card: CardValues, now: Date): Partial<Record<keyof CardValues, string>> => {
  const errors = {
    number: sentence(Card.shape.number.safeParse(card.number)),
    expiry: expiryError(card.expiry, now),
    cvc: sentence(Card.shape.cvc.safeParse(card.cvc)),
  }
  return {
    ...(errors.number && { number: errors.number }),
    ...(errors.expiry && { expiry: errors.expiry }),
    ...(errors.cvc && { cvc: errors.cvc }),
  }
}

/** The gateway's form of a card that `cardErrors` found nothing wrong with. Throws on any other. */
export const gatewayCard = (card: CardValues): GatewayCard => {
  const expiry = parseExpiry(card.expiry)
  if (!expiry) throw new RangeError("The card was not checked")
  return {
    number: digitsOf(card.number),
    exp_month: expiry.month,
    exp_year: expiry.year,
    cvc: card.cvc.trim(),
  }
}
