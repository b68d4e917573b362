import { landingPathOf } from "@atrium/affiliate-commissions/contracts"
import { type NextRequest, NextResponse } from "next/server"

import { ATTRIBUTION_COOKIE, parseAttribution } from "@/features/attribution/attribution"
import { attributionCookie } from "@/features/attribution/cookie"
import { recordVisit } from "@/features/attribution/record-visit"
import { linkedVisit } from "@/features/attribution/linked-visit"

type Context = { params: Promise<{ code: string }> }

/**
 * An affiliate link, `/r/CODE?to=/services/…`. Records the visit in the attribution cookie, as `?ref=` does, and
 * redirects to `to`. Redirects even when the code is unknown; a `to` on another site redirects to the home page.
 */
export const GET = async (request: NextRequest, { params }: Context): Promise<NextResponse> => {
  const to = landingPathOf(request.nextUrl.searchParams.get("to") ?? undefined)
  const known = parseAttribution(request.cookies.get(ATTRIBUTION_COOKIE)?.value)
  const url = linkedVisit(request.nextUrl, (await params).code, to)
  const attribution = await recordVisit(known, { method: request.method, url, headers: request.headers }, new Date())
  const response = new NextResponse(null, {
    status: 302,
    // A path without a host, because behind a proxy this process doesn't know its public URL.
    headers: { location: to, "cache-control": "no-store", "x-robots-tag": "noindex" },
  })
  if (attribution !== known) response.cookies.set(attributionCookie(attribution, request.nextUrl))
  return response
}
