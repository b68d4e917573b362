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
 * Returns the storefront's settings. Read on first use and never at build time, so that one build works for any shop.
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

/** Returns the storefront's public URL. Doesn't require the publishable key, because robots.txt and metadata need it too. */
export const storefrontUrl = (): string => withoutSlash(process.env.ATRIUM_STOREFRONT_URL || "http://localhost:8000")

/** Returns the backend's URL for browsers. It is part of the content security policy. */
export const publicBackendUrl = (): string =>
  withoutSlash(process.env.ATRIUM_PUBLIC_BACKEND_URL || process.env.ATRIUM_BACKEND_URL || "http://localhost:9000")

/** Returns the Redis that several storefronts share their public pages in, if one is configured. */
export const redisUrl = (): string | undefined => process.env.REDIS_URL || undefined

/** Returns the secret that the backend signs revalidation requests with, if they are enabled. */
export const revalidationSecret = (): string | undefined => process.env.ATRIUM_REVALIDATION_SECRET || undefined

/** Returns the token that monitors read `/api/metrics` with, if one is configured. */
export const metricsToken = (): string | undefined => process.env.ATRIUM_METRICS_TOKEN || undefined

/** Returns the folder of the build, inside the storefront's. */
export const buildFolder = (): string => process.env.ATRIUM_NEXT_DIST_DIR || ".next"

/** Returns the URL at which this process reaches itself. `server.mjs` sets the port. */
export const ownUrl = (): string => `http://localhost:${process.env.PORT || "8000"}`

/** Returns the environment that payment methods read their public settings from, such as `STRIPE_PUBLISHABLE_KEY`. */
export const paymentEnvironment = (): Readonly<Record<string, string | undefined>> => process.env

/** Returns the environment that the origins of images are read from. */
export const imageEnvironment = (): Readonly<Record<string, string | undefined>> => process.env

/** Whether this is `next dev`, whose pages need a less strict content security policy. */
export const isDevelopment = (): boolean => process.env.NODE_ENV === "development"

const withoutSlash = (url: string) => url.replace(/\/+$/, "")
