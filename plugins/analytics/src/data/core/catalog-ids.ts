import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const Id = z.object({ id: column.text })

const KNOWN = `
  SELECT id FROM product WHERE id = ANY(:ids)
  UNION ALL SELECT id FROM product_variant WHERE id = ANY(:ids)`

/** Those of the ids that are services, goods or tiers of the shop. */
export const knownCatalogIds = async (knex: Knex, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set()
  return new Set((await sqlRows(knex, Id, KNOWN, { ids: [...ids] })).map(({ id }) => id))
}
