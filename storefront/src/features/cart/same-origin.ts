/**
 * Whether a form was sent from a page of this site. Browsers send the origin with every form that changes something; Next
 * checks server actions the same way, but not route handlers.
 */
export const isSameOrigin = (headers: Headers): boolean => {
  const origin = headers.get("origin")
  const host = headers.get("x-forwarded-host") ?? headers.get("host")
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host
}
