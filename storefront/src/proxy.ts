import { NextResponse, type NextRequest } from "next/server"
import { ATTRIBUTION_COOKIE, hasAttribution, parseAttribution } from "@/features/attribution/attribution"
import { attributionCookie } from "@/features/attribution/cookie"
import { recordVisit } from "@/features/attribution/record-visit"
import { originsOf } from "@/features/purchase/payment-method"
import { registerFastPath } from "@/fast-path"
import { isDevelopment, paymentEnvironment, publicBackendUrl, storefrontUrl } from "@/lib/env"
import { isRenderRequest, removeRenderHeaders } from "@/lib/page-cache/render"
import { type PageResponse, respondWithPage } from "@/lib/page-cache/respond"
import { isPlainRequest, renderForVisitor } from "@/lib/page-cache/visitor-page"
import { securityHeaders } from "@/lib/security-headers"
import { paymentMethods } from "@/payment-methods"
import { isPlainPage, publicPageUrl } from "@/public-page-url"

type VisitCookie = ReturnType<typeof attributionCookie> | undefined

/**
 * Runs before every page. Sets a request ID for the backend's logs and the security headers, and records the visit's
 * attribution (`?ref=`, `utm_*`). Responds with public pages from the page cache, and with sign-in pages without React; Next
 * renders all other pages, and in development every page, with a nonce for their scripts.
 */
export const proxy = async (request: NextRequest): Promise<NextResponse> => {
  if (isRenderRequest(request.headers)) return NextResponse.next()
  const requestId = crypto.randomUUID()
  const visitor = removeRenderHeaders(new Headers(request.headers))
  visitor.set("x-request-id", requestId)

  const cookie = await visitCookie(request, visitor)
  const page = isDevelopment() ? undefined : await cachedPage(request, visitor)
  const plain = !isDevelopment() && isPlainPage(request.nextUrl) && isPlainRequest(request.method, request.headers)
  const response = page
    ? publicPage(request, page, cookie)
    : await (plain ? plainPage : renderedPage)(request, visitor, cookie)
  response.headers.set("x-request-id", requestId)
  if (cookie) response.cookies.set(cookie)
  return response
}

/** Records the visit. Returns the attribution cookie if it changed. */
const visitCookie = async (request: NextRequest, visitor: Headers): Promise<VisitCookie> => {
  const { method, nextUrl: url } = request
  // The route handler of affiliate links records the visit itself.
  if (!isDecodable(url.pathname) || url.pathname.startsWith("/r/")) return undefined
  const known = parseAttribution(request.cookies.get(ATTRIBUTION_COOKIE)?.value)
  const attribution = await recordVisit(known, { method, url, headers: visitor }, new Date())
  return attribution === known ? undefined : attributionCookie(attribution, url)
}

const cachedPage = (request: NextRequest, visitor: Headers): Promise<PageResponse | undefined> =>
  respondWithPage({
    method: request.method,
    page: publicPageUrl(request.nextUrl),
    // Next compresses this response itself: it removes the content encoding of a proxy's responses.
    header: (name) => (name === "accept-encoding" ? null : request.headers.get(name)),
    cookie: (name) => request.cookies.get(name)?.value,
    headers: () => visitor,
  })

const headersFor = (nonce: string | undefined): Record<string, string> =>
  securityHeaders({
    nonce,
    backendOrigin: new URL(publicBackendUrl()).origin,
    development: isDevelopment(),
    https: storefrontUrl().startsWith("https://"),
    payments: originsOf(paymentMethods, paymentEnvironment()),
  })

const publicPage = (request: NextRequest, page: PageResponse, cookie: VisitCookie): NextResponse => {
  const body = page.body && new Uint8Array(page.body)
  const response = withHeaders(new NextResponse(body, page), headersFor(undefined))
  // Shared caches must neither store the visitor's cookie nor keep a visit from being recorded.
  if (cookie || hasAttribution(request.nextUrl)) response.headers.set("Cache-Control", "private, no-store")
  return response
}

/** Sets the headers that Next renders the page with. Returns the headers of the response. */
const prepareRender = (request: NextRequest, visitor: Headers, cookie: VisitCookie): Record<string, string> => {
  const nonce = crypto.randomUUID().replaceAll("-", "")
  const headers = headersFor(nonce)
  visitor.set("x-nonce", nonce)
  visitor.set("content-security-policy", headers["Content-Security-Policy"] ?? "")
  if (cookie) {
    // Makes the new attribution visible to the page rendered by this request.
    request.cookies.set(cookie)
    visitor.set("cookie", request.headers.get("cookie") ?? "")
  }
  return headers
}

const renderedPage = (request: NextRequest, visitor: Headers, cookie: VisitCookie): NextResponse => {
  const headers = prepareRender(request, visitor, cookie)
  // A path with malformed encoding, such as `%A0`, matches no page. Next would respond with a server error.
  const response = isDecodable(request.nextUrl.pathname)
    ? NextResponse.next({ request: { headers: visitor } })
    : NextResponse.rewrite(new URL("/not-found", request.url), { request: { headers: visitor } })
  return withHeaders(response, headers)
}

const plainPage = async (request: NextRequest, visitor: Headers, cookie: VisitCookie): Promise<NextResponse> => {
  const headers = prepareRender(request, visitor, cookie)
  const { pathname, search } = request.nextUrl
  const body = request.method === "POST" ? await request.arrayBuffer() : undefined
  const page = await renderForVisitor(`${pathname}${search}`, request.method, visitor, body)
  const response = new NextResponse(page.location === null ? page.html : null, { status: page.status })
  // Absolute, as Next requires here. It makes it relative again.
  if (page.location !== null) response.headers.set("Location", new URL(page.location, request.url).toString())
  else response.headers.set("Content-Type", "text/html; charset=utf-8")
  for (const one of page.cookies) response.headers.append("Set-Cookie", one)
  withHeaders(response, page.isPlain ? headersFor(undefined) : headers)
  response.headers.set("Cache-Control", "private, no-store")
  return response
}

const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    // Malformed encoding.
    return false
  }
}

const withHeaders = (response: NextResponse, headers: Record<string, string>): NextResponse => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

registerFastPath(headersFor(undefined))

export const config = {
  // Everything but what is built and served as it is.
  matcher: ["/((?!_next/static|_next/image|icon.svg|shop.js|cart.js|robots.txt|sitemap.xml|social-image).*)"],
}
