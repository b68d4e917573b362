/**
 * The security headers of every response, by path. A pure function, so that it can be tested. Headers set by a route take
 * precedence; publicly cacheable routes set their own Cache-Control.
 */
export type HeaderSettings = {
  /** Responses go over TLS, and the browser must require it (HSTS). */
  https: boolean
  /** Admin is served by Vite, which needs inline scripts and a WebSocket. */
  development: boolean
}

type Headers = Readonly<Record<string, string>>

const policy = (rules: readonly string[]): string => rules.join("; ")

/** For JSON and text, which must never be treated as a page. */
const API_POLICY = policy(["default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"])

/** For uploaded files: opened as a document, a file runs no scripts and has no origin. */
const FILE_POLICY = policy(["default-src 'none'", "frame-ancestors 'none'", "sandbox"])

/**
 * For Admin's pages. Scripts load only from its bundle. Inline styles are allowed because components of Medusa's UI
 * library (toasts, scroll locks, scroll areas) insert them without a nonce; a style cannot send data anywhere, because
 * images and connections have their own rules. Images may come from any https URL that a shop uses.
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

/** Files a browser may display inline: images, whose content was checked before they were stored under such a name. */
const DISPLAYED_INLINE = /\.(png|jpe?g|webp|gif|avif)$/

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
  // The storefront embeds them from another origin.
  "Cross-Origin-Resource-Policy": "cross-origin",
  ...(DISPLAYED_INLINE.test(path) ? {} : { "Content-Disposition": "attachment" }),
})

const isUnder = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`)

const headersByArea = (path: string, development: boolean): Headers => {
  if (isUnder(path, "/static")) return filesHeaders(path)
  if (isUnder(path, "/app"))
    return { "Content-Security-Policy": adminPolicy(development), "Cross-Origin-Resource-Policy": "same-origin" }
  return {
    "Content-Security-Policy": API_POLICY,
    "Cross-Origin-Resource-Policy": "same-origin",
    // Most responses are personal. Cacheable routes set their own header.
    "Cache-Control": "no-store",
  }
}

/** `path` without its query. Lowercased, because Express matches folders case-insensitively. */
export const secureHeaders = (path: string, { https, development }: HeaderSettings): Headers => ({
  ...COMMON,
  ...headersByArea(path.toLowerCase(), development),
  ...(https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
})
