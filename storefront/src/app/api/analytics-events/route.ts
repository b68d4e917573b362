import { routes } from "@atrium/service-provisioning/contracts"
import { cookies } from "next/headers"
import type { NextRequest } from "next/server"
import { AnalyticsEvents } from "@/features/analytics/schema"
import { readConsent } from "@/lib/consent"
import { CONSENT_COOKIE } from "@/lib/cookies"
import { callRoute, isApiError } from "@/lib/medusa"

const MAX_BYTES = 16_384

/** Forwards analytics events to the backend if the visitor gave consent. The response body is always empty. */
export const POST = async (request: NextRequest): Promise<Response> => {
  if (readConsent((await cookies()).get(CONSENT_COOKIE)?.value)?.allowed !== true)
    return new Response(null, { status: 204 })
  const text = await request.text()
  const parsed = text.length <= MAX_BYTES ? AnalyticsEvents.safeParse(parseJson(text)) : undefined
  if (!parsed?.success) return new Response(null, { status: 400 })
  try {
    await callRoute(routes, "POST /store/analytics-events", { body: parsed.data, timeoutMs: 3_000 })
    return new Response(null, { status: 202 })
  } catch (error) {
    if (isApiError(error)) return new Response(null, { status: error.status })
    throw error
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
