import type { Fingerprint } from "./clean-facts"

const DATE = String.raw`(?<![\p{L}\p{N}\p{Pd}])(?:(?:19|20)\d\d-(?:0\d|1[0-2])-[0-3]\d|[0-3]?\d-(?:0?\d|1[0-2])-(?:19|20)\d\d)(?![\d-])`
const CURRENCY = String.raw`(?:\p{Sc}|(?<!\p{L})(?:INR|USD|EUR|GBP|Rs\.?)(?!\p{L}))`
const SUM = String.raw`\d+(?:[,. ]\d{2,3})*(?!\d)`

/** What has as many digits as a phone number and is none. Email addresses are masked as a whole, elsewhere. */
const NO_PHONE = [
  // Email addresses.
  String.raw`(?<![\w.%+'-])[\w.%+'-]+@[\w-]+\.[\w.-]+`,
  // Ids with a prefix, and UUIDs.
  String.raw`(?<![\p{L}\p{N}_])[a-z]{2,}_[\w-]{8,}`,
  String.raw`(?<![\p{L}\p{N}_-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\p{L}\p{N}_-])`,
  // Reference numbers, also with spaces between their groups.
  String.raw`(?<![\p{L}\p{N}])(?:OR|SR)-[0-9A-Z]{4}[\s-]?[0-9A-Z]{4}[\s-]?[0-9A-Z]{3}(?![\p{L}\p{N}])`,
  // Dates with their time, and amounts of money.
  String.raw`${DATE}(?:[T ]\d\d:\d\d)?`,
  String.raw`${CURRENCY}\s?${SUM}`,
  String.raw`(?<!\d)${SUM}\s?${CURRENCY}`,
].join("|")

/** Seven digits or more, with spaces, dashes and brackets between them. Not a part of a word, nor with decimals. */
const PHONE_SHAPE = String.raw`(?<![\p{L}\p{N}_#]|[\p{L}\p{N}_]\p{Pd})[+(]{0,2}\d(?:[\s()\p{Pd}]{0,3}\d){6,40}(?![\p{L}\p{N}_]|\p{Pd}\d|[.,]\d{1,2}(?!\d))`

const EVERY_PHONE = new RegExp(`(?<other>${NO_PHONE})|${PHONE_SHAPE}`, "giu")

/** However it is written, a number has one fingerprint: its digits, after a plus where it starts with `+` or `00`. */
const digitsOf = (phone: string): string => {
  const digits = phone.replace(/\D/g, "")
  return phone.includes("+") ? `+${digits}` : digits.replace(/^00/, "+")
}

/** Replaces what looks like a phone number by `[phone #1a2b3c4d]`. */
export const maskPhones = (text: string, fingerprint: Fingerprint): string =>
  text.replace(EVERY_PHONE, (whole: string, other: string | undefined) =>
    other === undefined ? `[phone #${fingerprint(digitsOf(whole))}]` : whole
  )

/** The fingerprints that find a number, with and without the plus of its country; none when the search isn't a number. */
export const phoneFingerprints = (search: string, fingerprint: Fingerprint): string[] => {
  const text = search.trim()
  const [found] = text.matchAll(EVERY_PHONE)
  if (found?.[0] !== text || found.groups?.other !== undefined) return []
  const digits = digitsOf(text).replace("+", "")
  return [fingerprint(digits), fingerprint(`+${digits}`)]
}

/** Parameters of lists whose values are ids, dates, amounts or pages. */
const NO_PHONE_KEY = /(^|_)(ids?|at|date|from|until|amount|total|price|limit|offset)$/i

/** A request's query without the phone numbers that were searched for. */
export const maskPhonesInQuery = (query: unknown, fingerprint: Fingerprint): unknown => {
  if (typeof query === "string") return maskPhones(query, fingerprint)
  if (Array.isArray(query)) return query.map((item) => maskPhonesInQuery(item, fingerprint))
  if (typeof query !== "object" || query === null) return query
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => [
      key,
      NO_PHONE_KEY.test(key) ? value : maskPhonesInQuery(value, fingerprint),
    ])
  )
}
