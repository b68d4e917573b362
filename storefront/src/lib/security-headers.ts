/** Headers every page is sent with. Pure, so that a test can read them. */
export type HeaderOptions = { nonce: string; backendOrigin: string; development: boolean }

/**
 * Scripts only with this request's nonce. The browser talks to this origin and, for the sandbox gateway's card form,
 * to the backend. Style attributes are allowed, style elements only with the nonce; development also needs eval and
 * its own style elements.
 */
export const contentSecurityPolicy = ({ nonce, backendOrigin, development }: HeaderOptions): string =>
  [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: https: ${backendOrigin}`,
    "font-src 'self'",
    `connect-src 'self' ${backendOrigin}${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ")

export const securityHeaders = (options: HeaderOptions): Record<string, string> => ({
  "Content-Security-Policy": contentSecurityPolicy(options),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "Cross-Origin-Opener-Policy": "same-origin",
})
