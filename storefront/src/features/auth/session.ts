import "server-only"
import { cookies } from "next/headers"
import { cache } from "react"

import { storefrontUrl } from "@/lib/env"

/** The customer's token. httpOnly: no script of the page ever sees it. */
const SESSION_COOKIE = "atrium_session"

/** Ends before the token's own day is over, so that a page never meets a token that has just died. */
const SESSION_SECONDS = 23 * 60 * 60

/** The signed-in visitor's token for calls to the shop; undefined for guests. */
export const sessionToken = cache(
  async (): Promise<string | undefined> => (await cookies()).get(SESSION_COOKIE)?.value || undefined
)

/** Remembers a sign-in. Only from server actions. */
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

/** Forgets the visitor: the sign-in and everything of a cart or purchase. Only from server actions. */
export const endSession = async (): Promise<void> => {
  const jar = await cookies()
  for (const { name } of jar.getAll())
    if (name === SESSION_COOKIE || /^atrium_(cart|purchase)/.test(name)) jar.delete(name)
}

const NEXT_COOKIE = "atrium_next"

/** Where to go once the account exists; for the hour in which the email is read. Only from server actions. */
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
