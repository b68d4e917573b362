import { column, sqlRow } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const PublishableKey = z.object({
  /** By the machine's clock; a key can be revoked ahead of time. */
  revoked_at: column.timestamp.nullable(),
  sales_channel_ids: z.array(z.string()),
})
export type PublishableKey = z.infer<typeof PublishableKey>

const SQL = `
  SELECT k.revoked_at, ARRAY(SELECT l.sales_channel_id FROM publishable_api_key_sales_channel l
    WHERE l.publishable_key_id = k.id AND l.deleted_at IS NULL ORDER BY l.sales_channel_id) AS sales_channel_ids
  FROM api_key k WHERE k.token = ? AND k.type = 'publishable' AND k.deleted_at IS NULL`

/** What core's check of a publishable key reads; null for a key that does not exist. */
export const readPublishableKey = (knex: Knex, token: string): Promise<PublishableKey | null> =>
  sqlRow(knex, PublishableKey, SQL, [token])
