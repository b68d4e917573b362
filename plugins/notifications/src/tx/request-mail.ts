import { randomUUID } from "node:crypto"

import { clock } from "@atrium/kernel"
import { currentRequestId } from "@atrium/server"
import { workOf } from "@atrium/work-queue/contracts"
import { enqueueWork } from "@atrium/work-queue/tx"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { MailToRequest } from "../contracts"
import { sendMessageWork } from "../contracts"
import { toStorableJson } from "../domain/storable-json"

// ORDER BY: parallel transactions that ask for the same mails take the unique keys in one order and cannot deadlock.
const INSERT = `
  INSERT INTO message (id, event, recipient, template, locale, props, status, attempts, request_id, created_at, updated_at)
  SELECT m.id, m.event, m.recipient, m.template, m.locale, m.props, 'pending', 0, m.request_id, m.created_at, m.created_at
  FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS m (id text, event text, recipient text, template text, locale text,
    props jsonb, request_id text, created_at timestamptz)
  ORDER BY m.event, m.recipient, m.template
  ON CONFLICT (event, recipient, template) DO NOTHING
  RETURNING id, request_id`

/**
 * Promises mails in the caller's transaction: they are sent after it commits and never when it rolls back. A mail that
 * was already promised (same event, mailbox and template) is left alone. Two statements for any number of mails.
 *
 * Nothing about the mail itself is refused here: a wrong template or mailbox must not undo what the mail tells about.
 * It fails when it is sent, for good and visibly.
 * @returns how many were new
 */
export const requestMail = async (knex: Knex | Knex.Transaction, mails: readonly MailToRequest[]): Promise<number> => {
  if (mails.length === 0) return 0
  const now = clock.now()
  const requestId = currentRequestId()
  const rows = mails.map((mail) => ({
    id: `msg_${randomUUID().replaceAll("-", "")}`,
    event: mail.event,
    recipient: mail.to.trim().toLowerCase(),
    template: mail.template,
    locale: mail.locale ?? "en",
    props: mail.props ?? {},
    request_id: mail.requestId ?? requestId ?? null,
    created_at: now,
  }))
  const written: { rows: { id: string; request_id: string | null }[] } = await knex.raw(INSERT, {
    rows: toStorableJson(rows),
  })
  return enqueueWork(
    knex,
    written.rows.map((row) =>
      workOf(sendMessageWork, {
        key: row.id,
        payload: { message_id: row.id },
        ...(row.request_id ? { requestId: row.request_id } : {}),
      })
    )
  )
}
