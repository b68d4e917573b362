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
  /** How often staff asked for it to be sent again. */
  resends: column.integer,
})
export type MessageToSend = Readonly<z.infer<typeof MessageToSend>>

const TAKE = `
  UPDATE message SET status = 'sent', sent_at = :now, updated_at = :now, attempts = attempts + 1, reason = NULL,
    provider_message_id = :id
  WHERE id = :id AND status <> 'sent' RETURNING id, event, recipient, template, channel, locale, props, resends`

/**
 * Marks a message as sent and returns it, null when it already was. Call it in a transaction that commits after the
 * channel took the message: until then the row is locked, so a second process waits and then finds it sent, and a
 * process that dies leaves it unsent.
 */
export const takeToSend = (trx: Knex.Transaction, id: string): Promise<MessageToSend | null> =>
  sqlRow(trx, MessageToSend, TAKE, { id, now: clock.now() })

/** Forgets what a message said, where that is a secret (a link that lets its reader in). */
export const forgetProps = async (trx: Knex.Transaction, id: string): Promise<void> => {
  await sqlChanges(trx, `UPDATE message SET props = '{}' WHERE id = ?`, [id])
}

/** Records an attempt that failed; `final` when no other one follows. A message that was sent meanwhile stays sent. */
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

// Postgres returns moments as dates, Medusa's query as either.
const moment = z.union([z.date(), z.string()]).transform((value) => new Date(value).toISOString())

/** A message without its contents, its address not masked yet. */
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

/** Makes a message pending again, for staff; the caller enqueues its work. */
export const queueAgain = async (trx: Knex.Transaction, id: string): Promise<z.infer<typeof QueuedMessage>> => {
  const row = await sqlRow(trx, QueuedMessage, QUEUE_AGAIN, { id, now: clock.now() })
  if (!row) throw new Error("The message is gone")
  return row
}

/** Messages whose last attempt failed. Read from the index of what is not sent. */
export const countFailedMessages = async (knex: Knex): Promise<number> =>
  (
    await sqlRow(
      knex,
      z.object({ count: column.integer }),
      "SELECT count(*)::int AS count FROM message WHERE status <> 'sent' AND status = 'failed'"
    )
  )?.count ?? 0
