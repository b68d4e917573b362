import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Notes that a token no longer counts. */
export const keepRevokedToken = async (knex: Knex, tokenHash: string, expiresAt: Date): Promise<void> => {
  await knex.raw(
    `INSERT INTO revoked_token (id, token_hash, expires_at) VALUES (:id, :tokenHash, :expiresAt)
     ON CONFLICT (token_hash) DO NOTHING`,
    { id: generateEntityId(undefined, "rtok"), tokenHash, expiresAt }
  )
}

/** Forgets what has expired: revoked tokens that are dead anyway, links that no longer work with their addresses, codes. */
export const pruneExpired = async (knex: Knex, now: Date): Promise<void> => {
  const before = new Date(now.getTime() - 24 * 3_600_000)
  await knex.raw(`DELETE FROM revoked_token WHERE expires_at < :before`, { before })
  await knex.raw(`DELETE FROM emailed_link WHERE expires_at < :before`, { before })
  await knex.raw(`DELETE FROM spent_code WHERE expires_at < :before`, { before })
}
