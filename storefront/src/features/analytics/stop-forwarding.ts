import { routes } from "@atrium/analytics/contracts"

import { callRoute, isApiError } from "@/lib/medusa"
import { currentVisit, endVisit } from "@/lib/visit"

/**
 * The visitor withdrew their consent: what was recorded in this visit is not sent to the analytics service any more, also
 * what waits. The visit is only forgotten once the backend knows, so that choosing again repeats it.
 */
export const stopForwarding = async (): Promise<void> => {
  const id = await currentVisit()
  if (!id) return
  try {
    await callRoute(routes, "POST /store/analytics-visits/:id/withdraw", { params: { id }, timeoutMs: 3_000 })
    await endVisit()
  } catch (error) {
    // The choice itself is kept: nothing more is recorded from now on, and choosing again repeats this.
    if (!isApiError(error)) throw error
  }
}
