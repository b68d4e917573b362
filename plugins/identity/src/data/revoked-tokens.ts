import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Stores that a token is revoked. */
export const insertRevokedToken = async (knex: Knex, tokenHash: string, expiresAt: Date): Promise<void> => {
  await knex.raw(
    `INSERT INTO revoked_token (id, token_hash, expires_at) VALUES (:id, :tokenHash, :expiresAt)
     ON CONFLICT (token_hash) DO NOTHING`,
    { id: generateEntityId(undefined, "rtok"), tokenHash, expiresAt }
  )
}
