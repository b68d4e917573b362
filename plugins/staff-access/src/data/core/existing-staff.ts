import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Makes all existing staff and secret keys owners, so that they keep the access they had before roles existed. */
export const makeExistingStaffOwners = async (knex: Knex): Promise<void> => {
  await knex.raw(`
    INSERT INTO staff_member (user_id, role_id, status, created_at, updated_at)
    SELECT id, 'owner', 'active', now(), now() FROM "user" WHERE deleted_at IS NULL
    ON CONFLICT (user_id) DO NOTHING`)
  await knex.raw(`
    INSERT INTO staff_key (api_key_id, role_id, assigned_by, updated_at)
    SELECT id, 'owner', NULL, now() FROM api_key
    WHERE type = 'secret' AND deleted_at IS NULL AND revoked_at IS NULL
    ON CONFLICT (api_key_id) DO NOTHING`)
}
