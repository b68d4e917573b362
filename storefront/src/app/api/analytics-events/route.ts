import { routes } from "@atrium/analytics/contracts"
import type { NextRequest } from "next/server"
import { SentEvents } from "@/features/analytics/schema"
import { callRoute, isApiError } from "@/lib/medusa"
import { analyticsAllowed, continueVisit } from "@/lib/visit"

const MAX_BYTES = 16_384

/** Sends analytics events to the backend if the visitor gave consent. The response body is always empty. */
export const POST = async (request: NextRequest): Promise<Response> => {
  if (!(await analyticsAllowed())) return new Response(null, { status: 204 })
  const text = await request.text()
  const parsed = text.length <= MAX_BYTES ? SentEvents.safeParse(parseJson(text)) : undefined
  if (!parsed?.success) return new Response(null, { status: 400 })
  try {
    await callRoute(routes, "POST /store/analytics-events", {
      body: { ...parsed.data, visit_id: await continueVisit(), consent: true },
      timeoutMs: 3_000,
    })
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
