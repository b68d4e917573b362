import { metrics } from "@atrium/server"
import type { WorkContext } from "@atrium/work-queue/workflows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { sendMessageWork } from "../contracts"
import { createGate } from "../domain/gate"
import type { MessageToSend } from "../modules/message/outbox"
import { forgetProps, noteFailure, takeToSend } from "../modules/message/outbox"
import type { ComposedMail } from "./compose-mail"
import { composeMail } from "./compose-mail"

// Each mail under way holds one database connection for its row lock and needs another one beside. Few at a time, so
// that they can never hold the whole pool and wait for each other.
const gate = createGate(4)

// The module's own idempotency key is of no use here: a process that dies between its row and the mail server leaves
// the row "pending", and such rows are skipped for ever after. Our row lock decides instead; the module keeps the log.
/** Each time staff send a message again it is another email: the receiving side drops a Message-ID it has seen. */
const deliveryOf = ({ id, resends }: MessageToSend): string => (resends === 0 ? id : `${id}-${resends}`)

const deliver = async (container: MedusaContainer, message: MessageToSend, mail: ComposedMail): Promise<void> => {
  await container.resolve(Modules.NOTIFICATION).createNotifications({
    to: mail.to,
    channel: "email",
    template: message.template,
    content: { subject: mail.subject, html: mail.html, text: mail.text },
    provider_data: { message_id: deliveryOf(message) },
    trigger_type: message.event,
    resource_type: "message",
    resource_id: deliveryOf(message),
  })
}

/** An earlier attempt reached the mail server and died before it could say so in our row. */
const wasDelivered = async (container: MedusaContainer, deliveryId: string): Promise<boolean> => {
  const attempts = await container
    .resolve(Modules.NOTIFICATION)
    .listNotifications({ resource_id: deliveryId, resource_type: "message" }, { select: ["id", "status"] })
  return attempts.some(({ status }) => status === "success")
}

const isPermanent = (error: unknown): boolean =>
  error instanceof Error && "permanent" in error && error.permanent === true

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)

/**
 * Sends one message of the outbox unless it was sent. Two processes at once send one mail: the second waits for the
 * first. SMTP is at-least-once: a process that dies between the server's "accepted" and its own note sends again, with
 * the same Message-ID, so that the receiving side can tell.
 * @throws what the attempt failed with; the queue tries again, three times, and not at all when it is permanent
 */
export const sendMessage = async (
  messageId: string,
  { container, attempt }: Pick<WorkContext, "container" | "attempt">
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  try {
    const sent = await gate(() =>
      knex.transaction(async (trx) => {
        const message = await takeToSend(trx, messageId, messageId)
        if (!message) return false
        const mail = await composeMail(message)
        if (attempt === 1 || !(await wasDelivered(container, deliveryOf(message))))
          await deliver(container, message, mail)
        if (mail.secret) await forgetProps(trx, messageId)
        return true
      })
    )
    if (sent) metrics().mail.labels("sent").inc()
  } catch (error) {
    const final = isPermanent(error) || attempt >= sendMessageWork.maxAttempts
    await noteFailure(knex, messageId, { reason: reasonOf(error), final })
    metrics()
      .mail.labels(final ? "dead" : "retrying")
      .inc()
    throw error
  }
}
