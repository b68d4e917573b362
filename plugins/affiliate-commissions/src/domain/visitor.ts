import { createHmac } from "node:crypto"

/**
 * A keyed hash that identifies repeated visits but cannot be reversed without the key. Null for missing text.
 */
export const visitorHash = (secret: string, kind: "address" | "device", text: string | undefined): string | null =>
  text ? createHmac("sha256", `affiliate-${kind}:${secret}`).update(text).digest("base64url") : null

/** The path of a page; queries may contain tokens and are not stored. */
export const landingPath = (landingUrl: string): string => {
  const base = "https://shop.invalid"
  return URL.canParse(landingUrl, base) ? new URL(landingUrl, base).pathname.slice(0, 500) : "/"
}

/** The host a visitor came from, or null. */
export const referrerHost = (referrer: string | null | undefined): string | null => {
  const host = referrer && URL.canParse(referrer) ? new URL(referrer).host : ""
  return host ? host.slice(0, 253) : null
}
