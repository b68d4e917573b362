import { column, sqlChanges, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

type Sql = Knex | Knex.Transaction

const normalized = (email: string): string => email.trim().toLowerCase()

/** The categories that an address has turned off. */
export const optOutsOf = async (sql: Sql, email: string): Promise<string[]> =>
  (
    await sqlRows(sql, z.object({ category: column.text }), "SELECT category FROM mail_opt_out WHERE email = ?", [
      normalized(email),
    ])
  ).map(({ category }) => category)

/** Turns categories of an address off and on. Repeatable. */
export const changeOptOuts = async (
  sql: Sql,
  { email, off = [], on = [] }: { email: string; off?: readonly string[]; on?: readonly string[] }
): Promise<void> => {
  const address = normalized(email)
  if (off.length > 0)
    await sqlChanges(
      sql,
      `INSERT INTO mail_opt_out (email, category) SELECT ?, category FROM unnest(CAST(? AS text[])) AS off (category)
       ON CONFLICT (email, category) DO NOTHING`,
      [address, [...off]]
    )
  if (on.length > 0)
    await sqlChanges(sql, "DELETE FROM mail_opt_out WHERE email = ? AND category = ANY(?)", [address, [...on]])
}

/** What one address has turned off is off for another one too. Repeatable. */
export const copyOptOuts = async (sql: Sql, { from, to }: { from: string; to: string }): Promise<void> => {
  await sqlChanges(
    sql,
    `INSERT INTO mail_opt_out (email, category) SELECT ?, category FROM mail_opt_out WHERE email = ?
     ON CONFLICT (email, category) DO NOTHING`,
    [normalized(to), normalized(from)]
  )
}
