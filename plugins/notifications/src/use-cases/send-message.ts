import { knexOf, metrics } from "@atrium/server"
import { type WorkContext, WorkPostponed } from "@atrium/work-queue/extension-points"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"

import { type MailBrand, sendMessageWork } from "../contracts"
import {
  claimMessages,
  clearProps,
  type FailedMessage,
  type MessageToSend,
  recordFailure,
  releaseFailed,
} from "../data/outbox"
import { type Failures, inBatches } from "../domain/in-batches"
import { type Channel, channels, type Delivery, mailTemplates } from "../extension-points"
import { composeMail, permanentFailure } from "./compose-mail"
import { currentBrand } from "./current-brand"
import { openAttachments } from "./open-attachments"

/** A message to send now, for one caller. */
type Asked = {
  readonly id: string
  readonly container: MedusaContainer
  readonly attempt: number
  readonly mayPostpone: boolean
}

/** The attempts of a batch's messages, by id. */
type Attempts = ReadonlyMap<string, Pick<Asked, "attempt" | "mayPostpone">>

type Ready = {
  readonly message: MessageToSend
  readonly channel: Channel
  readonly delivery: Delivery
  secret: boolean
}

/**
 * Messages that are due together are sent together: one transaction and one call of the channel. Each batch holds one
 * database connection for its row locks and needs a second one. The limit keeps them from using up the pool and waiting
 * for each other.
 */
const LIMITS = { parallel: 2, size: 4 }

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

const failedMessage = (attempts: Attempts, id: string, error: unknown): FailedMessage => {
  const { attempt = 1, mayPostpone = true } = attempts.get(id) ?? {}
  const counted = !(error instanceof WorkPostponed && mayPostpone)
  const final = counted && (isPermanent(error) || attempt >= sendMessageWork.maxAttempts)
  return { id, reason: reasonOf(error), final, counted }
}

const outcomeOf = ({ final, counted }: FailedMessage): "dead" | "retrying" | "postponed" => {
  if (final) return "dead"
  return counted ? "retrying" : "postponed"
}

const readyOf = async (
  container: MedusaContainer,
  message: MessageToSend,
  brand: MailBrand | undefined
): Promise<Ready> => {
  const channel = channelFor(message)
  const pause = channel.pause?.()
  if (pause) throw pause
  const attachments = await openAttachments(container, message)
  const attached = attachments.map(({ filename }) => filename)
  const { secret, ...content } = await composeMail({ ...message, attached }, brand)
  const { recipient: to, event, template } = message
  return {
    message,
    channel,
    secret,
    delivery: { id: deliveryIdOf(message), to, event, template, attachments, ...content },
  }
}

const deliverAll = async (
  container: MedusaContainer,
  channel: Channel,
  deliveries: readonly Delivery[]
): Promise<ReadonlyMap<string, unknown>> => {
  if (deliveries.length === 0) return new Map()
  try {
    return await channel.deliver(container, deliveries)
  } catch (error) {
    return new Map(deliveries.map(({ id }) => [id, error]))
  }
}

/** The category of each template whose emails can be turned off. */
const categoriesByTemplate = (): Record<string, string> =>
  Object.fromEntries(mailTemplates.all().flatMap(({ name, category }) => (category ? [[name, category]] : [])))

/** Sends these messages under their row locks. Returns the errors of those that were not sent, by id of the message. */
const sendLocked = async (
  trx: Knex.Transaction,
  attempts: Attempts,
  container: MedusaContainer,
  brand: MailBrand | undefined
): Promise<{ claimed: number; failures: Map<string, unknown> }> => {
  const claimed = await claimMessages(trx, [...attempts.keys()], categoriesByTemplate())
  const messages = claimed.filter(({ skipped }) => !skipped)
  const failures = new Map<string, unknown>()
  const ready: Ready[] = []
  for (const message of messages)
    try {
      ready.push(await readyOf(container, message, brand))
    } catch (error) {
      failures.set(message.id, error)
    }
  for (const channel of new Set(ready.map((one) => one.channel))) {
    const own = ready.filter((one) => one.channel === channel)
    const unsent: Ready[] = []
    for (const one of own)
      if (attempts.get(one.message.id)?.attempt === 1 || !(await channel.wasDelivered(container, one.delivery.id)))
        unsent.push(one)
    const refused = await deliverAll(
      container,
      channel,
      unsent.map(({ delivery }) => delivery)
    )
    for (const { message, delivery } of unsent)
      if (refused.has(delivery.id)) failures.set(message.id, refused.get(delivery.id))
  }
  await releaseFailed(
    trx,
    [...failures].map(([id, error]) => failedMessage(attempts, id, error))
  )
  await clearProps(
    trx,
    ready.filter(({ secret, message }) => secret && !failures.has(message.id)).map(({ message }) => message.id)
  )
  return { claimed: messages.length, failures }
}

/** The transaction itself failed, so nothing is recorded yet. */
const recordAll = async (knex: Knex, attempts: Attempts, error: unknown): Promise<void> => {
  for (const id of attempts.keys()) await recordFailure(knex, failedMessage(attempts, id, error))
}

const sendBatch = async (asked: readonly Asked[]): Promise<Failures<Asked>> => {
  const [first] = asked
  if (!first) return new Map()
  const attempts = new Map(asked.map((one) => [one.id, one]))
  const knex = knexOf(first.container)
  const send = async () => {
    // Before the transaction, which holds a connection.
    const brand = await currentBrand(first.container)
    return knex.transaction((trx) => sendLocked(trx, attempts, first.container, brand))
  }
  const { claimed, failures } = await send().catch(async (error: unknown) => {
    await recordAll(knex, attempts, error)
    return { claimed: attempts.size, failures: new Map([...attempts.keys()].map((id) => [id, error])) }
  })
  metrics()
    .mail.labels("sent")
    .inc(claimed - failures.size)
  for (const [id, error] of failures)
    metrics()
      .mail.labels(outcomeOf(failedMessage(attempts, id, error)))
      .inc()
  return new Map(asked.flatMap((one) => (failures.has(one.id) ? [[one, failures.get(one.id)] as const] : [])))
}

const batched = inBatches<Asked>(LIMITS, sendBatch)

/**
 * Sends one message of the outbox unless it was sent, together with others that are due. If two processes try at once, the
 * second waits for the first and sends nothing. SMTP is at-least-once: if a process dies between the server's "accepted"
 * and its commit, the email is sent again, with the same Message-ID, so that the recipient's server can recognize it.
 * @throws the attempt's error; the queue retries three times, or not at all if it is permanent; `WorkPostponed` while
 * the mail server is down
 */
export const sendMessage = (
  messageId: string,
  {
    container,
    attempt,
    mayPostpone = true,
  }: Pick<WorkContext, "container" | "attempt"> & Partial<Pick<WorkContext, "mayPostpone">>
): Promise<void> => batched({ id: messageId, container, attempt, mayPostpone })
