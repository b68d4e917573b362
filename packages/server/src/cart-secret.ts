import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"

/** Derives a separate key, so that a cart's secret can't sign a session. */
const keyOf = (cookieSecret: string): Buffer =>
  Buffer.from(hkdfSync("sha256", cookieSecret, "", "atrium cart secret", 32))

/** The secret of a cart, known only to its creator. It is derived, not stored: a new COOKIE_SECRET invalidates all of them. */
export const cartSecret = (cookieSecret: string, cartId: string): string =>
  createHmac("sha256", keyOf(cookieSecret)).update(cartId).digest("base64url")

export const isCartSecret = (cookieSecret: string, cartId: string, given: string): boolean => {
  const right = Buffer.from(cartSecret(cookieSecret, cartId))
  const shown = Buffer.from(given)
  return right.length === shown.length && timingSafeEqual(right, shown)
}

export const CART_HEADER = "x-cart-token"
export const CART_COOKIE = "atrium_cart"

/** The secret a request sends for this cart: the header, else the cookie `<cart id>.<secret>` if it names this cart. */
export const sentSecret = (
  headers: { [CART_HEADER]?: string | string[] | undefined; cookie?: string | undefined },
  cartId: string
): string => {
  const header = headers[CART_HEADER]
  if (typeof header === "string" && header) return header
  for (const pair of (headers.cookie ?? "").split(";")) {
    const [name, value = ""] = pair.trim().split("=")
    if (name === CART_COOKIE && value.startsWith(`${cartId}.`)) return value.slice(cartId.length + 1)
  }
  return ""
}
