import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A payment collection that staff mark as paid, as far as that needs to know. */
export type CollectionPlace = { order_id: string | null; order_canceled: boolean }

/** Reads it in one statement; null when there is no such collection. */
export const findCollectionPlace = async (knex: Knex, collectionId: string): Promise<CollectionPlace | null> => {
  const { rows }: { rows: CollectionPlace[] } = await knex.raw(
    `SELECT link.order_id, coalesce(o.status = 'canceled', false) AS order_canceled
     FROM payment_collection collection
     LEFT JOIN order_payment_collection link
       ON link.payment_collection_id = collection.id AND link.deleted_at IS NULL
     LEFT JOIN "order" o ON o.id = link.order_id
     WHERE collection.id = ? AND collection.deleted_at IS NULL
     LIMIT 1`,
    [collectionId]
  )
  return rows[0] ?? null
}
