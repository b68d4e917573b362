import "server-only"
import { cookies } from "next/headers"
import { cache } from "react"

import { storefrontUrl } from "@/lib/env"

/** Holds the customer's token. httpOnly, so scripts can't read it. */
const SESSION_COOKIE = "atrium_session"

/** Shorter than the token's 24 hours, so that the cookie always expires before its token. */
const SESSION_SECONDS = 23 * 60 * 60

/** Returns the signed-in customer's token, or undefined for guests. */
export const sessionToken = cache(
  async (): Promise<string | undefined> => (await cookies()).get(SESSION_COOKIE)?.value || undefined
)

/** Stores the token. Only callable from server actions. */
export const startSession = async (token: string): Promise<void> => {
  const jar = await cookies()
  jar.set(SESSION_COOKIE, token, {
    httpOnly: true,
    sameSite: "lax",
    secure: storefrontUrl().startsWith("https:"),
    path: "/",
    maxAge: SESSION_SECONDS,
  })
}

/** Deletes the session, cart and purchase cookies. Only callable from server actions. */
export const endSession = async (): Promise<void> => {
  const jar = await cookies()
  for (const { name } of jar.getAll())
    if (name === SESSION_COOKIE || /^atrium_(cart|purchase)/.test(name)) jar.delete(name)
}

const NEXT_COOKIE = "atrium_next"

/** Stores for an hour where to go once the registration is complete. Only callable from server actions. */
export const rememberNext = async (path: string): Promise<void> => {
  const jar = await cookies()
  jar.set(NEXT_COOKIE, path, {
    httpOnly: true,
    sameSite: "lax",
    secure: storefrontUrl().startsWith("https:"),
    path: "/",
    maxAge: 60 * 60,
  })
}

export const takeNext = async (): Promise<string | undefined> => {
  const jar = await cookies()
  const path = jar.get(NEXT_COOKIE)?.value
  jar.delete(NEXT_COOKIE)
  return path
}
