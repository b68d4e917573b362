import { landingPathOf } from "@atrium/affiliate-commissions/contracts"
import { type NextRequest, NextResponse } from "next/server"

import { ATTRIBUTION_COOKIE, parseAttribution } from "@/features/attribution/attribution"
import { attributionCookie } from "@/features/attribution/cookie"
import { followVisit } from "@/features/attribution/follow-visit"
import { linkedVisit } from "@/features/attribution/linked-visit"

type Context = { params: Promise<{ code: string }> }

/**
 * An affiliate's link, `/r/CODE?to=/services/…`: a visit to one of our own pages that the affiliate brought, kept in
 * the same cookie as `?ref=`. Leads on whatever the code is; another site's address leads to the first page.
 */
export const GET = async (request: NextRequest, { params }: Context): Promise<NextResponse> => {
  const to = landingPathOf(request.nextUrl.searchParams.get("to") ?? undefined)
  const known = parseAttribution(request.cookies.get(ATTRIBUTION_COOKIE)?.value)
  const url = linkedVisit(request.nextUrl, (await params).code, to)
  const attribution = await followVisit(known, { method: request.method, url, headers: request.headers }, new Date())
  const response = new NextResponse(null, {
    status: 302,
    // A path and no host: behind a proxy this process does not know its own address.
    headers: { location: to, "cache-control": "no-store", "x-robots-tag": "noindex" },
  })
  if (attribution !== known) response.cookies.set(attributionCookie(attribution, request.nextUrl))
  return response
}
