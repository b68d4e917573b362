import { randomUUID } from "node:crypto"

import { clock } from "@atrium/kernel"
import { column, currentRequestId, sqlRow } from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWorkBindings } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { MailToRequest } from "../contracts"
import { sendMessageWork } from "../contracts"
import { sealProps } from "../data/encrypted-messages"
import { toStorableJson } from "../domain/storable-json"

// ORDER BY: parallel transactions that request the same emails lock the unique keys in the same order and cannot deadlock.
const INSERT = `
  INSERT INTO message (id, event, recipient, template, channel, locale, props, status, attempts, request_id, created_at,
    updated_at)
  SELECT m.id, m.event, m.recipient, m.template, m.channel, m.locale, m.props, 'pending', 0, m.request_id, m.created_at,
    m.created_at
  FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS m (id text, event text, recipient text, template text, channel text,
    locale text, props jsonb, request_id text, created_at timestamptz)
  ORDER BY m.event, m.recipient, m.template
  ON CONFLICT (event, recipient, template) DO NOTHING
  RETURNING id`

// One statement: a message and its work exist together, and what was requested before gets no second work.
const REQUEST = `
  WITH written AS (${INSERT}), due AS (
    SELECT jsonb_agg(item) AS items FROM jsonb_array_elements(CAST(:work_items AS jsonb)) item
    WHERE item -> 'payload' ->> 'message_id' IN (SELECT id FROM written)
  )
  SELECT enqueue_work(due.items, CAST(:work_now AS timestamptz)) AS keys FROM due WHERE due.items IS NOT NULL`

const Requested = z.object({ keys: z.array(column.text) })

/**
 * Requests emails in the caller's transaction: they are sent after it commits and never when it rolls back. An email that
 * was requested before (same event, address and template) is skipped. One statement for any number of emails.
 *
 * The email itself is not validated here: a wrong template or address must not undo its cause. It fails visibly when it
 * is sent.
 * @returns the number of new emails
 */
export const requestMail = async (knex: Knex | Knex.Transaction, mails: readonly MailToRequest[]): Promise<number> => {
  if (mails.length === 0) return 0
  const now = clock.now()
  const requestId = currentRequestId()
  const named = mails.map((mail) => ({ mail, id: `msg_${randomUUID().replaceAll("-", "")}` }))
  const rows = named.map(({ mail, id }) => ({
    id,
    event: mail.event,
    recipient: mail.to.trim().toLowerCase(),
    template: mail.template,
    channel: mail.channel ?? "email",
    locale: mail.locale ?? "en",
    props: sealProps(id, mail.props ?? {}),
    request_id: mail.requestId ?? requestId ?? null,
    created_at: now,
  }))
  const work = rows.map((row) =>
    workOf(sendMessageWork, {
      key: row.id,
      payload: { message_id: row.id },
      ...(row.request_id ? { requestId: row.request_id } : {}),
    })
  )
  const requested = await sqlRow(knex, Requested, REQUEST, {
    rows: toStorableJson(rows),
    ...enqueueWorkBindings(work),
  })
  return requested?.keys.length ?? 0
}
