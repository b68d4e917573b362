import { commonErrors } from "@atrium/kernel"
import { disputeOfOrder } from "@atrium/payments/use-cases"
import { recordTimeline } from "@atrium/reference-tracking/tx"
import { knexOf } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"

import { provisioningErrors } from "../contracts/errors"
import type { SetRequestClock } from "../contracts/service-requests"
import { startClock, stopClock } from "../data/request-clock"
import { findOpenRequest, findRequest } from "../data/service-requests"

/**
 * Stops the clock of an open request while its payment is disputed, or starts it again: its due dates then move by the time
 * the clock was stopped. A stopped request is never overdue. Asking for what is so already changes nothing.
 * @throws not_found, invalid_transition for a request that has ended, not_disputed, conflict
 */
export const setRequestClock = async (
  container: MedusaContainer,
  id: string,
  { stopped, reason }: SetRequestClock
): Promise<void> =>
  knexOf(container).transaction(async (trx) => {
    const seen = await findOpenRequest(trx, id)
    if ((seen.clock_stopped_at !== null) === stopped) return
    if (stopped && (await disputeOfOrder(trx, seen.order_id))?.status !== "open")
      throw provisioningErrors.fail("not_disputed")
    const changed = stopped ? await stopClock(trx, seen) : await startClock(trx, seen)
    if (!changed) throw commonErrors.fail("conflict")
    const now = await findRequest(trx, id)
    await recordTimeline(trx, {
      subjectId: id,
      type: stopped ? "clock_stopped" : "clock_started",
      visibility: "internal",
      occurredAt: now?.updated_at ?? seen.updated_at,
      note: reason,
    })
  })
