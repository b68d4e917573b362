import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Assigns a role to a key; null: its creator's access. */
export const writeKeyRole = async (
  knex: Knex | Knex.Transaction,
  key: { api_key_id: string; role_id: string | null; assigned_by: string | null }
): Promise<void> => {
  if (key.role_id === null) {
    await knex("staff_key").where({ api_key_id: key.api_key_id }).delete()
    return
  }
  await knex("staff_key")
    .insert({ ...key, updated_at: clock.now() })
    .onConflict("api_key_id")
    .merge()
}
