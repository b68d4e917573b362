import { sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const UserRow = z.object({
  email: z.string(),
  role_id: z.string().nullable(),
  status: z.enum(["active", "suspended"]).nullable(),
  role_name: z.string().nullable(),
  permissions: z.array(z.string()).nullable(),
  require_two_step: z.boolean(),
  two_step: z.boolean(),
})
export type UserStatusRow = z.infer<typeof UserRow>

const USER = `
  SELECT u.email, m.role_id, m.status, r.name AS role_name, r.permissions, s.require_two_step,
         EXISTS (
           SELECT 1 FROM auth_mfa_factor f
           WHERE f.auth_identity_id = :identity AND f.status = 'enabled' AND f.deleted_at IS NULL
         ) AS two_step
  FROM "user" u
  CROSS JOIN staff_setting s
  LEFT JOIN staff_member m ON m.user_id = u.id
  LEFT JOIN staff_role r ON r.id = m.role_id
  WHERE u.id = :id AND u.deleted_at IS NULL`

/** Status, role and two-step verification of a staff member; undefined when there is no such user. */
export const readUserStatus = async (
  knex: Knex | Knex.Transaction,
  id: string,
  authIdentityId: string
): Promise<UserStatusRow | undefined> => {
  return (await sqlRow(knex, UserRow, USER, { id, identity: authIdentityId })) ?? undefined
}

const KeyRow = z.object({
  created_by: z.string(),
  role_id: z.string().nullable(),
  role_name: z.string().nullable(),
  permissions: z.array(z.string()).nullable(),
})
export type KeyStatusRow = z.infer<typeof KeyRow>

const KEY = `
  SELECT k.created_by, a.role_id, r.name AS role_name, r.permissions
  FROM api_key k
  LEFT JOIN staff_key a ON a.api_key_id = k.id
  LEFT JOIN staff_role r ON r.id = a.role_id
  WHERE k.id = :id AND k.type = 'secret' AND k.deleted_at IS NULL
    AND (k.revoked_at IS NULL OR k.revoked_at > now())`

/** Creator and role of a secret API key; undefined when it was deleted or revoked. */
export const readKeyStatus = async (knex: Knex | Knex.Transaction, id: string): Promise<KeyStatusRow | undefined> => {
  return (await sqlRow(knex, KeyRow, KEY, { id })) ?? undefined
}
