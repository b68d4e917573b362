import type { Knex } from "@medusajs/framework/mikro-orm/knex"

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

/** The currencies of rows of core's, whatever they are, by id. One statement. */
export const currenciesOf = async (knex: Knex, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map()
  const { rows }: { rows: { id: string; currency_code: string }[] } = await knex.raw(ROWS_WITH_A_CURRENCY, {
    ids: [...ids],
  })
  return new Map(rows.map((row) => [row.id, row.currency_code]))
}
