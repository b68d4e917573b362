import { clock } from "@atrium/kernel"
import { workOf } from "@atrium/work-queue/contracts"
import { reconcileInPages, type Reconciled, type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { MedusaContainer } from "@medusajs/framework/types"

import { sendMessageWork } from "../contracts"
import { findUnsentMessages, type UnsentMessage } from "../data/unsent-messages"

const OVERDUE_MINUTES = 10

/**
 * Enqueues messages that were requested more than ten minutes ago and that nothing will send, because their work is
 * missing or marked as done. Open work is left unchanged; dead work waits for staff.
 */
export const reconcileMessages = (container: MedusaContainer, span: ReconcileSpan): Promise<Reconciled> => {
  const before = new Date(clock.now().getTime() - OVERDUE_MINUTES * 60_000)
  return reconcileInPages<UnsentMessage>(
    container,
    span,
    (knex, page) => findUnsentMessages(knex, { ...page, before }),
    (overdue) => ({
      missing: overdue.map(({ id, request_id: requestId }) =>
        workOf(sendMessageWork, { key: id, payload: { message_id: id }, ...(requestId ? { requestId } : {}) })
      ),
    })
  )
}
