import "server-only"
import { writeConsent } from "@/lib/consent"
import { CONSENT_COOKIE, THEME_COOKIE } from "@/lib/cookies"
import { ownUrl } from "@/lib/env"
import { REGION_HEADER } from "@/lib/medusa/regions"
import { type StaticPage, toStaticPage } from "./static-page"
import type { Variant } from "./variant"

export const RENDER_HEADER = "x-atrium-render"
/** The page only depends on whether consent is asked for, not on the answer. */
const NOT_ASKED = writeConsent({ allowed: false, at: new Date(0) })
const TIMEOUT_MS = 10_000

// Random for each process. On globalThis, because Next bundles this module more than once.
const SLOT = Symbol.for("atrium.storefront.render-secret")
const holder = globalThis as typeof globalThis & { [SLOT]?: string }
export const renderSecret = (): string => (holder[SLOT] ??= crypto.randomUUID())

/** Whether this process sent the request, to render a public page. */
export const isRenderRequest = (headers: Headers): boolean => headers.get(RENDER_HEADER) === renderSecret()

/** Removes the headers that only render requests may have. */
export const removeRenderHeaders = (headers: Headers): Headers => {
  for (const name of [RENDER_HEADER, REGION_HEADER]) headers.delete(name)
  return headers
}

/**
 * Renders a public page with a request of this process to itself. The request contains only the variant, and the IP
 * address and request ID for the backend's rate limits and logs, so that the page cannot contain personal data of the
 * visitor it is rendered for. Returns undefined for every status but 200.
 */
export const renderPage = async (
  url: string,
  { regionId, locale, theme, asksConsent }: Variant,
  visitor: Headers
): Promise<StaticPage | undefined> => {
  const cookies = [theme && `${THEME_COOKIE}=${theme}`, !asksConsent && `${CONSENT_COOKIE}=${NOT_ASKED}`].filter(
    Boolean
  )
  const headers = new Headers({
    [RENDER_HEADER]: renderSecret(),
    [REGION_HEADER]: regionId ?? "",
    "accept-language": locale,
    "accept-encoding": "identity",
    cookie: cookies.join("; "),
  })
  for (const name of ["x-forwarded-for", "x-request-id"]) {
    const value = visitor.get(name)
    if (value) headers.set(name, value)
  }
  const response = await fetch(`${ownUrl()}${url}`, {
    headers,
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const html = await response.text()
  return response.status === 200 ? toStaticPage(html) : undefined
}
