import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"

/** Notes that a code is tried; false when it has been, until `expiresAt`. Of two at once, one gets true. */
export const spendCode = async (
  knex: Knex,
  { codeHash, now, expiresAt }: { codeHash: string; now: Date; expiresAt: Date }
): Promise<boolean> => {
  const { rows }: { rows: unknown[] } = await knex.raw(
    `INSERT INTO spent_code (id, code_hash, expires_at) VALUES (:id, :codeHash, :expiresAt)
     ON CONFLICT (code_hash) DO UPDATE SET expires_at = excluded.expires_at, updated_at = :now
       WHERE spent_code.expires_at <= :now
     RETURNING id`,
    { id: generateEntityId(undefined, "scod"), codeHash, expiresAt, now }
  )
  return rows.length > 0
}
