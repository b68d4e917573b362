import { env } from "@atrium/server"

import { type Unsubscription, unsubscribeToken } from "../domain/unsubscribe-token"

/** Where a reader turns off a kind of email: a page for people, and an address that mail programs post to (RFC 8058). */
export const unsubscribeUrls = (unsubscription: Unsubscription): { page: string; oneClick: string } => {
  const { ATRIUM_STOREFRONT_URL, COOKIE_SECRET } = env()
  const page = `${ATRIUM_STOREFRONT_URL.replace(/\/$/, "")}/unsubscribe`
  const query = new URLSearchParams({ token: unsubscribeToken(COOKIE_SECRET, unsubscription) }).toString()
  return { page: `${page}?${query}`, oneClick: `${page}/one-click?${query}` }
}
