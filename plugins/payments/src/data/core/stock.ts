import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Good = z.object({ item_id: column.text, title: column.text })

/**
 * Goods of a cart of which fewer than `times` as many units are left as the cart has; without `times`, the goods there are
 * not enough of. Units are left as core reserves them: at one stock location of the cart's sales channel, without what
 * others have reserved.
 */
export const findScarceGoods = (knex: Knex, cartId: string, times = 1): Promise<z.infer<typeof Good>[]> =>
  sqlRows(
    knex,
    Good,
    `SELECT item_id, title FROM (
       SELECT part.inventory_item_id AS item_id, min(coalesce(line.product_title, line.title)) AS title,
         sum(line.quantity * part.required_quantity) AS wanted,
         coalesce((SELECT max(level.stocked_quantity - level.reserved_quantity) FROM inventory_level level
           JOIN sales_channel_stock_location place ON place.stock_location_id = level.location_id
             AND place.sales_channel_id = cart.sales_channel_id AND place.deleted_at IS NULL
           WHERE level.inventory_item_id = part.inventory_item_id AND level.deleted_at IS NULL), 0) AS remaining
       FROM cart
       JOIN cart_line_item line ON line.cart_id = cart.id AND line.deleted_at IS NULL
       JOIN product_variant variant ON variant.id = line.variant_id AND variant.deleted_at IS NULL
         AND variant.manage_inventory AND NOT variant.allow_backorder
       JOIN product_variant_inventory_item part ON part.variant_id = variant.id AND part.deleted_at IS NULL
       WHERE cart.id = :cart
       GROUP BY part.inventory_item_id, cart.sales_channel_id) good
     WHERE remaining < wanted * :times
     ORDER BY title, item_id`,
    { cart: cartId, times }
  )

const Unreserved = z.object({ line_ids: z.array(column.text), unreserved: column.boolean })

/**
 * The lines of an order, and whether one of them sells goods whose stock is managed and not reserved for it: core
 * reserves after the order is written, and a completion that was cut off in between left an order that may sell what is
 * gone.
 */
export const findReservations = async (knex: Knex, orderId: string): Promise<z.infer<typeof Unreserved>> => {
  const [row] = await sqlRows(
    knex,
    Unreserved,
    `SELECT coalesce(array_agg(line.id), '{}') AS line_ids,
            coalesce(bool_or(variant.manage_inventory AND NOT EXISTS (
              SELECT 1 FROM reservation_item held WHERE held.line_item_id = line.id AND held.deleted_at IS NULL)), false)
              AS unreserved
     FROM order_item item
     JOIN order_line_item line ON line.id = item.item_id AND line.deleted_at IS NULL
     LEFT JOIN product_variant variant ON variant.id = line.variant_id
     WHERE item.order_id = ? AND item.deleted_at IS NULL`,
    [orderId]
  )
  return row ?? { line_ids: [], unreserved: false }
}
