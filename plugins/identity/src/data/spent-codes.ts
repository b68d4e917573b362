import { sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

/** Records the use of a code until `expiresAt`; false if it was used before. If two requests use it at once, one gets true. */
export const spendCode = async (
  knex: Knex,
  { codeHash, now, expiresAt }: { codeHash: string; now: Date; expiresAt: Date }
): Promise<boolean> => {
  return (
    (await sqlChanges(
      knex,
      `INSERT INTO spent_code (id, code_hash, expires_at) VALUES (:id, :codeHash, :expiresAt)
     ON CONFLICT (code_hash) DO UPDATE SET expires_at = excluded.expires_at, updated_at = :now
       WHERE spent_code.expires_at <= :now
     RETURNING id`,
      { id: generateEntityId(undefined, "scod"), codeHash, expiresAt, now }
    )) > 0
  )
}
