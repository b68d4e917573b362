import { type WorkToEnqueue, workOf } from "@atrium/work-queue/contracts"

import { SETTLE_REFUNDS } from "../domain/work"

/**
 * A payment's refunds are to be looked at. `cause` makes the key: one cause is looked at once, and a reconciler may
 * open it again.
 */
export const refundSettlementWork = (paymentId: string, cause: string, runAt?: Date): WorkToEnqueue =>
  workOf(SETTLE_REFUNDS, {
    key: `${paymentId}:${cause}`,
    payload: { payment_id: paymentId },
    ...(runAt ? { runAt } : {}),
  })
