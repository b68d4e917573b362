import "server-only"
import { cookies } from "next/headers"
import { cache } from "react"

import { storefrontUrl } from "@/lib/env"

/**
 * Holds the provider's token, separate from the customer's, so that a user can be signed in as both. httpOnly, and sent
 * only to the portal's pages.
 */
const PROVIDER_COOKIE = "atrium_provider"
const PATH = "/provider"

/** Shorter than the token's 24 hours, so that the cookie always expires before its token. */
const SESSION_SECONDS = 23 * 60 * 60

/** Returns the signed-in provider's token, or undefined. */
export const providerToken = cache(
  async (): Promise<string | undefined> => (await cookies()).get(PROVIDER_COOKIE)?.value || undefined
)

/** Stores the token. Only callable from server actions. */
export const startProviderSession = async (token: string): Promise<void> => {
  const jar = await cookies()
  jar.set(PROVIDER_COOKIE, token, {
    httpOnly: true,
    sameSite: "lax",
    secure: storefrontUrl().startsWith("https:"),
    path: PATH,
    maxAge: SESSION_SECONDS,
  })
}

/** Deletes the session cookie. Only callable from server actions. */
export const endProviderSession = async (): Promise<void> => {
  const jar = await cookies()
  jar.set(PROVIDER_COOKIE, "", { httpOnly: true, sameSite: "lax", path: PATH, maxAge: 0 })
}
