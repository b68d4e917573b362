import { clock } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

type Sql = Knex | Knex.Transaction

/**
 * Gives a user without a row the role of the invitation, or makes the very first one the owner: `medusa user` knows no
 * roles, and a new shop has no one yet who could assign one.
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

/** The mutex of everything that changes who owns the shop. Held until the transaction ends. */
export const lockOwners = async (trx: Knex.Transaction): Promise<void> => {
  await trx.raw(`SELECT 1 FROM staff_setting WHERE id = 'shop' FOR UPDATE`)
}

export type MemberChange = { role_id?: string | null; status?: "active" | "suspended" }

/** Writes a member's role and status; what is not named stays, and a new row starts active without a role. */
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

export const forgetInvitation = async (knex: Sql, email: string): Promise<void> => {
  await knex("staff_invitation").where({ email: email.toLowerCase() }).delete()
}
