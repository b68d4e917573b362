import "server-only"
import { routes } from "@atrium/affiliate-commissions/contracts"

import { storefrontUrl } from "@/lib/env"
import { callRouteFor } from "@/lib/medusa/client"
import { isApiError } from "@atrium/client"

import { afterClick, afterVisit, type Attribution, type ClickOutcome } from "./attribution"
import { isPersonOpeningAPage, type Visit } from "./visit"

/** The page waits for this at most: a slow shop must not keep a visitor from it. */
const CLICK_TIMEOUT_MS = 1_500

/**
 * What is known about who brought the visitor after this visit. Tells the shop of a click that is due and keeps its
 * id; without an answer in time the page goes on and the next one tells it.
 */
export const followVisit = async (known: Attribution, visit: Visit, now: Date): Promise<Attribution> => {
  if (!isPersonOpeningAPage(visit)) return known
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
    // What the shop cannot read is no code; everything else is a bad moment.
    return error.status === 400 ? { kind: "unknown" } : { kind: "unanswered" }
  }
}
