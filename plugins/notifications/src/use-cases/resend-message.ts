import { clock, commonErrors } from "@atrium/kernel"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork, reopenWork } from "@atrium/work-queue/tx"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type AdminMessage, sendMessageWork } from "../contracts"
import { queueAgain } from "../modules/message/outbox"
import { findMailTemplate } from "../templates/mail-templates"
import { adminMessageOf } from "../workflows/list-messages"

/**
 * Staff send an email again that failed or was sent. One that held a link for one use is not: what it said is forgotten
 * once it is sent.
 * @throws not_found, invalid_transition
 */
export const resendMessage = async (container: MedusaContainer, id: string): Promise<AdminMessage> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return knex.transaction(async (trx) => {
    const known: { template: string; status: string } | undefined = await trx("message")
      .where({ id })
      .forUpdate()
      .first("template", "status")
    if (!known) throw commonErrors.fail("not_found")
    if (known.status === "pending")
      throw commonErrors.fail("invalid_transition", { details: { status: "This email is being sent already" } })
    if (known.status === "sent" && findMailTemplate(known.template)?.secret !== false)
      throw commonErrors.fail("invalid_transition", {
        details: { status: "This email held a link that works once, so its text is no longer kept" },
      })
    const row = await queueAgain(trx, id, clock.now())
    // A failed email's work is dead on Operations: opening it again leaves one item and not two.
    const opened = await reopenWork(trx, [`${sendMessageWork.kind}:${id}`])
    if (opened.length === 0)
      await enqueueWork(trx, [
        workOf(sendMessageWork, { key: `${id}:resend-${row.resends}`, payload: { message_id: id } }),
      ])
    return adminMessageOf(row)
  })
}
