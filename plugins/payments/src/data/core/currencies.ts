import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const ROWS_WITH_A_CURRENCY = [
  `SELECT id, currency_code FROM payment WHERE id = ANY(:ids)`,
  `SELECT id, currency_code FROM payment_collection WHERE id = ANY(:ids)`,
  `SELECT id, currency_code FROM "order" WHERE id = ANY(:ids)`,
  ...["order_claim", "order_exchange", '"return"'].map(
    (table) =>
      `SELECT change.id, o.currency_code FROM ${table} change JOIN "order" o ON o.id = change.order_id
       WHERE change.id = ANY(:ids)`
  ),
  `SELECT id, currency_code FROM region WHERE id = ANY(:ids)`,
  `SELECT id, currency_code FROM price WHERE id = ANY(:ids)`,
].join("\nUNION ALL ")

/** The currencies of core's rows of several types, by id. */
export const currenciesOf = async (knex: Knex, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  // A price of a price list may have no currency.
  const Row = z.object({ id: column.text, currency_code: column.text.nullable() })
  const rows = await sqlRows(knex, Row, ROWS_WITH_A_CURRENCY, { ids: [...ids] })
  return new Map(rows.flatMap(({ id, currency_code }) => (currency_code ? [[id, currency_code] as const] : [])))
}
