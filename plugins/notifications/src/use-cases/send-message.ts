import { metrics } from "@atrium/server"
import type { WorkContext } from "@atrium/work-queue/extension-points"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { sendMessageWork } from "../contracts"
import { clearProps, type MessageToSend, recordFailure, claimMessage } from "../data/outbox"
import { limitConcurrency } from "../domain/limit-concurrency"
import { type Channel, channels } from "../extension-points"
import { composeMail, permanentFailure } from "./compose-mail"

// Each message in progress holds one database connection for its row lock and needs a second one. The limit keeps them
// from using up the pool and waiting for each other.
const limited = limitConcurrency(4)

/** A resend gets a new id, because email servers drop a Message-ID they have seen. */
const deliveryIdOf = ({ id, resends }: MessageToSend): string => (resends === 0 ? id : `${id}-${resends}`)

const channelFor = ({ channel: name, recipient }: MessageToSend): Channel => {
  const channel = channels.get(name)
  if (!channel) throw permanentFailure(`There is no channel named ${name}`)
  if (!channel.accepts(recipient)) throw permanentFailure(`The recipient is not a valid address for ${name}`)
  return channel
}

const isPermanent = (error: unknown): boolean =>
  error instanceof Error && "permanent" in error && error.permanent === true

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)

/**
 * Sends one message of the outbox unless it was sent. If two processes try at once, the second waits for the first and
 * sends nothing. SMTP is at-least-once: if a process dies between the server's "accepted" and its commit, the email is sent
 * again, with the same Message-ID, so that the recipient's server can recognize it.
 * @throws the attempt's error; the queue retries three times, or not at all if it is permanent
 */
export const sendMessage = async (
  messageId: string,
  { container, attempt }: Pick<WorkContext, "container" | "attempt">
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  try {
    const sent = await limited(() =>
      knex.transaction(async (trx) => {
        const message = await claimMessage(trx, messageId)
        if (!message) return false
        const channel = channelFor(message)
        const { secret, ...content } = await composeMail(message)
        const { recipient: to, event, template } = message
        const delivery = { id: deliveryIdOf(message), to, event, template, ...content }
        if (attempt === 1 || !(await channel.wasDelivered(container, delivery.id)))
          await channel.deliver(container, delivery)
        if (secret) await clearProps(trx, messageId)
        return true
      })
    )
    if (sent) metrics().mail.labels("sent").inc()
  } catch (error) {
    const final = isPermanent(error) || attempt >= sendMessageWork.maxAttempts
    await recordFailure(knex, messageId, { reason: reasonOf(error), final })
    metrics()
      .mail.labels(final ? "dead" : "retrying")
      .inc()
    throw error
  }
}
