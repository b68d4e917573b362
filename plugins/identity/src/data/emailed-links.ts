import { sqlChanges, sqlRow } from "@atrium/server"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const Taken = z.object({ email: z.string(), expires_at: z.date() })

export type LinkToSend = {
  readonly purpose: "registration" | "password_reset"
  readonly email: string
  readonly tokenHash: string | null
  readonly expiresAt: Date
  readonly now: Date
  /** Minimum minutes between two emails to this address. */
  readonly pauseMinutes: number
}

/**
 * Records that a link is sent, in the caller's transaction; false when the last one is too recent. A new link replaces the
 * previous one of the address.
 */
export const recordEmailedLink = async (trx: Sql, link: LinkToSend): Promise<boolean> => {
  return (
    (await sqlChanges(
      trx,
      `INSERT INTO emailed_link (id, purpose, email, token_hash, expires_at, sent_at)
     VALUES (:id, :purpose, :email, :tokenHash, :expiresAt, :now)
     ON CONFLICT (email, purpose) DO UPDATE
       SET token_hash = excluded.token_hash, expires_at = excluded.expires_at, sent_at = excluded.sent_at,
           updated_at = excluded.sent_at
       WHERE emailed_link.sent_at <= :before
     RETURNING id`,
      {
        id: generateEntityId(undefined, "elnk"),
        purpose: link.purpose,
        email: link.email,
        tokenHash: link.tokenHash,
        expiresAt: link.expiresAt,
        now: link.now,
        before: new Date(link.now.getTime() - link.pauseMinutes * 60_000),
      }
    )) > 0
  )
}

/** Uses up a valid link; undefined for any other. If two requests use it at once, only one succeeds. */
export const spendEmailedLink = async (
  sql: Sql,
  tokenHash: string,
  now: Date
): Promise<{ email: string; expiresAt: Date } | undefined> => {
  const row = await sqlRow(
    sql,
    Taken,
    `UPDATE emailed_link SET token_hash = NULL, updated_at = :now
     WHERE token_hash = :tokenHash AND purpose = 'registration' AND expires_at > :now
     RETURNING email, expires_at`,
    { tokenHash, now }
  )
  return row ? { email: row.email, expiresAt: row.expires_at } : undefined
}

/** Makes a used link valid again, unless a newer one was sent meanwhile. */
export const restoreEmailedLink = async (sql: Sql, email: string, tokenHash: string): Promise<void> => {
  await sql.raw(
    `UPDATE emailed_link SET token_hash = :tokenHash
     WHERE email = :email AND purpose = 'registration' AND token_hash IS NULL`,
    { email, tokenHash }
  )
}
