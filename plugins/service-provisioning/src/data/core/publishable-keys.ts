import { column, sqlRow, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const PublishableKey = z.object({
  /** By the machine's clock; a key can be revoked ahead of time. */
  revoked_at: column.timestamp.nullable(),
  sales_channel_ids: z.array(z.string()),
})
export type PublishableKey = z.infer<typeof PublishableKey>

const CHANNELS = `ARRAY(SELECT l.sales_channel_id FROM publishable_api_key_sales_channel l
    WHERE l.publishable_key_id = k.id AND l.deleted_at IS NULL ORDER BY l.sales_channel_id) AS sales_channel_ids`

const SQL = `
  SELECT k.revoked_at, ${CHANNELS}
  FROM api_key k WHERE k.token = ? AND k.type = 'publishable' AND k.deleted_at IS NULL`

/** What core's check of a publishable key reads; null for a key that does not exist. */
export const readPublishableKey = (knex: Knex, token: string): Promise<PublishableKey | null> =>
  sqlRow(knex, PublishableKey, SQL, [token])

const IN_USE = `
  SELECT DISTINCT ${CHANNELS} FROM api_key k
  WHERE k.type = 'publishable' AND k.deleted_at IS NULL AND (k.revoked_at IS NULL OR k.revoked_at > now())`

/** The sales channels of each publishable key that is not revoked; those of several keys with the same ones once. */
export const readChannelsOfKeys = async (knex: Knex): Promise<string[][]> => {
  const keys = await sqlRows(knex, PublishableKey.pick({ sales_channel_ids: true }), IN_USE)
  return keys.map((key) => key.sales_channel_ids).filter((ids) => ids.length > 0)
}
