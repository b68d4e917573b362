import { clock } from "@atrium/kernel"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { sendMessageWork } from "../contracts"
import { findUnsentMessages } from "../reconcile/find-unsent-messages"

const OVERDUE_MINUTES = 10

/** Picks up mails that were promised ten minutes ago and that nothing will send any more. Gives how many. */
export const reconcileMessages = async (container: MedusaContainer): Promise<number> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const overdue = await findUnsentMessages(knex, new Date(clock.now().getTime() - OVERDUE_MINUTES * 60_000))
  return enqueueWork(
    knex,
    overdue.map(({ id, requestId }) =>
      workOf(sendMessageWork, { key: id, payload: { message_id: id }, ...(requestId ? { requestId } : {}) })
    ),
    { reopenDone: true }
  )
}
