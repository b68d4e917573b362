import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"

/** Derives a separate key, so that a link can't sign anything else. */
const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "", "atrium document link", 32))

const signatureOf = (secret: string, subject: string, expires: string): Buffer =>
  createHmac("sha256", keyOf(secret)).update(`${subject}\n${expires}`).digest()

/** A token that opens one subject, such as the documents of an order, until it expires: `<unix seconds>.<signature>`. */
export const signLink = (secret: string, subject: string, expiresAt: Date): string => {
  const expires = String(Math.floor(expiresAt.getTime() / 1000))
  return `${expires}.${signatureOf(secret, subject, expires).toString("base64url")}`
}

/** Whether a token opens this subject at `now`. Compares in constant time. */
export const opensLink = (secret: string, subject: string, token: string, now: Date): boolean => {
  const [expires = "", signature = ""] = token.split(".")
  const right = signatureOf(secret, subject, expires)
  const given = Buffer.from(signature, "base64url")
  const signed = right.length === given.length && timingSafeEqual(right, given)
  return signed && Number(expires) * 1000 > now.getTime()
}
