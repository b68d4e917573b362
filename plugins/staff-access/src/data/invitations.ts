import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** Roles of the invitations to these addresses, by address in lower case. */
export const rolesOfInvitations = async (knex: Knex, emails: readonly string[]): Promise<Map<string, string>> => {
  const rows = z.array(z.object({ email: z.string(), role_id: z.string() })).parse(
    await knex("staff_invitation")
      .select("email", "role_id")
      .whereIn(
        "email",
        emails.map((email) => email.toLowerCase())
      )
  )
  return new Map(rows.map((row) => [row.email, row.role_id]))
}
