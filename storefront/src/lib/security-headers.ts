/** Headers every page is sent with. Pure, so that a test can read them. */
export type HeaderOptions = {
  nonce: string
  backendOrigin: string
  development: boolean
  /** The shop is reached over https, and browsers shall insist on it. */
  https: boolean
  /** Origins that the forms of payment methods have frames from and connect to. */
  payments: { frames: readonly string[]; connect: readonly string[] }
}

/**
 * Scripts only with this request's nonce. The browser talks to this origin and, for the sandbox gateway's card form,
 * to the backend. Style attributes are allowed, style elements only with the nonce; development also needs eval and
 * its own style elements.
 *
 * What payment forms need is allowed on every page and not on the purchase's alone: a shopper gets there without loading
 * a new document, and the policy of the first one holds. A form's script needs no entry: what a trusted script loads is
 * trusted.
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
  // A page holds one visitor's nonce, and many of them a person's data: nobody else may be shown it.
  "Cache-Control": "private, no-store",
  ...(options.https ? { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : {}),
})
