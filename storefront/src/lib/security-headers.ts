/** Options of the security headers. */
export type HeaderOptions = {
  nonce: string
  backendOrigin: string
  development: boolean
  /** Whether the shop uses HTTPS, which browsers should then enforce. */
  https: boolean
  /** Origins that payment forms load frames from and connect to. */
  payments: { frames: readonly string[]; connect: readonly string[] }
}

/**
 * Returns the content security policy. Scripts and style elements need the request's nonce; style attributes are allowed.
 * The browser may connect to this origin and to the backend, for the sandbox gateway. Development also needs eval and
 * inline style elements.
 *
 * The origins of payment forms are allowed on every page, because client-side navigation keeps the policy of the first
 * document. Their scripts need no entry, because 'strict-dynamic' trusts what a trusted script loads.
 */
export const contentSecurityPolicy = ({ nonce, backendOrigin, development, https, payments }: HeaderOptions): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: https: ${backendOrigin}`,
    "font-src 'self'",
    ["connect-src 'self'", backendOrigin, ...payments.connect, ...(development ? ["ws:"] : [])].join(" "),
    `frame-src ${payments.frames.join(" ") || "'none'"}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ")

export const securityHeaders = (options: HeaderOptions): Record<string, string> => ({
  "Content-Security-Policy": contentSecurityPolicy(options),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Permitted-Cross-Domain-Policies": "none",
  // Pages contain a nonce and often personal data, so shared caches must not store them.
  "Cache-Control": "private, no-store",
  ...(options.https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
})
