// Exactly one address: no second address, no name, no line break that would start another header.
const PART = String.raw`[^\s\p{C}<>()[\]\\,;:"@]`
const ADDRESS = new RegExp(`^${PART}{1,64}@${PART}+\\.${PART}{2,}$`, "u")

/** Whether this text is safe as the recipient of an email. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text)

/** Whether this text is safe in a header: not blank, and without control characters. */
export const isHeaderText = (text: string): boolean =>
  text.trim().length > 0 && text.length <= 500 && !/[\p{Cc}\u2028\u2029]/u.test(text)

/** `ravi@customers.atrium.test` → `r…@customers.atrium.test`: enough to distinguish people, not enough to contact them. */
export const maskedAddress = (address: string): string => {
  const at = address.lastIndexOf("@")
  return at < 1 ? "…" : `${address.slice(0, 1)}…${address.slice(at)}`
}
