import { column, foldedLikeSql, likeFolded, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({ id: column.text })

/** Ids of products whose title, handle or subtitle contains the text, ignoring accents. Core's search does not ignore them. */
export const findProductsByTitle = async (knex: Knex, text: string): Promise<string[]> => {
  const rows = await sqlRows(
    knex,
    Row,
    `SELECT id FROM product
     WHERE deleted_at IS NULL AND ${foldedLikeSql("concat_ws(' ', title, subtitle, handle)")}`,
    { like: likeFolded(text) }
  )
  return rows.map(({ id }) => id)
}
