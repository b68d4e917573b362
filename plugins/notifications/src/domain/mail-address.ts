// One address and nothing else: no second address, no name, no line break that would start another header.
const PART = String.raw`[^\s\p{C}<>()[\]\\,;:"@]`
const MAILBOX = new RegExp(`^${PART}{1,64}@${PART}+\\.${PART}{2,}$`, "u")

/** True when an email can be addressed to this text safely. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && MAILBOX.test(text)

/** True when this text is safe in a header: something to read, and no control character. */
export const isHeaderText = (text: string): boolean =>
  text.trim().length > 0 && text.length <= 500 && !/[\p{Cc}\u2028\u2029]/u.test(text)

/** `ravi@customers.atrium.test` → `r…@customers.atrium.test`: enough to tell people apart, too little to write to. */
export const maskedAddress = (address: string): string => {
  const at = address.lastIndexOf("@")
  return at < 1 ? "…" : `${address.slice(0, 1)}…${address.slice(at)}`
}
