/** Where the storefront makes smaller pictures of, as Next's `images.remotePatterns` states it. */
export type ImagePattern = { protocol: "http" | "https"; hostname: string; port: string; pathname: string }

type Environment = Readonly<Record<string, string | undefined>>

const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\])$/

const patternOf = (text: string, pathname: string): ImagePattern => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new Error(`ATRIUM_IMAGE_ORIGINS: "${text}" is not an origin such as https://images.example.com`)
  const protocol = url.protocol === "https:" ? "https" : "http"
  return { protocol, hostname: url.hostname, port: url.port, pathname }
}

/**
 * The origins in `ATRIUM_IMAGE_ORIGINS`, and the files that were uploaded in Admin. An image of another origin is shown as
 * it is.
 * @throws if an entry is no origin
 */
export const imagePatterns = (env: Environment): ImagePattern[] => {
  const backend = env.ATRIUM_PUBLIC_BACKEND_URL || env.ATRIUM_BACKEND_URL || "http://localhost:9000"
  const files = new URL(env.ATRIUM_FILES_URL || backend).origin
  const origins = (env.ATRIUM_IMAGE_ORIGINS ?? "")
    .split(",")
    .map((origin) => origin.trim())
    .filter(Boolean)
  for (const origin of origins)
    if (patternOf(origin, "/**").hostname.includes("*") || new URL(origin).origin !== origin.replace(/\/$/, ""))
      throw new Error(`ATRIUM_IMAGE_ORIGINS: "${origin}" must be an origin without a path or wildcard`)
  return [patternOf(files, "/static/**"), ...origins.map((origin) => patternOf(origin, "/**"))]
}

/** Whether one of these is this machine, as in a demo. Everywhere else, names that lead into a private network are refused. */
export const hasLocalOrigin = (patterns: readonly ImagePattern[]): boolean =>
  patterns.some(({ hostname }) => LOCAL.test(hostname))

/** Whether the storefront may make smaller pictures of this image. */
export const isOptimizedImage = (image: string, patterns: readonly ImagePattern[]): boolean => {
  if (!URL.canParse(image)) return false
  const { protocol, hostname, port, pathname } = new URL(image)
  return patterns.some(
    (pattern) =>
      protocol === `${pattern.protocol}:` &&
      hostname === pattern.hostname &&
      port === pattern.port &&
      pathname.startsWith(pattern.pathname.replace("**", ""))
  )
}
