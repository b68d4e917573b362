import { sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const KeyRow = z.object({
  id: z.string(),
  title: z.string(),
  redacted: z.string(),
  created_by: z.string(),
  creator: z.string().nullable(),
  role_id: z.string().nullable(),
})
export type KeyRow = z.infer<typeof KeyRow>

const SELECT = `
  SELECT k.id, k.title, k.redacted, k.created_by, u.email AS creator, a.role_id
  FROM api_key k
  LEFT JOIN staff_key a ON a.api_key_id = k.id
  LEFT JOIN "user" u ON u.id = k.created_by
  WHERE k.type = 'secret' AND k.deleted_at IS NULL AND (k.revoked_at IS NULL OR k.revoked_at > now())`

/** Secret keys that are not revoked, oldest first; a shop has few. */
export const listSecretKeys = async (knex: Knex): Promise<KeyRow[]> => {
  return sqlRows(knex, KeyRow, `${SELECT} ORDER BY k.created_at, k.id LIMIT 200`)
}

export const findSecretKey = async (knex: Knex, id: string): Promise<KeyRow | undefined> => {
  return (await sqlRow(knex, KeyRow, `${SELECT} AND k.id = :id`, { id })) ?? undefined
}
