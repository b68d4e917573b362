import { createHmac, timingSafeEqual } from "node:crypto"

/**
 * Signatures of the sandbox gateway: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<raw body>">`.
 * Times are the machine's and not business time: the demo can change its clock by weeks, which does not affect the other
 * side's clock.
 */
export const SIGNATURE_HEADER = "x-sandbox-signature"
export const SIGNATURE_TOLERANCE_SECONDS = 300

const macOf = (secret: string, seconds: string, body: Buffer): Buffer =>
  createHmac("sha256", secret).update(`${seconds}.`).update(body).digest()

const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000)

/** The header that proves that `body` was sent at `at` by a sender with the secret. */
export const signEvent = (secret: string, body: Buffer, at: Date): string => {
  const seconds = String(secondsOf(at))
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString("hex")}`
}

/** Whether the header signs exactly these bytes and its time is within 300 s of `at`. Compares in constant time. */
export const isValidSignature = (secret: string, body: Buffer, header: unknown, at: Date): boolean => {
  if (typeof header !== "string") return false
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header.trim())
  if (!match) return false
  const [, seconds = "", mac = ""] = match
  const holds = timingSafeEqual(macOf(secret, seconds, body), Buffer.from(mac, "hex"))
  return holds && Math.abs(secondsOf(at) - Number(seconds)) <= SIGNATURE_TOLERANCE_SECONDS
}

/** Compares texts in a time that depends on neither's content. */
export const sameSecret = (given: string, expected: string): boolean => {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
