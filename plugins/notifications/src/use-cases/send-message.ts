import { metrics } from "@atrium/server"
import type { WorkContext } from "@atrium/work-queue/extension-points"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { sendMessageWork } from "../contracts"
import { forgetProps, type MessageToSend, recordFailure, takeToSend } from "../data/outbox"
import { limitConcurrency } from "../domain/limit-concurrency"
import { type Channel, channels } from "../extension-points"
import { composeMail, permanentFailure } from "./compose-mail"

// Each message in progress holds one database connection for its row lock and needs another one beside. Few at a time,
// so that they can never hold the whole pool and wait for each other.
const limited = limitConcurrency(4)

/** Each time staff send a message again it is another one: the receiving side drops a Message-ID it has seen. */
const deliveryIdOf = ({ id, resends }: MessageToSend): string => (resends === 0 ? id : `${id}-${resends}`)

const channelFor = ({ channel: name, recipient }: MessageToSend): Channel => {
  const channel = channels.get(name)
  if (!channel) throw permanentFailure(`No channel is called ${name}`)
  if (!channel.accepts(recipient)) throw permanentFailure(`The recipient is not a valid address for ${name}`)
  return channel
}

const isPermanent = (error: unknown): boolean =>
  error instanceof Error && "permanent" in error && error.permanent === true

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)

/**
 * Sends one message of the outbox unless it was sent. Two processes at once send one: the second waits for the first.
 * SMTP is at-least-once: a process that dies between the server's "accepted" and its own row sends again, with the same
 * Message-ID, so that the receiving side can tell.
 * @throws what the attempt failed with; the queue tries again, three times, and not at all when it is permanent
 */
export const sendMessage = async (
  messageId: string,
  { container, attempt }: Pick<WorkContext, "container" | "attempt">
): Promise<void> => {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  try {
    const sent = await limited(() =>
      knex.transaction(async (trx) => {
        const message = await takeToSend(trx, messageId)
        if (!message) return false
        const channel = channelFor(message)
        const { secret, ...content } = await composeMail(message)
        const { recipient: to, event, template } = message
        const delivery = { id: deliveryIdOf(message), to, event, template, ...content }
        if (attempt === 1 || !(await channel.wasDelivered(container, delivery.id)))
          await channel.deliver(container, delivery)
        if (secret) await forgetProps(trx, messageId)
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
