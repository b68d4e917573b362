/** Options of the security headers. */
export type HeaderOptions = {
  /** Undefined for public pages. */
  nonce: string | undefined
  backendOrigin: string
  development: boolean
  /** Whether the shop uses HTTPS, which browsers should then enforce. */
  https: boolean
  /** Origins that payment forms load frames from and connect to; `popups`: a form opens the bank's page in a window. */
  payments: { frames: readonly string[]; connect: readonly string[]; popups?: boolean }
}

/**
 * Public pages are cached, so they have no nonce, which an injected script could read. They contain no inline scripts:
 * only files of this origin may run.
 */
const publicRules = ["script-src 'self'", "style-src 'self'", "connect-src 'self'", "frame-src 'none'"]

/**
 * On pages with React, scripts and style elements need the request's nonce. The browser may connect to this origin and to
 * the backend, for the sandbox gateway. Development also needs eval and inline style elements.
 *
 * The origins of payment forms are allowed on every such page, because client-side navigation keeps the policy of the
 * first document. Their scripts need no entry, because 'strict-dynamic' trusts what a trusted script loads.
 */
const rulesWithNonce = (nonce: string, { backendOrigin, development, payments }: HeaderOptions) => [
  `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
  development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
  ["connect-src 'self'", backendOrigin, ...payments.connect, ...(development ? ["ws:"] : [])].join(" "),
  `frame-src ${payments.frames.join(" ") || "'none'"}`,
]

/** Returns the content security policy. Style attributes are allowed on every page. */
export const contentSecurityPolicy = (options: HeaderOptions): string =>
  [
    "default-src 'self'",
    ...(options.nonce === undefined ? publicRules : rulesWithNonce(options.nonce, options)),
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: https: ${options.backendOrigin}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(options.https ? ["upgrade-insecure-requests"] : []),
  ].join("; ")

export const securityHeaders = (options: HeaderOptions): Record<string, string> => ({
  "Content-Security-Policy": contentSecurityPolicy(options),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  // The bank's window reports back to the payment form that opened it.
  "Cross-Origin-Opener-Policy":
    options.nonce !== undefined && options.payments.popups ? "same-origin-allow-popups" : "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Permitted-Cross-Domain-Policies": "none",
  // Pages with a nonce often contain personal data, so shared caches must not store them.
  ...(options.nonce === undefined ? {} : { "Cache-Control": "private, no-store" }),
  ...(options.https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
})
