import "server-only"
import { formattingLocale } from "@atrium/kernel"

import { readConsent } from "@/lib/consent"
import { CONSENT_COOKIE, THEME_COOKIE } from "@/lib/cookies"
import { buildFolder, redisUrl } from "@/lib/env"
import { CURRENCY_COOKIE, listRegions, pickRegion } from "@/lib/medusa/regions"
import { count } from "@/lib/metrics"

import { createPageCache, type PageCache, type SharedCache } from "./page-cache"
import { connectRedisCache } from "./redis-cache"
import { renderPage } from "./render"
import { acceptedEncoding, encodedBody, type StaticPage } from "./static-page"
import { cacheKey, themeOf, type Variant } from "./variant"

/** What a response from the cache depends on, for requests of Node and of Next alike. */
export type PageRequest = {
  readonly method: string
  /** The URL of the public page that is requested, if it is one. */
  readonly page: string | undefined
  readonly header: (name: string) => string | null
  readonly cookie: (name: string) => string | undefined
  /** The visitor's headers, for calls to the backend. */
  readonly headers: () => Headers
}

export type PageResponse = {
  readonly status: 200 | 304
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer | undefined
}

// Shared caches may keep a page for one second. `Vary` names what selects the variant.
const CACHE_CONTROL = "public, max-age=0, s-maxage=1"
const VARY = "Accept-Encoding, Accept-Language, Cookie"

// One cache per process. On globalThis, because Next bundles this module more than once.
const SLOT = Symbol.for("atrium.storefront.page-cache")
const holder = globalThis as typeof globalThis & { [SLOT]?: { cache: PageCache; shared: SharedCache | undefined } }

const caches = () => {
  if (holder[SLOT]) return holder[SLOT]
  const url = redisUrl()
  const shared = url === undefined ? undefined : connectRedisCache(url, buildFolder(), () => cache.clear())
  const cache = createPageCache(() => performance.now(), shared)
  return (holder[SLOT] = { cache, shared })
}

const pageCache = (): PageCache => caches().cache

/** Clears the public pages of this storefront and of those that share a Redis with it. */
export const clearPages = async (): Promise<void> => {
  const { cache, shared } = caches()
  cache.clear()
  await shared?.clear()
}

const pageOf = async (request: PageRequest): Promise<{ key: string; url: string; variant: Variant } | undefined> => {
  const { method, page: url } = request
  if (url === undefined || (method !== "GET" && method !== "HEAD")) return undefined
  const language = request.header("accept-language")
  const region = pickRegion(await listRegions(request.headers), request.cookie(CURRENCY_COOKIE), language)
  const variant: Variant = {
    regionId: region?.id,
    locale: formattingLocale(language),
    theme: themeOf(request.cookie(THEME_COOKIE)),
    asksConsent: readConsent(request.cookie(CONSENT_COOKIE)) === undefined,
  }
  return { key: cacheKey(url, variant), url, variant }
}

const matches = (ifNoneMatch: string | null, etag: string): boolean =>
  (ifNoneMatch ?? "").split(",").some((candidate) => candidate.trim() === etag)

const responseFor = async (request: PageRequest, page: StaticPage): Promise<PageResponse> => {
  const headers = { "Cache-Control": CACHE_CONTROL, Vary: VARY, ETag: page.etag }
  if (matches(request.header("if-none-match"), page.etag)) return { status: 304, headers, body: undefined }
  const encoding = acceptedEncoding(request.header("accept-encoding"))
  const body = await encodedBody(page, encoding)
  return {
    status: 200,
    headers: {
      ...headers,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Length": String(body.length),
      ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
    },
    body: request.method === "HEAD" ? undefined : body,
  }
}

/**
 * Responds with a public page, rendered if necessary. Returns undefined if Next has to respond: the page isn't public,
 * doesn't exist or cannot be rendered, in which case Next logs the reason and shows the error page.
 */
export const respondWithPage = async (request: PageRequest): Promise<PageResponse | undefined> => {
  try {
    const wanted = await pageOf(request)
    const page =
      wanted && (await pageCache().get(wanted.key, () => renderPage(wanted.url, wanted.variant, request.headers())))
    return page && (await responseFor(request, page))
  } catch {
    // Next renders the page again and reports the failure.
    count("page_not_rendered")
    return undefined
  }
}

/** Like `respondWithPage`, but never renders. */
export const respondFromCache = async (request: PageRequest): Promise<PageResponse | undefined> => {
  try {
    const wanted = await pageOf(request)
    const page = wanted && pageCache().peek(wanted.key)
    return page && (await responseFor(request, page))
  } catch {
    return undefined
  }
}
