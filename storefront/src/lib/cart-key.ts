import { cookies } from "next/headers"

import { storefrontUrl } from "./env"

/** The cart of this browser: its ID, the secret that gives guests access, and the purchase that pays for it, once started. */
export type CartKey = { id: string; secret: string; purchaseId?: string }

/** Holds the cart's key. httpOnly, so that no script can read the secret. */
const CART_COOKIE = "atrium_cart"
/** Number of units in the cart, for the header. Scripts read it, and it reveals nothing else. */
const CART_COUNT_COOKIE = "atrium_cart_count"
/** As long as the backend accepts the secret in its own cookie. */
const CART_SECONDS = 30 * 24 * 60 * 60

/** The key of a customer's cart, which needs no secret: the customer's session gives access. */
export const accountCartKey = (id: string): CartKey => ({ id, secret: "account" })

const PART = /^[A-Za-z0-9_-]{1,128}$/

/** Returns the key in the cookie, or undefined when there is none or it is malformed. */
export const parseCartKey = (cookie: string | undefined): CartKey | undefined => {
  const [id = "", secret = "", purchaseId, ...rest] = (cookie ?? "").split(".")
  if (!PART.test(id) || !PART.test(secret) || rest.length > 0) return undefined
  if (purchaseId === undefined) return { id, secret }
  return PART.test(purchaseId) ? { id, secret, purchaseId } : undefined
}

export const serializeCartKey = ({ id, secret, purchaseId }: CartKey): string =>
  [id, secret, ...(purchaseId === undefined ? [] : [purchaseId])].join(".")

const cookieOptions = () =>
  ({ sameSite: "lax", path: "/", maxAge: CART_SECONDS, secure: storefrontUrl().startsWith("https:") }) as const

/** Returns the key of the visitor's cart. */
export const currentCartKey = async (): Promise<CartKey | undefined> =>
  parseCartKey((await cookies()).get(CART_COOKIE)?.value)

/** Whether this purchase pays for the visitor's cart. */
export const isCartPurchase = async (purchaseId: string): Promise<boolean> =>
  (await currentCartKey())?.purchaseId === purchaseId

/** Stores the cart's key and its number of units. Only callable from server actions and route handlers. */
export const rememberCart = async (key: CartKey, units?: number): Promise<void> => {
  const jar = await cookies()
  jar.set(CART_COOKIE, serializeCartKey(key), { ...cookieOptions(), httpOnly: true })
  if (units !== undefined) jar.set(CART_COUNT_COOKIE, String(units), cookieOptions())
}

/** Forgets the cart once it was paid by this purchase. Only callable from server actions and route handlers. */
export const forgetPaidCart = async (purchaseId: string): Promise<void> => {
  const key = await currentCartKey()
  if (key?.purchaseId !== purchaseId) return
  const jar = await cookies()
  jar.delete(CART_COOKIE)
  jar.delete(CART_COUNT_COOKIE)
}
