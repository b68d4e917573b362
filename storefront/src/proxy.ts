import { NextResponse, type NextRequest } from "next/server"
import { ATTRIBUTION_COOKIE, parseAttribution, serializeAttribution } from "@/features/attribution/attribution"
import { attributionCookie } from "@/features/attribution/cookie"
import { recordVisit } from "@/features/attribution/record-visit"
import { originsOf } from "@/features/purchase/payment-method"
import { isDevelopment, paymentEnvironment, publicBackendUrl, storefrontUrl } from "@/lib/env"
import { securityHeaders } from "@/lib/security-headers"
import { paymentMethods } from "@/payment-methods"

/**
 * Runs before every page. Sets a request ID for the backend's logs, a nonce for the page's scripts and the security
 * headers, and records the visit's attribution (`?ref=`, `utm_*`).
 */
export const proxy = async (request: NextRequest): Promise<NextResponse> => {
  const nonce = crypto.randomUUID().replaceAll("-", "")
  const requestId = crypto.randomUUID()
  const headers = securityHeaders({
    nonce,
    backendOrigin: new URL(publicBackendUrl()).origin,
    development: isDevelopment(),
    https: storefrontUrl().startsWith("https://"),
    payments: originsOf(paymentMethods, paymentEnvironment()),
  })

  const forwardedHeaders = new Headers(request.headers)
  forwardedHeaders.set("x-nonce", nonce)
  forwardedHeaders.set("x-request-id", requestId)
  forwardedHeaders.set("content-security-policy", headers["Content-Security-Policy"] ?? "")

  // A path with malformed encoding, such as `%A0`, matches no page. Next would respond with a server error.
  if (!isDecodable(request.nextUrl.pathname)) {
    const notFound = NextResponse.rewrite(new URL("/not-found", request.url), {
      request: { headers: forwardedHeaders },
    })
    return withHeaders(notFound, headers, requestId)
  }

  const known = parseAttribution(request.cookies.get(ATTRIBUTION_COOKIE)?.value)
  const visit = { method: request.method, url: request.nextUrl, headers: forwardedHeaders }
  // The route handler of affiliate links records the visit itself.
  const attribution = visit.url.pathname.startsWith("/r/") ? known : await recordVisit(known, visit, new Date())
  if (attribution !== known) {
    // Makes the new attribution visible to the page rendered by this request.
    request.cookies.set(ATTRIBUTION_COOKIE, serializeAttribution(attribution))
    forwardedHeaders.set("cookie", request.headers.get("cookie") ?? "")
  }
  const response = NextResponse.next({ request: { headers: forwardedHeaders } })

  withHeaders(response, headers, requestId)
  if (attribution !== known) response.cookies.set(attributionCookie(attribution, request.nextUrl))
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

const withHeaders = (response: NextResponse, headers: Record<string, string>, requestId: string): NextResponse => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  response.headers.set("x-request-id", requestId)
  return response
}

export const config = {
  // Every path except static files.
  matcher: ["/((?!_next/static|_next/image|icon.svg|robots.txt|sitemap.xml).*)"],
}
