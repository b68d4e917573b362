import "server-only"
import { cookies } from "next/headers"
import { cache } from "react"

import { storefrontUrl } from "@/lib/env"

/**
 * The provider's token, in a cookie of its own: somebody may shop and work in one browser without one sign-in ending
 * the other. httpOnly, and sent to the portal's pages alone.
 */
const PROVIDER_COOKIE = "atrium_provider"
const PATH = "/provider"

/** Ends before the token's own day is over, so that a page never meets a token that has just died. */
const SESSION_SECONDS = 23 * 60 * 60

/** The signed-in provider's token; undefined for everybody else. */
export const providerToken = cache(
  async (): Promise<string | undefined> => (await cookies()).get(PROVIDER_COOKIE)?.value || undefined
)

/** Remembers a sign-in. Only from server actions. */
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

/** Forgets the provider. Only from server actions. */
export const endProviderSession = async (): Promise<void> => {
  const jar = await cookies()
  jar.set(PROVIDER_COOKIE, "", { httpOnly: true, sameSite: "lax", path: PATH, maxAge: 0 })
}
