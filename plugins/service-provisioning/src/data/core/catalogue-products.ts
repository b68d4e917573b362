import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const CatalogueProduct = z.object({
  id: column.text,
  title: column.text,
  subtitle: column.text.nullable(),
  handle: column.text,
  description: column.text.nullable(),
  thumbnail: column.text.nullable(),
  type_id: column.text.nullable(),
  /** Seconds since 1970. */
  created_at: z.coerce.number(),
  /** Addresses of its pictures, in their order. */
  images: z.array(z.string()),
  /** The categories that shoppers may see, in the order of the shop's categories. */
  categories: z.array(z.object({ handle: z.string(), name: z.string() })),
  sales_channel_ids: z.array(z.string()),
  /** In the merchant's order. */
  variants: z.array(z.object({ id: z.string(), title: z.string(), price_set_id: z.string().nullable() })),
})
/** A published product as the catalog shows it, whatever it costs. */
export type CatalogueProduct = z.infer<typeof CatalogueProduct>

const SQL = `
  SELECT p.id, p.title, p.subtitle, p.handle, p.description, p.thumbnail, p.type_id,
    extract(epoch FROM p.created_at) AS created_at,
    ARRAY(SELECT i.url FROM image i WHERE i.product_id = p.id AND i.deleted_at IS NULL ORDER BY i.rank, i.id) AS images,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('handle', c.handle, 'name', c.name) ORDER BY c.rank, c.id), '[]')
      FROM product_category_product pc JOIN product_category c ON c.id = pc.product_category_id
      WHERE pc.product_id = p.id AND c.deleted_at IS NULL AND c.is_active AND NOT c.is_internal) AS categories,
    ARRAY(SELECT l.sales_channel_id FROM product_sales_channel l
      WHERE l.product_id = p.id AND l.deleted_at IS NULL) AS sales_channel_ids,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'title', v.title, 'price_set_id', ps.price_set_id)
        ORDER BY v.variant_rank, v.id), '[]')
      FROM product_variant v
      LEFT JOIN product_variant_price_set ps ON ps.variant_id = v.id AND ps.deleted_at IS NULL
      WHERE v.product_id = p.id AND v.deleted_at IS NULL) AS variants
  FROM product p WHERE p.id = ANY(?) AND p.status = 'published' AND p.deleted_at IS NULL`

/**
 * Those of the products that are published. In one statement: Medusa's query takes six for what a large catalog reads
 * ten thousand times, and far longer to make objects of it.
 */
export const readCatalogueProducts = (knex: Knex, ids: readonly string[]): Promise<CatalogueProduct[]> =>
  sqlRows(knex, CatalogueProduct, SQL, [[...ids]])
