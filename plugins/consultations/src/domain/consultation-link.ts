import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"

/** Derives a separate key, so that a link can't sign anything else. */
const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "", "atrium consultation link", 32))

/** The token of a consultation's link. Computed and not stored: what it allows depends on the consultation's status. */
export const linkToken = (secret: string, consultationId: string): string =>
  createHmac("sha256", keyOf(secret)).update(consultationId).digest("base64url")

/** Whether a token belongs to this consultation. Compares in constant time. */
export const opensConsultation = (secret: string, consultationId: string, token: string): boolean => {
  const right = Buffer.from(linkToken(secret, consultationId))
  const given = Buffer.from(token)
  return right.length === given.length && timingSafeEqual(right, given)
}
