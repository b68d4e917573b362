import { cookies } from "next/headers"

import { readConsent } from "./consent"
import { CONSENT_COOKIE, YEAR_SECONDS } from "./cookies"
import { storefrontUrl } from "./env"

/** Holds the visit's random id. httpOnly, so that no other script can read it. */
export const VISIT_COOKIE = "atrium_visit"
/** The visits that were withdrawn while the backend could not take it. Like the visit, no script reads them. */
const WITHDRAWN_COOKIE = "atrium_withdrawn"
/** Notifies `public/shop.js` that there are some. */
const WITHDRAWING_COOKIE = "atrium_withdrawing"
const MOST_WITHDRAWN = 20
/** A visit ends after this time without an event. */
const VISIT_SECONDS = 30 * 60

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const common = () => ({ sameSite: "lax", path: "/", secure: storefrontUrl().startsWith("https:") }) as const

/** Whether the visitor agreed to analytics. */
export const analyticsAllowed = async (): Promise<boolean> =>
  readConsent((await cookies()).get(CONSENT_COOKIE)?.value)?.allowed === true

/** The current visit's id, or undefined before its first event. */
export const currentVisit = async (): Promise<string | undefined> => {
  const value = (await cookies()).get(VISIT_COOKIE)?.value
  return value !== undefined && UUID.test(value) ? value : undefined
}

/**
 * The current visit's id, or a new one; both last from now on. It is random and stored with events only: never with an
 * account, a cart or an order. Only callable from route handlers, for visitors who agreed to analytics.
 */
export const continueVisit = async (): Promise<string> => {
  const id = (await currentVisit()) ?? crypto.randomUUID()
  ;(await cookies()).set(VISIT_COOKIE, id, { ...common(), httpOnly: true, maxAge: VISIT_SECONDS })
  return id
}

/** Ends the visit. Only callable from server actions and route handlers. */
export const endVisit = async (): Promise<void> => {
  ;(await cookies()).delete(VISIT_COOKIE)
}

/** The visits whose withdrawal the backend has not taken, oldest first. */
export const unsentWithdrawals = async (): Promise<string[]> => {
  const value = (await cookies()).get(WITHDRAWN_COOKIE)?.value ?? ""
  return value.split(".").filter((id) => UUID.test(id))
}

/** Keeps the visits whose withdrawal has to be repeated. Only callable from server actions and route handlers. */
export const keepWithdrawals = async (ids: readonly string[]): Promise<void> => {
  const jar = await cookies()
  if (ids.length === 0) {
    jar.delete(WITHDRAWN_COOKIE)
    jar.delete(WITHDRAWING_COOKIE)
    return
  }
  const kept = ids.slice(-MOST_WITHDRAWN).join(".")
  jar.set(WITHDRAWN_COOKIE, kept, { ...common(), httpOnly: true, maxAge: YEAR_SECONDS })
  jar.set(WITHDRAWING_COOKIE, "1", { ...common(), maxAge: YEAR_SECONDS })
}
