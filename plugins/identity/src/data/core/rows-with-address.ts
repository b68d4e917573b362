import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Table = z.object({ table: z.string(), columns: z.array(z.string()) })
const Count = z.object({ count: column.integer })

/** Every table of the database, Medusa's included, with its text and JSON columns. */
export const tablesWithText = (knex: Knex): Promise<z.infer<typeof Table>[]> =>
  sqlRows(
    knex,
    Table,
    `SELECT each.table_name AS "table", array_agg(CAST(each.column_name AS text)) AS columns
     FROM information_schema.columns each JOIN information_schema.tables base USING (table_schema, table_name)
     WHERE each.table_schema = 'public' AND base.table_type = 'BASE TABLE'
       AND each.data_type IN ('text', 'character varying', 'json', 'jsonb', 'ARRAY')
     GROUP BY each.table_name ORDER BY each.table_name`
  )

/** How many rows of a table contain one of the addresses, in lower case, in one of these columns. Reads the whole table. */
export const countRowsWithAddress = async (
  knex: Knex,
  { table, columns, emails }: { table: string; columns: readonly string[]; emails: readonly string[] }
): Promise<number> => {
  // Qualified, because a table may have a column of any name.
  const texts = columns.map((_column, index) => `CAST(:column${index}: AS text)`).join(", ")
  const names = Object.fromEntries(columns.map((name, index) => [`column${index}`, `scanned.${name}`]))
  const row = await sqlRow(
    knex,
    Count,
    `SELECT count(*)::int AS count FROM :table: scanned WHERE EXISTS (
       SELECT FROM unnest(CAST(:emails AS text[])) address(value)
       WHERE strpos(lower(concat_ws(' ', ${texts})), address.value) > 0)`,
    { ...names, table, emails: [...emails] }
  )
  return row?.count ?? 0
}
