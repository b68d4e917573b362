import { routes } from "@atrium/analytics/contracts"

import { analyticsAllowed, currentVisit, endVisit, keepWithdrawals, unsentWithdrawals } from "@/lib/visit"
import { callRoute, isApiError } from "@/lib/medusa"

/** Whether the backend knows that this visit was withdrawn. */
const withdraw = async (id: string): Promise<boolean> => {
  try {
    await callRoute(routes, "POST /store/analytics-visits/:id/withdraw", { params: { id }, timeoutMs: 3_000 })
    return true
  } catch (error) {
    if (!isApiError(error)) throw error
    return false
  }
}

/**
 * What was recorded in visits that the visitor withdrew is not sent to the analytics service any more, also what waits. The
 * current visit is one of them, unless analytics are allowed. Visits whose withdrawal the backend can't take are kept, and
 * each page repeats it.
 */
export const stopForwarding = async (): Promise<void> => {
  const unsent = await unsentWithdrawals()
  const current = (await analyticsAllowed()) ? undefined : await currentVisit()
  const visits = [...new Set(current ? [...unsent, current] : unsent)]
  if (visits.length === 0) return
  const taken = await Promise.all(visits.map(withdraw))
  await keepWithdrawals(visits.filter((_id, at) => !taken[at]))
  // What is recorded after the visitor allows analytics again belongs to another visit.
  if (current) await endVisit()
}
