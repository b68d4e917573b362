import { sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/**
 * The tables that the catalog's responses are built from, by part. Changes of a table that is missing here would only be
 * seen when the process restarts.
 */
const TABLES = {
  keys: ["publishable_api_key_sales_channel"],
  places: ["payment_provider", "region", "region_country", "region_payment_provider", "store"],
  /** Affect every service. */
  everywhere: [
    "price_list",
    "price_list_rule",
    "price_preference",
    "sales_channel",
    "tax_provider",
    "tax_rate",
    "tax_rate_rule",
    "tax_region",
  ],
  /** Rows belong to one product; see `readProductStamps`. */
  products: [
    "image",
    "price",
    "price_rule",
    "product",
    "product_category",
    "product_category_product",
    "product_sales_channel",
    "product_variant",
    "product_variant_price_set",
    "service_template",
  ],
} as const

export type CatalogueStamps = { readonly [Part in keyof typeof TABLES]: string }

const Stamps = z.object({ keys: z.string(), places: z.string(), everywhere: z.string(), products: z.string() })

/**
 * The number of rows and a sum over the transactions that wrote them: every insert, update and delete changes it, whatever
 * the column and whoever wrote it. `updated_at` would miss links, deletions and manual SQL.
 */
const stampOf = (table: string, where = ""): string =>
  `(SELECT count(*) || '.' || coalesce(sum(hashtext(xmin::text)), 0) FROM "${table}"${where})`

const partOf = (tables: readonly string[]): string => tables.map((table) => stampOf(table)).join(" || '-' || ")

// A price list starts and ends without a row being written.
const STARTED_AND_ENDED = `(SELECT count(*) FILTER (WHERE starts_at <= now()) || '.' || count(*) FILTER (WHERE ends_at < now())
  FROM price_list)`

// Secret keys don't matter here, and core may record when they were used.
const SQL = `SELECT
  ${partOf(TABLES.keys)} || '-' || ${stampOf("api_key", " WHERE type = 'publishable'")} AS keys,
  ${partOf(TABLES.places)} AS places,
  ${partOf(TABLES.everywhere)} || '-' || ${STARTED_AND_ENDED} AS everywhere,
  ${partOf(TABLES.products)} AS products`

/** One statement that tells whether anything the catalog shows, or who may see it, has changed. */
export const readCatalogueStamps = async (knex: Knex): Promise<CatalogueStamps> => {
  const [stamps] = await sqlRows(knex, Stamps, SQL)
  if (!stamps) throw new Error("Reading the stamps of the catalog's tables returned no row")
  return stamps
}

const ProductStamp = z.object({ product_id: z.string(), stamp: z.string() })

const ROWS_OF_A_PRODUCT = `
  SELECT t.product_id, (t.xmin, v.xmin)::text AS written FROM service_template t
    JOIN service_template_version v ON v.id = t.current_version_id WHERE t.deleted_at IS NULL
  UNION ALL SELECT id, xmin::text FROM product
  UNION ALL SELECT product_id, xmin::text FROM image
  UNION ALL SELECT pc.product_id, (pc.xmin, c.xmin)::text FROM product_category_product pc
    JOIN product_category c ON c.id = pc.product_category_id
  UNION ALL SELECT product_id, xmin::text FROM product_sales_channel
  UNION ALL SELECT product_id, xmin::text FROM product_variant
  UNION ALL SELECT v.product_id, (ps.xmin, pr.xmin)::text FROM product_variant_price_set ps
    JOIN product_variant v ON v.id = ps.variant_id LEFT JOIN price pr ON pr.price_set_id = ps.price_set_id
  UNION ALL SELECT v.product_id, rule.xmin::text FROM price_rule rule JOIN price pr ON pr.id = rule.price_id
    JOIN product_variant_price_set ps ON ps.price_set_id = pr.price_set_id
    JOIN product_variant v ON v.id = ps.variant_id`

const stampsWhere = (isIncluded: string): string => `
  SELECT product_id, count(*) || '.' || sum(hashtext(written)) AS stamp
  FROM (${ROWS_OF_A_PRODUCT}) AS row_of_product
  WHERE ${isIncluded}
  GROUP BY product_id`

const SERVICES_SQL = stampsWhere(`product_id IN (SELECT product_id FROM service_template
    WHERE deleted_at IS NULL AND current_version_id IS NOT NULL)`)

const GOODS_SQL =
  stampsWhere(`product_id IN (SELECT p.id FROM product p WHERE p.status = 'published' AND p.deleted_at IS NULL
    AND NOT EXISTS (SELECT FROM service_template t WHERE t.product_id = p.id AND t.deleted_at IS NULL))`)

const stampsByProduct = async (knex: Knex, sql: string): Promise<Map<string, string>> =>
  new Map((await sqlRows(knex, ProductStamp, sql)).map(({ product_id, stamp }) => [product_id, stamp]))

/** For every product with a published template, a stamp of all rows that its services are made of. */
export const readProductStamps = (knex: Knex): Promise<Map<string, string>> => stampsByProduct(knex, SERVICES_SQL)

/** For every good, which is a published product without a service template, a stamp of all rows it is made of. */
export const readGoodsStamps = (knex: Knex): Promise<Map<string, string>> => stampsByProduct(knex, GOODS_SQL)
