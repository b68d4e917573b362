import { cookies } from "next/headers"

import { readConsent } from "./consent"
import { CONSENT_COOKIE } from "./cookies"
import { storefrontUrl } from "./env"

/** Holds the visit's random id. httpOnly, so that no other script can read it. */
export const VISIT_COOKIE = "atrium_visit"
/** A visit ends after this time without an event. */
const VISIT_SECONDS = 30 * 60

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

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
  const secure = storefrontUrl().startsWith("https:")
  ;(await cookies()).set(VISIT_COOKIE, id, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge: VISIT_SECONDS,
    secure,
  })
  return id
}

/** Ends the visit. Only callable from server actions and route handlers. */
export const endVisit = async (): Promise<void> => {
  ;(await cookies()).delete(VISIT_COOKIE)
}
