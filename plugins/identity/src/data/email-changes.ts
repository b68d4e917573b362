import { sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Row = z.object({
  id: z.string(),
  identity_id: z.string(),
  customer_id: z.string(),
  from_email: z.string(),
  to_email: z.string(),
  requested_at: z.date(),
  confirmed_at: z.date().nullable(),
  epoch: z.string().nullable(),
  finished_at: z.date().nullable(),
})
export type EmailChangeRow = z.infer<typeof Row>

const COLUMNS = Object.keys(Row.shape).join(", ")

/** Serializes the changes of one identity until the transaction ends. */
export const lockEmailChanges = async (trx: Knex.Transaction, identityId: string): Promise<void> => {
  await trx.raw("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [`identity.email-change:${identityId}`])
}

export type NewEmailChange = {
  readonly identityId: string
  readonly customerId: string
  readonly fromEmail: string
  readonly toEmail: string
  readonly tokenHash: string | null
  readonly stopHash: string
  readonly now: Date
  readonly expiresAt: Date
}

/** Records a requested change. It replaces those of the identity that were not confirmed. */
export const recordEmailChange = async (trx: Knex.Transaction, change: NewEmailChange): Promise<void> => {
  await trx.raw("UPDATE email_change SET token_hash = NULL WHERE identity_id = ? AND confirmed_at IS NULL", [
    change.identityId,
  ])
  await trx.raw(
    `INSERT INTO email_change (id, identity_id, customer_id, from_email, to_email, token_hash, stop_hash, requested_at,
       expires_at)
     VALUES (:id, :identityId, :customerId, :fromEmail, :toEmail, :tokenHash, :stopHash, :now, :expiresAt)`,
    { id: generateEntityId(undefined, "emch"), ...change }
  )
}

/** Uses up a valid link of this identity; null for any other. If two requests use it at once, only one succeeds. */
export const confirmEmailChangeRow = (
  trx: Knex.Transaction,
  link: { tokenHash: string; identityId: string; epoch: string; now: Date }
): Promise<EmailChangeRow | null> =>
  sqlRow(
    trx,
    Row,
    `UPDATE email_change SET token_hash = NULL, confirmed_at = :now, epoch = :epoch, updated_at = :now
     WHERE token_hash = :tokenHash AND identity_id = :identityId AND confirmed_at IS NULL AND expires_at > :now
     RETURNING ${COLUMNS}`,
    link
  )

export const findEmailChange = (sql: Sql, id: string): Promise<EmailChangeRow | null> =>
  sqlRow(sql, Row, `SELECT ${COLUMNS} FROM email_change WHERE id = ?`, [id])

export const findStoppableChange = (sql: Sql, stopHash: string, since: Date): Promise<EmailChangeRow | null> =>
  sqlRow(sql, Row, `SELECT ${COLUMNS} FROM email_change WHERE stop_hash = ? AND requested_at > ?`, [stopHash, since])

export const finishEmailChangeRow = async (trx: Knex.Transaction, id: string, now: Date): Promise<void> => {
  await trx.raw("UPDATE email_change SET finished_at = :now, updated_at = :now WHERE id = :id", { id, now })
}

/** A confirmed change whose address was taken meanwhile changes nothing and can't be stopped. */
export const dropEmailChange = async (trx: Knex.Transaction, id: string): Promise<void> => {
  await trx.raw("DELETE FROM email_change WHERE id = ?", [id])
}

/** Removes a change and the later ones of its identity, so that no link of theirs works. */
export const dropChangesSince = async (trx: Knex.Transaction, change: EmailChangeRow): Promise<void> => {
  await trx.raw("DELETE FROM email_change WHERE identity_id = ? AND requested_at >= ?", [
    change.identity_id,
    change.requested_at,
  ])
}

const Earlier = z.object({ from_email: z.string() })

/** Addresses that customers changed to another one within the time in which a change can be undone. They had proved them. */
export const earlierAddresses = async (sql: Sql, customerIds: readonly string[]): Promise<string[]> =>
  (
    await sqlRows(
      sql,
      Earlier,
      "SELECT DISTINCT from_email FROM email_change WHERE customer_id = ANY(?) AND finished_at IS NOT NULL",
      [[...customerIds]]
    )
  ).map(({ from_email }) => from_email.toLowerCase())
