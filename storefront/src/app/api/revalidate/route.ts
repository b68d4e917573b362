import { revalidationSecret } from "@/lib/env"
import { count } from "@/lib/metrics"
import { clearPages } from "@/lib/page-cache/respond"
import { createLimit, isSignedByBackend, Revalidation } from "@/lib/page-cache/revalidation"

const MAX_BYTES = 1_024

const withinLimit = createLimit(() => performance.now())

/**
 * The backend reports a change of the catalog: the public pages are rendered again. Responses have no body: 204 if all
 * storefronts that share a Redis are cleared, and 503 if only this one is, because Redis doesn't respond.
 */
export const POST = async (request: Request): Promise<Response> => {
  const secret = revalidationSecret()
  if (secret === undefined) return refuse(404)
  const text = Number(request.headers.get("content-length") ?? Infinity) <= MAX_BYTES ? await request.text() : ""
  if (!isSignedByBackend(secret, request.headers.get("x-atrium-signature"), text, new Date())) return refuse(401)
  if (!Revalidation.safeParse(jsonOf(text)).success) return refuse(400)
  if (!withinLimit()) return refuse(429, { "retry-after": "1" })
  try {
    await clearPages()
    count("cleared")
    return new Response(null, { status: 204 })
  } catch {
    count("page_cache_redis")
    return new Response(null, { status: 503 })
  }
}

const refuse = (status: number, headers?: HeadersInit): Response => {
  count("refused")
  return new Response(null, { status, headers })
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
