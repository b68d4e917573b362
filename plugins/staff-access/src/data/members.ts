import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

type Sql = Knex | Knex.Transaction

/**
 * Assigns the role of the invitation to a user without a row, or makes the first user the owner: `medusa user` does not
 * know roles, and in a new shop nobody could assign one.
 */
export const claimFirstRole = async (knex: Sql, userId: string, email: string): Promise<void> => {
  await knex.raw(
    `WITH invited AS (DELETE FROM staff_invitation WHERE email = lower(:email) RETURNING role_id)
     INSERT INTO staff_member (user_id, role_id, status, created_at, updated_at)
     SELECT :userId, coalesce((SELECT role_id FROM invited), first.role_id), 'active', :now, :now
     FROM (SELECT CASE WHEN EXISTS (SELECT 1 FROM staff_member WHERE role_id = 'owner') THEN NULL ELSE 'owner' END
             AS role_id) first
     ON CONFLICT (user_id) DO NOTHING`,
    { userId, email, now: clock.now() }
  )
}

/** Locks all changes of owners until the transaction ends. */
export const lockOwners = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw(`SELECT 1 FROM staff_setting WHERE id = 'shop' FOR UPDATE`)
}

export type MemberChange = { role_id?: string | null; status?: "active" | "suspended" }

/** Writes a member's role and status; omitted fields are unchanged. A new row starts active and without a role. */
export const writeMember = async (knex: Sql, userId: string, change: MemberChange): Promise<void> => {
  const now = clock.now()
  await knex("staff_member")
    .insert({
      user_id: userId,
      role_id: change.role_id ?? null,
      status: change.status ?? "active",
      created_at: now,
      updated_at: now,
    })
    .onConflict("user_id")
    .merge({ ...change, updated_at: now })
}

export const writeInvitation = async (
  knex: Sql,
  invitation: { email: string; role_id: string; invited_by: string | null }
): Promise<void> => {
  await knex("staff_invitation")
    .insert({ ...invitation, email: invitation.email.toLowerCase(), created_at: clock.now() })
    .onConflict("email")
    .merge()
}

export const deleteInvitation = async (knex: Sql, email: string): Promise<void> => {
  await knex("staff_invitation").where({ email: email.toLowerCase() }).delete()
}
