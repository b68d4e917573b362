import { column, knexOf, sqlRow } from "@atrium/server"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "zod"

const Row = z.object({ currency_code: column.text.nullable(), priced: column.boolean })

// An order is changed by its own id or by that of its return, claim or exchange.
const FIND = `
  WITH changed AS (
    SELECT o.currency_code FROM "order" o WHERE o.id = coalesce(
      (SELECT order_id FROM return WHERE id = :change), (SELECT order_id FROM order_claim WHERE id = :change),
      (SELECT order_id FROM order_exchange WHERE id = :change), :change))
  SELECT (SELECT currency_code FROM changed) AS currency_code,
    so.price_type = 'calculated' OR EXISTS (
      SELECT 1 FROM shipping_option_price_set l JOIN price p ON p.price_set_id = l.price_set_id
      WHERE l.shipping_option_id = so.id AND l.deleted_at IS NULL AND p.deleted_at IS NULL
        AND p.currency_code = (SELECT currency_code FROM changed)) AS priced
  FROM shipping_option so WHERE so.id = :option AND so.deleted_at IS NULL`

/**
 * Whether a shipping option has a price in the currency of an order that is being changed; undefined for an option that
 * does not exist. The currency is null where there is no such order.
 */
export const findShippingOption = async (
  container: MedusaContainer,
  option: string,
  change: string
): Promise<{ currency_code: string | null; priced: boolean } | undefined> => {
  return (await sqlRow(knexOf(container), Row, FIND, { option, change })) ?? undefined
}
