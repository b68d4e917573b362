import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

export type MessageToSend = {
  readonly id: string
  readonly event: string
  readonly recipient: string
  readonly template: string
  readonly locale: string
  readonly props: unknown
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
     WHERE id = :id AND status <> 'sent' RETURNING id, event, recipient, template, locale, props`,
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
