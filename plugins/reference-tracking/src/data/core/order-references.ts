import { column, sqlChanges, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/**
 * SQL of an order's reference, by the order's alias. An order that has no reference yet is named by its id, never by
 * core's running number.
 */
export const orderReferenceSql = (order: string): string => `coalesce(${order}.custom_display_id, ${order}.id)`

// Deleted orders too: an order that is restored has its reference.
const WITHOUT = `SELECT id FROM "order" WHERE custom_display_id IS NULL AND id > :after ORDER BY id LIMIT :limit`

/** Ids of orders without a reference, after an id. */
export const ordersWithoutReference = async (knex: Knex, after: string, limit: number): Promise<string[]> =>
  (await sqlRows(knex, z.object({ id: column.text }), WITHOUT, { after, limit })).map(({ id }) => id)

// An order that got its reference in the meantime keeps it, and a reference that is taken is given to no second order.
const GIVE = `
  UPDATE "order" SET custom_display_id = given.reference
  FROM jsonb_to_recordset(CAST(:given AS jsonb)) AS given (id text, reference text)
  WHERE "order".id = given.id AND "order".custom_display_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM "order" other WHERE other.custom_display_id = given.reference)`

/** Gives orders that have no reference one each; returns how many got theirs. */
export const giveOrderReferences = (
  knex: Knex,
  given: readonly { readonly id: string; readonly reference: string }[]
): Promise<number> => sqlChanges(knex, GIVE, { given: JSON.stringify(given) })
