import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { MESSAGE_STATUSES } from "../contracts"

const MessageToSend = z.object({
  id: column.text,
  event: column.text,
  recipient: column.text,
  template: column.text,
  channel: column.text,
  locale: column.text,
  /** Checked by the template. */
  props: z.unknown(),
  /** How often staff have resent it. */
  resends: column.integer,
})
export type MessageToSend = Readonly<z.infer<typeof MessageToSend>>

const TAKE = `
  UPDATE message SET status = 'sent', sent_at = :now, updated_at = :now, attempts = attempts + 1, reason = NULL,
    provider_message_id = :id
  WHERE id = :id AND status <> 'sent' RETURNING id, event, recipient, template, channel, locale, props, resends`

/**
 * Marks a message as sent and returns it, or null if it was sent before. Call it in a transaction that commits after the
 * channel accepted the message: until then the row is locked, so a second process waits and then finds it sent, and a
 * process that dies leaves it unsent.
 */
export const claimMessage = (trx: Knex.Transaction, id: string): Promise<MessageToSend | null> =>
  sqlRow(trx, MessageToSend, TAKE, { id, now: clock.now() })

/** Removes the props of a message that contained a secret, such as a sign-in link. */
export const clearProps = async (trx: Knex.Transaction, id: string): Promise<void> => {
  await sqlChanges(trx, `UPDATE message SET props = '{}' WHERE id = ?`, [id])
}

/** Records a failed attempt; `final` if there is no retry. A message that was sent meanwhile stays sent. */
export const recordFailure = async (
  knex: Knex,
  id: string,
  failure: { reason: string; final: boolean }
): Promise<void> => {
  await sqlChanges(
    knex,
    `UPDATE message SET status = :status, reason = :reason, attempts = attempts + 1, updated_at = :now
     WHERE id = :id AND status <> 'sent'`,
    { id, status: failure.final ? "failed" : "pending", reason: failure.reason, now: clock.now() }
  )
}

const LockedMessage = z.object({ template: column.text, status: z.enum(MESSAGE_STATUSES) })

/** A message and its status, locked until the transaction ends. */
export const lockMessage = (trx: Knex.Transaction, id: string): Promise<z.infer<typeof LockedMessage> | null> =>
  sqlRow(trx, LockedMessage, "SELECT template, status FROM message WHERE id = ? FOR UPDATE", [id])

// Postgres returns timestamps as dates, Medusa's query as dates or text.
const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value).toISOString())

/** A message without its contents; the address is not masked yet. */
export const MessageRow = z.object({
  id: column.text,
  event: column.text,
  template: column.text,
  channel: column.text,
  recipient: column.text,
  status: z.enum(MESSAGE_STATUSES),
  attempts: column.integer,
  reason: column.text.nullable(),
  sent_at: moment.nullable(),
  created_at: moment,
})
export type MessageRow = z.infer<typeof MessageRow>

const QueuedMessage = MessageRow.extend({ resends: column.integer })

const QUEUE_AGAIN = `
  UPDATE message SET status = 'pending', sent_at = NULL, reason = NULL, resends = resends + 1, updated_at = :now
  WHERE id = :id
  RETURNING id, event, template, channel, recipient, status, attempts, reason, sent_at, created_at, resends`

/** Sets a message back to pending, for a resend; the caller enqueues its work. */
export const queueAgain = async (trx: Knex.Transaction, id: string): Promise<z.infer<typeof QueuedMessage>> => {
  const row = await sqlRow(trx, QueuedMessage, QUEUE_AGAIN, { id, now: clock.now() })
  if (!row) throw new Error("The message is gone")
  return row
}

/** Number of messages whose last attempt failed. Uses the partial index of unsent messages. */
export const countFailedMessages = async (knex: Knex): Promise<number> =>
  (
    await sqlRow(
      knex,
      z.object({ count: column.integer }),
      "SELECT count(*)::int AS count FROM message WHERE status <> 'sent' AND status = 'failed'"
    )
  )?.count ?? 0
