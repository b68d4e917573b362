import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { TemplateContent } from "../domain/template-content"

/** A tier as catalogue, templates and prices have it now. */
export type TierRow = {
  tier_id: string
  tier_title: string
  sku: string | null
  product_id: string
  product_title: string
  product_subtitle: string | null
  product_handle: string
  product_type_id: string | null
  thumbnail: string | null
  discountable: boolean
  status: string
  version_id: string
  content: TemplateContent
  price_set_id: string | null
  /** When a price of the tier last changed or a price list with it began or ended, by the machine's clock. */
  price_changed_at: Date | null
}

// Core stamps prices with the machine's time, so the price lists' windows are compared with it too.
const TIERS = `
  SELECT v.id AS tier_id, v.title AS tier_title, v.sku, p.id AS product_id, p.title AS product_title,
    p.subtitle AS product_subtitle, p.handle AS product_handle, p.type_id AS product_type_id, p.thumbnail, p.discountable,
    p.status, tv.id AS version_id, tv.content, ps.price_set_id,
    (SELECT max(greatest(pr.updated_at, pr.deleted_at, pl.updated_at, pl.deleted_at,
        CASE WHEN pl.starts_at <= now() THEN pl.starts_at END, CASE WHEN pl.ends_at <= now() THEN pl.ends_at END))
     FROM price pr LEFT JOIN price_list pl ON pl.id = pr.price_list_id
     WHERE pr.price_set_id = ps.price_set_id) AS price_changed_at
  FROM product_variant v
  JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
  JOIN service_template t ON t.product_id = p.id AND t.deleted_at IS NULL
  JOIN service_template_version tv ON tv.id = t.current_version_id
  LEFT JOIN product_variant_price_set ps ON ps.variant_id = v.id AND ps.deleted_at IS NULL
  WHERE v.id = ANY(?) AND v.deleted_at IS NULL`

/** What stands in the shop for these variants; those that are no tier of a published template are left out. One statement. */
export const tiersOnSale = async (knex: Knex, tierIds: readonly string[]): Promise<TierRow[]> => {
  if (tierIds.length === 0) return []
  const answer: { rows: TierRow[] } = await knex.raw(TIERS, [[...tierIds]])
  return answer.rows
}
