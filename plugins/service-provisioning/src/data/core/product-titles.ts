import { foldedSql, likeFolded } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Rows = z.array(z.object({ id: z.string() }))

/** Ids of products whose title, handle or subtitle contains the text, whatever its accents. Core's search knows accents. */
export const findProductsByTitle = async (knex: Knex, text: string): Promise<string[]> => {
  const { rows } = await knex.raw(
    `SELECT id FROM product
     WHERE deleted_at IS NULL AND ${foldedSql("concat_ws(' ', title, subtitle, handle)")} LIKE ?`,
    [likeFolded(text)]
  )
  return Rows.parse(rows).map(({ id }) => id)
}
