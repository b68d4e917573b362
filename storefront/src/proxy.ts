import { NextResponse, type NextRequest } from "next/server"
import {
  afterVisit,
  ATTRIBUTION_COOKIE,
  ATTRIBUTION_DAYS,
  parseAttribution,
  serialiseAttribution,
} from "@/features/attribution/attribution"
import { isDevelopment, publicBackendUrl } from "@/lib/env"
import { securityHeaders } from "@/lib/security-headers"

/**
 * Before every page: a request id that follows the request into the backend's logs, a nonce for the page's scripts,
 * the security headers, and who brought the visitor (`?ref=`, `utm_*`).
 */
export const proxy = (request: NextRequest): NextResponse => {
  const nonce = crypto.randomUUID().replaceAll("-", "")
  const requestId = crypto.randomUUID()
  const headers = securityHeaders({
    nonce,
    backendOrigin: new URL(publicBackendUrl()).origin,
    development: isDevelopment(),
  })

  const known = parseAttribution(request.cookies.get(ATTRIBUTION_COOKIE)?.value)
  const attribution = afterVisit(known, request.nextUrl, new Date())
  // The page of this very visit already sees the new code.
  if (attribution !== known) request.cookies.set(ATTRIBUTION_COOKIE, serialiseAttribution(attribution))

  const passedOn = new Headers(request.headers)
  passedOn.set("x-nonce", nonce)
  passedOn.set("x-request-id", requestId)
  passedOn.set("content-security-policy", headers["Content-Security-Policy"] ?? "")
  const response = NextResponse.next({ request: { headers: passedOn } })

  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  response.headers.set("x-request-id", requestId)
  if (attribution !== known) {
    response.cookies.set(ATTRIBUTION_COOKIE, serialiseAttribution(attribution), {
      maxAge: ATTRIBUTION_DAYS * 24 * 60 * 60,
      path: "/",
      sameSite: "lax",
      httpOnly: true,
      secure: request.nextUrl.protocol === "https:",
    })
  }
  return response
}

export const config = {
  // Everything but what is built and served as it is.
  matcher: ["/((?!_next/static|_next/image|icon.svg|robots.txt|sitemap.xml).*)"],
}
