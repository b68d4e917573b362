/** JSON as it is stored. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** A short keyed hash: shows that two masked values differ, or are the same, without showing them. */
export type Fingerprint = (value: string) => string

const MAX_TEXT_LENGTH = 500
const MAX_ITEMS = 50
const MAX_DEPTH = 6
const MAX_SIZE = 16_000

const SECRET_KEY =
  /pass(word|phrase|code)|secret|token|authorization|cookie|api_?key|credential|signature|private_?key|otp|recovery|redacted|cvc|cvv|card_?number|(^|_)(pin|iban|hash|salt)$/i
const PERSONAL_KEY =
  /e_?mail|phone|mobile|(first|last|full|customer|given|family|holder)_?name|address(_?[123]|_line.*)?$|postal|zip|birth|tax_?id|passport|national_?id/i
/** Free text and form answers: masked completely. */
const FREE_TEXT_KEY = /requirements|intake|(^|_)(answers?|notes?)$/i
const EMAIL = /([A-Za-z0-9._%+'-])[A-Za-z0-9._%+'-]*@([A-Za-z0-9.-]+\.[A-Za-z]{2,})/g
const PHONE = /(?<![\w.-])\+[1-9]\d{6,14}\b/g
const CREDENTIAL =
  /\b(Bearer|Basic)\s+[\w.~+/=-]+|\b(sk|rk|pk|whsec|secret|cs)_[A-Za-z0-9_]{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]+/gi
// These ids work as credentials. Their last characters are enough to find the row in the database.
const CREDENTIAL_ID = /\b(pur|cart|sbxpi|payses)_[\w-]+?([\w-]{4})(?![\w-])/g
// eslint-disable-next-line no-control-regex
const UNSTORABLE = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** `r…@example.com #1a2b3c4d`: enough to recognize, not enough to contact. */
export const maskEmail = (email: string, fingerprint: Fingerprint): string =>
  email.replace(EMAIL, (whole, first: string, domain: string) => {
    return `${first}…@${domain.toLowerCase()} #${fingerprint(whole.toLowerCase())}`
  })

const truncate = (text: string, maxLength: number): string =>
  text.length <= maxLength ? text : `${text.slice(0, maxLength)}… (${text.length} characters)`

/** Text that may be stored: without email addresses, phone numbers and credentials, truncated, accepted by Postgres. */
export const cleanText = (text: string, fingerprint: Fingerprint, maxLength = MAX_TEXT_LENGTH): string =>
  maskEmail(
    truncate(text.replace(UNSTORABLE, "\ufffd"), maxLength)
      .replace(CREDENTIAL, "[secret]")
      .replace(CREDENTIAL_ID, "$1_[…$2]")
      .replace(PHONE, (phone) => `[phone #${fingerprint(phone)}]`),
    fingerprint
  )

/** Names of staff and of the shop, which are not masked. */
export const cleanName = (text: string, maxLength = 200): string =>
  truncate(text.replace(UNSTORABLE, "\ufffd"), maxLength).replace(CREDENTIAL, "[secret]")

const plain = (value: unknown): unknown => {
  try {
    const text = JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item))
    return text === undefined ? null : JSON.parse(text)
  } catch {
    return "[unreadable]"
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

const masked = (value: unknown, fingerprint: Fingerprint): Json => {
  if (value === null || value === "" || typeof value === "boolean") return value
  const text = typeof value === "string" ? value : JSON.stringify(value)
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return maskEmail(text, fingerprint)
  return `[hidden #${fingerprint(text)}]`
}

const cleanField = (key: string, item: unknown, fingerprint: Fingerprint, depth: number): Json => {
  if (SECRET_KEY.test(key)) return item === null ? null : "[secret]"
  if (FREE_TEXT_KEY.test(key) || (PERSONAL_KEY.test(key) && !isObject(item))) return masked(item, fingerprint)
  return clean(item, fingerprint, depth + 1)
}

const clean = (value: unknown, fingerprint: Fingerprint, depth: number): Json => {
  if (value === null || typeof value === "boolean" || typeof value === "number") return value
  if (typeof value === "string") return cleanText(value, fingerprint)
  if (!isObject(value)) return null
  if (depth >= MAX_DEPTH) return "[deeper]"
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => clean(item, fingerprint, depth + 1))
    return value.length > MAX_ITEMS ? [...items, `… ${value.length - MAX_ITEMS} more`] : items
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [cleanName(key, 100), cleanField(key, item, fingerprint, depth)])
  )
}

/**
 * Values as the audit log stores them: secrets removed by their key, personal values masked, long values truncated. Of very
 * large values only the size is recorded.
 */
export const cleanFacts = (value: unknown, fingerprint: Fingerprint): Json => {
  const cleaned = clean(plain(value), fingerprint, 0)
  const size = JSON.stringify(cleaned).length
  return size <= MAX_SIZE ? cleaned : { cut: `${size} characters` }
}
