/** Headers every page is sent with. Pure, so that a test can read them. */
export type HeaderOptions = {
  nonce: string
  backendOrigin: string
  development: boolean
  /** The shop is reached over https, and browsers shall insist on it. */
  https: boolean
  /** Stripe takes payments: its form stands in frames of Stripe's and talks to Stripe. */
  stripe: boolean
}

// On every page and not on the purchase's alone: a shopper gets there without loading a new document, and the policy of
// the first one holds. Its script needs no entry: what a trusted script loads is trusted.
const STRIPE_FRAMES = "https://js.stripe.com https://*.js.stripe.com https://hooks.stripe.com"
const STRIPE_API = "https://api.stripe.com"

/**
 * Scripts only with this request's nonce. The browser talks to this origin and, for the sandbox gateway's card form,
 * to the backend. Style attributes are allowed, style elements only with the nonce; development also needs eval and
 * its own style elements.
 */
export const contentSecurityPolicy = ({ nonce, backendOrigin, development, https, stripe }: HeaderOptions): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: https: ${backendOrigin}`,
    "font-src 'self'",
    `connect-src 'self' ${backendOrigin}${stripe ? ` ${STRIPE_API}` : ""}${development ? " ws:" : ""}`,
    `frame-src ${stripe ? STRIPE_FRAMES : "'none'"}`,
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
