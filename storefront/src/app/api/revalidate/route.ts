import { createLimit, isSignedByBackend, Revalidation } from "@/features/page-cache/revalidation"
import { clearPages } from "@/features/page-cache/respond"
import { revalidationSecret } from "@/lib/env"

const MAX_BYTES = 1_024

const withinLimit = createLimit(() => performance.now())

/** The backend reports a change of the catalog: the public pages are rendered again. Responses have no body. */
export const POST = async (request: Request): Promise<Response> => {
  const secret = revalidationSecret()
  if (secret === undefined) return new Response(null, { status: 404 })
  const text = Number(request.headers.get("content-length") ?? Infinity) <= MAX_BYTES ? await request.text() : ""
  if (!isSignedByBackend(secret, request.headers.get("x-atrium-signature"), text, new Date()))
    return new Response(null, { status: 401 })
  if (!Revalidation.safeParse(jsonOf(text)).success) return new Response(null, { status: 400 })
  if (!withinLimit()) return new Response(null, { status: 429, headers: { "retry-after": "1" } })
  // Without the other storefronts: their pages expire within a second.
  await clearPages().catch(() => undefined)
  return new Response(null, { status: 204 })
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
