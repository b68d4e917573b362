import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const VariantStock = z.object({
  variant_id: column.text,
  manage_inventory: z.boolean(),
  allow_backorder: z.boolean(),
  /** Units that the best stocked location of the sales channels has unreserved; null without an inventory item. */
  unreserved: z.coerce.number().nullable(),
})
export type VariantStock = z.infer<typeof VariantStock>

// Core reserves an item from one location, so what several locations have between them is not promised. A variant can be
// made of several items (a kit): the scarcest one decides.
const SQL = `
  SELECT v.id AS variant_id, v.manage_inventory, v.allow_backorder,
    (SELECT min(coalesce((
        SELECT max(floor((l.stocked_quantity - l.reserved_quantity) / item.required_quantity)) FROM inventory_level l
        WHERE l.inventory_item_id = item.inventory_item_id AND l.deleted_at IS NULL
          AND l.location_id IN (SELECT stock_location_id FROM sales_channel_stock_location
            WHERE sales_channel_id = ANY(?) AND deleted_at IS NULL)
      ), 0))
      FROM product_variant_inventory_item item
      WHERE item.variant_id = v.id AND item.deleted_at IS NULL) AS unreserved
  FROM product_variant v WHERE v.id = ANY(?) AND v.deleted_at IS NULL`

/** The stock of these variants at the locations that the sales channels sell from, as it is now. */
export const readVariantStock = (
  knex: Knex,
  variantIds: readonly string[],
  salesChannelIds: readonly string[]
): Promise<VariantStock[]> => sqlRows(knex, VariantStock, SQL, [[...salesChannelIds], [...variantIds]])
