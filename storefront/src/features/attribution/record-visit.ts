import "server-only"
import { routes } from "@atrium/affiliate-commissions/contracts"

import { storefrontUrl } from "@/lib/env"
import { callRouteFor } from "@/lib/medusa/client"
import { isApiError } from "@atrium/client"

import { afterClick, afterVisit, type Attribution, type ClickOutcome } from "./attribution"
import { isPageVisit, type Visit } from "./visit"

/** Longest time a page waits for the click to be recorded, so that a slow backend doesn't hold up the visitor. */
const CLICK_TIMEOUT_MS = 1_500

/**
 * Updates the attribution for this visit and records the affiliate click if one is scheduled. When the backend doesn't
 * respond in time, the click remains scheduled for the next page view.
 */
export const recordVisit = async (known: Attribution, visit: Visit, now: Date): Promise<Attribution> => {
  if (!isPageVisit(visit)) return known
  const visited = afterVisit(known, visit.url, now)
  if (!visited.click_due) return visited
  return afterClick(known, visited, await recordClick(visited, visit))
}

const recordClick = async (
  { code, landing, utm, click_id }: Attribution,
  { headers }: Visit
): Promise<ClickOutcome> => {
  if (!code) return { kind: "unknown" }
  const referrer = headers.get("referer")
  try {
    const { data } = await callRouteFor(headers, routes, "POST /store/affiliate/clicks", {
      body: {
        code,
        landing_url: `${storefrontUrl()}${landing ?? "/"}`,
        ...(referrer ? { referrer: referrer.slice(0, 2000) } : {}),
        ...(utm ? { utm } : {}),
        ...(click_id ? { previous_click_id: click_id } : {}),
      },
      timeoutMs: CLICK_TIMEOUT_MS,
    })
    return data.click_id === null ? { kind: "unknown" } : { kind: "recorded", clickId: data.click_id }
  } catch (error) {
    if (!isApiError(error)) throw error
    // 400 means the code is not valid. Any other error may be temporary, so the click is retried.
    return error.status === 400 ? { kind: "unknown" } : { kind: "unanswered" }
  }
}
