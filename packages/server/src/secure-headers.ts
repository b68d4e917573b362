/**
 * The headers every answer carries, by what lives under the path. Pure, so that a test can read them. What a route sets
 * itself wins; a route that is cacheable for everyone says so.
 */
export type HeaderSettings = {
  /** Answers go over TLS, and a browser shall insist on it. */
  https: boolean
  /** Admin comes from Vite, which needs inline scripts and a socket. */
  development: boolean
}

type Headers = Readonly<Record<string, string>>

const policy = (rules: readonly string[]): string => rules.join("; ")

/** JSON and text: nothing in it is a page, whatever a browser makes of it. */
const API_POLICY = policy(["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])

/** An uploaded file: opened as a document, it can run nothing and belongs to no origin. */
const FILE_POLICY = policy(["default-src 'none'", "frame-ancestors 'none'", "sandbox"])

/**
 * Admin's pages. Scripts come from its bundle alone. Style elements: components of Medusa's UI library (toasts, scroll
 * locks, scroll areas) insert them while they run and offer no nonce, so they must be allowed; a style cannot call out,
 * for pictures and connections have their own rules. Pictures may be at any https address a shop uses for them.
 */
const adminPolicy = (development: boolean): string =>
  policy([
    "default-src 'none'",
    `script-src 'self'${development ? " 'unsafe-inline' 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "font-src 'self' data:",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ])

/** Files a browser may show in place: pictures, whose content was checked before they were stored under such a name. */
const SHOWN_IN_PLACE = /\.(png|jpe?g|webp|gif|avif)$/

const COMMON: Headers = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "X-Permitted-Cross-Domain-Policies": "none",
  "X-DNS-Prefetch-Control": "off",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
}

const filesHeaders = (path: string): Headers => ({
  "Content-Security-Policy": FILE_POLICY,
  // The storefront shows them, from its own origin.
  "Cross-Origin-Resource-Policy": "cross-origin",
  ...(SHOWN_IN_PLACE.test(path) ? {} : { "Content-Disposition": "attachment" }),
})

const isUnder = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

const headersByArea = (path: string, development: boolean): Headers => {
  if (isUnder(path, "/static")) return filesHeaders(path)
  if (isUnder(path, "/app"))
    return { "Content-Security-Policy": adminPolicy(development), "Cross-Origin-Resource-Policy": "same-origin" }
  return {
    "Content-Security-Policy": API_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    // Most answers are personal. Cacheable ones are declared by their route.
    "Cache-Control": "no-store",
  }
}

/** `path` without its query. Express serves a folder in any case of its letters, so that none may change the rules. */
export const secureHeaders = (path: string, { https, development }: HeaderSettings): Headers => ({
  ...COMMON,
  ...headersByArea(path.toLowerCase(), development),
  ...(https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
})
