import { clock } from "@atrium/kernel"
import { column, sqlChanges, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { MESSAGE_STATUSES } from "../contracts"
import { toStorableJson } from "../domain/storable-json"
import { withProps } from "./encrypted-messages"

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
  /** Its recipient has turned off emails of its category. */
  skipped: column.boolean,
})
export type MessageToSend = Readonly<z.infer<typeof MessageToSend>>

// Rows are locked in order, so that two batches with the same messages cannot deadlock.
const TAKE = `
  WITH unsent AS MATERIALIZED (
    SELECT id, EXISTS (SELECT FROM mail_opt_out off
      WHERE off.email = message.recipient AND off.category = CAST(:categories AS jsonb) ->> message.template) AS off
    FROM message WHERE id = ANY(:ids) AND status NOT IN ('sent', 'skipped') ORDER BY id FOR UPDATE
  )
  UPDATE message SET status = CASE WHEN unsent.off THEN 'skipped' ELSE 'sent' END,
    sent_at = CASE WHEN unsent.off THEN NULL ELSE CAST(:now AS timestamptz) END,
    reason = CASE WHEN unsent.off THEN 'The recipient has unsubscribed' END,
    provider_message_id = CASE WHEN unsent.off THEN NULL ELSE message.id END,
    attempts = attempts + 1, updated_at = :now
  FROM unsent WHERE message.id = unsent.id
  RETURNING message.id, event, recipient, template, channel, locale, props, resends, unsent.off AS skipped`

/**
 * Marks messages as sent, or as skipped if their recipient has turned off their category (`categories`: by template), and
 * returns those that were not sent before. Call it in a transaction that commits after the
 * channel accepted them: until then the rows are locked, so a second process waits and then finds them sent, and a
 * process that dies leaves them unsent.
 */
export const claimMessages = (
  trx: Knex.Transaction,
  ids: readonly string[],
  categories: Readonly<Record<string, string>>
): Promise<MessageToSend[]> =>
  sqlRows(trx, withProps(MessageToSend), TAKE, {
    ids: [...ids],
    now: clock.now(),
    categories: JSON.stringify(categories),
  })

/** `final`: there is no retry. `counted`: it was an attempt. */
export type FailedMessage = {
  readonly id: string
  readonly reason: string
  readonly final: boolean
  readonly counted: boolean
}

const statusOf = ({ final }: FailedMessage) => (final ? "failed" : "pending")

/** Takes back the claim of messages that were not sent. */
export const releaseFailed = async (trx: Knex.Transaction, failures: readonly FailedMessage[]): Promise<void> => {
  if (failures.length === 0) return
  await sqlChanges(
    trx,
    `UPDATE message SET status = failed.status, reason = failed.reason, sent_at = NULL, provider_message_id = NULL,
       attempts = greatest(0, attempts - failed.uncounted)
     FROM jsonb_to_recordset(CAST(? AS jsonb)) AS failed(id text, status text, reason text, uncounted int)
     WHERE message.id = failed.id`,
    [
      toStorableJson(
        failures.map((one) => ({
          id: one.id,
          status: statusOf(one),
          reason: one.reason,
          uncounted: one.counted ? 0 : 1,
        }))
      ),
    ]
  )
}

/** Removes the props of messages that contained a secret, such as a sign-in link. */
export const clearProps = async (trx: Knex.Transaction, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0) await sqlChanges(trx, `UPDATE message SET props = '{}' WHERE id = ANY(?)`, [[...ids]])
}

/** Records a failed attempt whose transaction was rolled back. A message that was sent meanwhile stays sent. */
export const recordFailure = async (knex: Knex, failure: FailedMessage): Promise<void> => {
  await sqlChanges(
    knex,
    `UPDATE message SET status = :status, reason = :reason, attempts = attempts + :counted, updated_at = :now
     WHERE id = :id AND status <> 'sent'`,
    {
      id: failure.id,
      status: statusOf(failure),
      reason: failure.reason,
      counted: failure.counted ? 1 : 0,
      now: clock.now(),
    }
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

const Pending = z.object({ pending: z.boolean() })

/** Whether an email of this event is still to be sent. */
export const isMailPending = async (knex: Knex | Knex.Transaction, event: string): Promise<boolean> =>
  (
    await sqlRow(
      knex,
      Pending,
      "SELECT EXISTS (SELECT FROM message WHERE event = ? AND status = 'pending') AS pending",
      [event]
    )
  )?.pending === true
