import "server-only"
import { z } from "zod"

const Environment = z.object({
  ATRIUM_BACKEND_URL: z.url().default("http://localhost:9000"),
  ATRIUM_PUBLISHABLE_KEY: z.string().min(1, "Set ATRIUM_PUBLISHABLE_KEY to the shop's publishable key"),
})

type ShopEnvironment = {
  backendUrl: string
  publishableKey: string
}

let parsed: ShopEnvironment | undefined

/**
 * The storefront's settings, read when first asked for and never while building: one build serves any shop.
 * Throws when the publishable key is missing.
 */
export const shopEnvironment = (): ShopEnvironment => {
  if (parsed) return parsed
  const env = Environment.parse(process.env)
  parsed = {
    backendUrl: withoutSlash(env.ATRIUM_BACKEND_URL),
    publishableKey: env.ATRIUM_PUBLISHABLE_KEY,
  }
  return parsed
}

/** The shop's own public address, needed also where no publishable key is (robots, metadata). */
export const storefrontUrl = (): string => withoutSlash(process.env.ATRIUM_STOREFRONT_URL || "http://localhost:8000")

/** Where browsers reach the backend; the proxy names it in the content security policy. */
export const publicBackendUrl = (): string =>
  withoutSlash(process.env.ATRIUM_PUBLIC_BACKEND_URL || process.env.ATRIUM_BACKEND_URL || "http://localhost:9000")

/** What payment methods read their public settings from (`STRIPE_PUBLISHABLE_KEY`, `ATRIUM_EXAMPLES`, …). */
export const paymentEnvironment = (): Readonly<Record<string, string | undefined>> => process.env

/** True under `next dev`, whose pages need a looser content security policy. */
export const isDevelopment = (): boolean => process.env.NODE_ENV === "development"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")
