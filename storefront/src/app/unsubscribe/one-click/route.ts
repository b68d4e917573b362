import { routes } from "@atrium/notifications/contracts"

import { storefrontUrl } from "@/lib/env"
import { callRoute, isApiError } from "@/lib/medusa"

const tokenOf = (request: Request): string => new URL(request.url).searchParams.get("token") ?? ""

/**
 * The unsubscribe button of a mail program posts here (RFC 8058), without cookies and from any origin. The token in the
 * address is the credential.
 */
export const POST = async (request: Request): Promise<Response> => {
  try {
    await callRoute(routes, "POST /store/unsubscriptions", { body: { token: tokenOf(request) } })
    return new Response(null, { status: 200 })
  } catch (error) {
    if (!isApiError(error)) throw error
    return new Response(null, { status: error.status })
  }
}

/** A mail program that opens the address instead shows the page, which asks first. */
export const GET = (request: Request): Response =>
  new Response(null, {
    status: 303,
    headers: {
      Location: `${storefrontUrl().replace(/\/$/, "")}/unsubscribe?${new URLSearchParams({ token: tokenOf(request) }).toString()}`,
      "Cache-Control": "no-store",
    },
  })
