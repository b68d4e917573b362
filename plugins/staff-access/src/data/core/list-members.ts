import { orderSql } from "@atrium/kernel"
import { foldedSql, likeFolded, sqlChanges, sqlPage, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const SORTED = { created_at: "created_at", email: "lower(email)" } as const

const MemberRow = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role_id: z.string().nullable(),
  role_name: z.string().nullable(),
  permissions: z.array(z.string()).nullable(),
  status: z.enum(["active", "suspended"]),
  two_step: z.boolean(),
  created_at: z.date(),
})
export type MemberRow = z.infer<typeof MemberRow>

const SELECT = `
  SELECT u.id, u.email, trim(concat_ws(' ', u.first_name, u.last_name)) AS name, m.role_id, r.name AS role_name,
         r.permissions, coalesce(m.status, 'active') AS status, u.created_at,
         EXISTS (
           SELECT 1 FROM auth_identity i JOIN auth_mfa_factor f ON f.auth_identity_id = i.id
           WHERE i.app_metadata ->> 'user_id' = u.id AND i.deleted_at IS NULL
             AND f.status = 'enabled' AND f.deleted_at IS NULL
         ) AS two_step
  FROM "user" u
  LEFT JOIN staff_member m ON m.user_id = u.id
  LEFT JOIN staff_role r ON r.id = m.role_id
  WHERE u.deleted_at IS NULL`

export const listMembers = async (
  knex: Knex,
  page: { q?: string | undefined; order: string; limit: number; offset: number }
): Promise<{ members: MemberRow[]; count: number }> => {
  const search = page.q ? likeFolded(page.q) : null
  const { rows, count } = await sqlPage(
    knex,
    MemberRow,
    `${SELECT} AND (CAST(:search AS text) IS NULL
       OR ${foldedSql("concat_ws(' ', u.email, u.first_name, u.last_name)")} LIKE :search)`,
    { search },
    { orderBy: orderSql(page.order, SORTED), limit: page.limit, offset: page.offset }
  )
  return { members: rows, count }
}

export const findMember = async (knex: Knex | Knex.Transaction, id: string): Promise<MemberRow | undefined> => {
  return (await sqlRow(knex, MemberRow, `${SELECT} AND u.id = :id`, { id })) ?? undefined
}

/** Whether another active owner remains. Call it under `lockOwners`. */
export const hasOtherOwner = async (trx: Knex.Transaction, exceptUserId: string): Promise<boolean> => {
  return (
    (await sqlChanges(
      trx,
      `SELECT 1 FROM staff_member m JOIN "user" u ON u.id = m.user_id AND u.deleted_at IS NULL
     WHERE m.role_id = 'owner' AND m.status = 'active' AND m.user_id <> :exceptUserId LIMIT 1`,
      { exceptUserId }
    )) > 0
  )
}
