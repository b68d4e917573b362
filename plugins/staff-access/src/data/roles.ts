import { clock } from "@atrium/kernel"
import { sqlChanges } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const RoleRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
})
export type RoleRow = z.infer<typeof RoleRow>

const columns = ["id", "name", "description", "permissions"]

export const listOwnRoles = async (knex: Sql): Promise<RoleRow[]> =>
  z.array(RoleRow).parse(await knex("staff_role").select(columns).orderByRaw("lower(name)"))

export const findOwnRole = async (knex: Sql, id: string): Promise<RoleRow | undefined> =>
  RoleRow.optional().parse(await knex("staff_role").select(columns).where({ id }).first())

/** Number of staff per role. */
export const countMembers = async (knex: Sql): Promise<Map<string, number>> => {
  const rows = z
    .array(z.object({ role_id: z.string(), members: z.coerce.number() }))
    .parse(
      await knex("staff_member").select("role_id").count("* as members").whereNotNull("role_id").groupBy("role_id")
    )
  return new Map(rows.map((row) => [row.role_id, row.members]))
}

/** False when the name is taken. */
export const insertRole = async (knex: Sql, role: RoleRow): Promise<boolean> => {
  const now = clock.now()
  const rows: unknown[] = await knex("staff_role")
    .insert({ ...role, created_at: now, updated_at: now })
    .onConflict(knex.raw("(lower(name))"))
    .ignore()
    .returning("id")
  return rows.length > 0
}

export const isNameTaken = async (knex: Sql, name: string, exceptId: string): Promise<boolean> =>
  Boolean(
    await knex("staff_role").select("id").whereRaw("lower(name) = lower(?)", [name]).whereNot({ id: exceptId }).first()
  )

export const updateRole = async (knex: Sql, id: string, change: Partial<Omit<RoleRow, "id">>): Promise<void> => {
  await knex("staff_role")
    .where({ id })
    .update({ ...change, updated_at: clock.now() })
}

/** False when a staff member, key or invitation has the role. */
export const deleteUnusedRole = async (knex: Sql, id: string): Promise<boolean> => {
  return (
    (await sqlChanges(
      knex,
      `DELETE FROM staff_role WHERE id = :id
       AND NOT EXISTS (SELECT 1 FROM staff_member WHERE role_id = :id)
       AND NOT EXISTS (SELECT 1 FROM staff_key WHERE role_id = :id)
       AND NOT EXISTS (SELECT 1 FROM staff_invitation WHERE role_id = :id)
     RETURNING id`,
      { id }
    )) > 0
  )
}
