import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({ line_id: column.text, variant_id: column.text, quantity: column.integer })

/** The lines of a cart that sell a variant. */
export const cartUnits = (knex: Knex, cartId: string): Promise<z.infer<typeof Row>[]> =>
  sqlRows(
    knex,
    Row,
    `SELECT id AS line_id, variant_id, quantity::int AS quantity FROM cart_line_item
     WHERE cart_id = ? AND variant_id IS NOT NULL AND deleted_at IS NULL ORDER BY created_at, id`,
    [cartId]
  )
