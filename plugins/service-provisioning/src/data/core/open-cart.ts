import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Row = z.object({ id: column.text })

/**
 * The cart of a customer that has lines and is neither an order nor with a bank: the one changed last. Never the cart behind a purchase, which
 * only the purchase's routes change.
 */
export const findOpenCart = async (knex: Knex, customerId: string): Promise<string | undefined> => {
  const row = await sqlRow(
    knex,
    Row,
    `SELECT cart.id FROM cart
     WHERE cart.customer_id = ? AND cart.completed_at IS NULL AND cart.deleted_at IS NULL
       AND EXISTS (SELECT 1 FROM cart_line_item line WHERE line.cart_id = cart.id AND line.deleted_at IS NULL)
       AND NOT EXISTS (SELECT 1 FROM service_purchase bought
         WHERE bought.cart_id = cart.id AND (bought.source = 'purchase' OR bought.order_id IS NOT NULL
           OR bought.status = 'processing'))
     ORDER BY cart.updated_at DESC, cart.id DESC LIMIT 1`,
    [customerId]
  )
  return row?.id
}
