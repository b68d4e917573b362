import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AdminMessage } from "../../contracts"

export type MessageToSend = {
  readonly id: string
  readonly event: string
  readonly recipient: string
  readonly template: string
  readonly locale: string
  readonly props: unknown
  /** How often staff asked for it to be sent again. */
  readonly resends: number
}

/**
 * Marks a message as sent and gives it, undefined when it already was. Call it in a transaction that commits after the
 * mail server took the mail: until then the row is locked, so a second process waits and then finds it sent, and a
 * process that dies leaves it unsent.
 */
export const takeToSend = async (
  trx: Knex.Transaction,
  id: string,
  providerMessageId: string
): Promise<MessageToSend | undefined> => {
  const answer: { rows: MessageToSend[] } = await trx.raw(
    `UPDATE message SET status = 'sent', sent_at = :now, updated_at = :now, attempts = attempts + 1, reason = NULL,
       provider_message_id = :providerMessageId
     WHERE id = :id AND status <> 'sent' RETURNING id, event, recipient, template, locale, props, resends`,
    { id, providerMessageId, now: clock.now() }
  )
  return answer.rows[0]
}

/** Forgets what a mail said, where that is a secret (a link that signs somebody in). */
export const forgetProps = async (trx: Knex.Transaction, id: string): Promise<void> => {
  await trx.raw(`UPDATE message SET props = '{}' WHERE id = ?`, [id])
}

/** Notes an attempt that failed; `final` when none follows by itself. A message that was sent meanwhile stays sent. */
export const noteFailure = async (
  knex: Knex,
  id: string,
  failure: { reason: string; final: boolean }
): Promise<void> => {
  await knex.raw(
    `UPDATE message SET status = :status, reason = :reason, attempts = attempts + 1, updated_at = :now
     WHERE id = :id AND status <> 'sent'`,
    { id, status: failure.final ? "failed" : "pending", reason: failure.reason, now: clock.now() }
  )
}

type QueuedMessage = Omit<AdminMessage, "sent_at" | "created_at"> & {
  sent_at: Date | null
  created_at: Date
  resends: number
}

/** Makes a message pending again, for staff; its work is the caller's. */
export const queueAgain = async (trx: Knex.Transaction, id: string, now: Date): Promise<QueuedMessage> => {
  const answer: { rows: QueuedMessage[] } = await trx.raw(
    `UPDATE message SET status = 'pending', sent_at = NULL, reason = NULL, resends = resends + 1, updated_at = :now WHERE id = :id
     RETURNING id, event, template, recipient, status, attempts, reason, sent_at, created_at, resends`,
    { id, now }
  )
  const [row] = answer.rows
  if (!row) throw new Error("The message is gone")
  return row
}
