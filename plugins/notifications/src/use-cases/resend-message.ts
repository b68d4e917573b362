import { commonErrors } from "@atrium/kernel"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork, reopenWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type AdminMessage, sendMessageWork } from "../contracts"
import { lockMessage, queueAgain } from "../data/outbox"
import { mailTemplates } from "../extension-points"
import { adminMessageOf } from "./list-messages"

/**
 * Staff resend a message that failed or was sent. A message with a single-use link can't be resent, because its props are
 * removed once it is sent.
 * @throws not_found, invalid_transition
 */
export const resendMessage = async (container: MedusaContainer, id: string): Promise<AdminMessage> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return knex.transaction(async (trx) => {
    const known = await lockMessage(trx, id)
    if (!known) throw commonErrors.fail("not_found")
    if (known.status === "pending")
      throw commonErrors.fail("invalid_transition", { details: { status: "This email is already being sent" } })
    if (known.status === "sent" && mailTemplates.get(known.template)?.secret !== false)
      throw commonErrors.fail("invalid_transition", {
        details: { status: "This email contained a single-use link, so its contents were removed" },
      })
    const row = await queueAgain(trx, id)
    // Reopen the dead work item of a failed email, so that there is one item and not two.
    const opened = await reopenWork(trx, [`${sendMessageWork.kind}:${id}`])
    if (opened.length === 0)
      await enqueueWork(trx, [
        workOf(sendMessageWork, { key: `${id}:resend-${row.resends}`, payload: { message_id: id } }),
      ])
    return adminMessageOf(row)
  })
}
