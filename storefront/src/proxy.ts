import { NextResponse, type NextRequest } from "next/server"
import { ATTRIBUTION_COOKIE, parseAttribution, serializeAttribution } from "@/features/attribution/attribution"
import { attributionCookie } from "@/features/attribution/cookie"
import { recordVisit } from "@/features/attribution/record-visit"
import { originsOf } from "@/features/purchase/payment-method"
import { isDevelopment, paymentEnvironment, publicBackendUrl, storefrontUrl } from "@/lib/env"
import { securityHeaders } from "@/lib/security-headers"
import { paymentMethods } from "@/payment-methods"

/**
 * Before every page: a request id that follows the request into the backend's logs, a nonce for the page's scripts,
 * the security headers, and who brought the visitor (`?ref=`, `utm_*`), whose click the shop is told once.
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

  const passedOn = new Headers(request.headers)
  passedOn.set("x-nonce", nonce)
  passedOn.set("x-request-id", requestId)
  passedOn.set("content-security-policy", headers["Content-Security-Policy"] ?? "")

  // Bytes that are no text (`%A0`) name no page; Next itself answers them with a fault of the server.
  if (!isDecodable(request.nextUrl.pathname)) {
    const missing = NextResponse.rewrite(new URL("/not-found", request.url), { request: { headers: passedOn } })
    return withHeaders(missing, headers, requestId)
  }

  const known = parseAttribution(request.cookies.get(ATTRIBUTION_COOKIE)?.value)
  const visit = { method: request.method, url: request.nextUrl, headers: passedOn }
  // An affiliate's link keeps the cookie itself.
  const attribution = visit.url.pathname.startsWith("/r/") ? known : await recordVisit(known, visit, new Date())
  if (attribution !== known) {
    // The page of this very visit already sees the new code.
    request.cookies.set(ATTRIBUTION_COOKIE, serializeAttribution(attribution))
    passedOn.set("cookie", request.headers.get("cookie") ?? "")
  }
  const response = NextResponse.next({ request: { headers: passedOn } })

  withHeaders(response, headers, requestId)
  if (attribution !== known) response.cookies.set(attributionCookie(attribution, request.nextUrl))
  return response
}

const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    // It throws on malformed encoding and on nothing else.
    return false
  }
}

const withHeaders = (response: NextResponse, headers: Record<string, string>, requestId: string): NextResponse => {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  response.headers.set("x-request-id", requestId)
  return response
}

export const config = {
  // Everything but what is built and served as it is.
  matcher: ["/((?!_next/static|_next/image|icon.svg|robots.txt|sitemap.xml).*)"],
}
