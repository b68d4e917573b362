import { sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({
  id: z.string(),
  email: z.string(),
  role_id: z.string(),
  permissions: z.array(z.string()).nullable(),
})

/** Active staff with a role and its permissions (null: a built-in role). */
export const listActiveStaff = async (knex: Knex | Knex.Transaction): Promise<z.infer<typeof Row>[]> => {
  return sqlRows(
    knex,
    Row,
    `SELECT u.id, u.email, m.role_id, r.permissions
     FROM staff_member m
     JOIN "user" u ON u.id = m.user_id AND u.deleted_at IS NULL
     LEFT JOIN staff_role r ON r.id = m.role_id
     WHERE m.status = 'active' AND m.role_id IS NOT NULL
     ORDER BY u.id`
  )
}

/** Display name of a staff member or API key. */
export const labelOfActor = async (knex: Knex | Knex.Transaction, type: string, id: string): Promise<string> => {
  const table = type === "api-key" ? "api_key" : "user"
  const column = type === "api-key" ? "title" : "email"
  const row: unknown = await knex(table).select({ label: column }).where({ id }).first()
  return z.object({ label: z.string() }).optional().parse(row)?.label ?? id
}
