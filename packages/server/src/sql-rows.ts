import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "zod"

/** The application's database connection. */
export const knexOf = (scope: MedusaContainer): Knex => scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)

/** Column types as the Postgres driver returns them, for the schemas passed to `sqlRows`. */
export const column = {
  text: z.string(),
  integer: z.int(),
  boolean: z.boolean(),
  timestamp: z.date(),
  /** `bigint` and `count(*)`: text from the driver. */
  bigint: z.union([z.string(), z.number().int()]).transform((value) => BigInt(value)),
  /** `numeric`: exact decimal text; the driver may return a number. */
  decimal: z.union([z.string(), z.number()]).transform(String),
} as const

const Answer = z.looseObject({ rows: z.array(z.unknown()), rowCount: z.number().nullish() })

/**
 * Checks rows that a query builder returned.
 * @throws z.ZodError when a column is missing or has another type: a bug, or Medusa changed a table
 */
export const checkedRows = <S extends z.ZodType>(schema: S, rows: unknown): z.output<S>[] => z.array(schema).parse(rows)

/**
 * Reads through Medusa's query and validates the result, which Medusa does not type for plugins' entities.
 * @param query as `query.graph` takes it
 */
export const graphRows = async <S extends z.ZodType>(
  scope: MedusaContainer,
  schema: S,
  query: Parameters<ReturnType<typeof queryOf>["graph"]>[0]
): Promise<z.output<S>[]> => checkedRows(schema, (await queryOf(scope).graph(query)).data)

const queryOf = (scope: MedusaContainer) => scope.resolve(ContainerRegistrationKeys.QUERY)

/**
 * Runs SQL and returns its rows, each validated by `schema`, so that a column with a changed name or type fails here
 * instead of becoming a wrong value later. A type annotation on `knex.raw` would check nothing.
 * @param schema of one row; columns that it does not list are dropped
 */
export const sqlRows = async <S extends z.ZodType>(
  knex: Knex,
  schema: S,
  sql: string,
  bindings: readonly Knex.RawBinding[] | Readonly<Record<string, Knex.RawBinding>> = []
): Promise<z.output<S>[]> => checkedRows(schema, Answer.parse(await run(knex, sql, bindings)).rows)

/** The first row, or null. See `sqlRows`. */
export const sqlRow = async <S extends z.ZodType>(
  knex: Knex,
  schema: S,
  sql: string,
  bindings: readonly Knex.RawBinding[] | Readonly<Record<string, Knex.RawBinding>> = []
): Promise<z.output<S> | null> => (await sqlRows(knex, schema, sql, bindings))[0] ?? null

/**
 * One page of the rows that SQL finds, and how many it finds in all: also on a page after the last, where a count in
 * the rows themselves would be missing.
 * @param schema one row
 * @param sql the whole list, without `ORDER BY`, `LIMIT` and `OFFSET`
 * @param page `orderBy` is SQL and ends in a unique column
 */
export const sqlPage = async <S extends z.ZodType>(
  knex: Knex,
  schema: S,
  sql: string,
  bindings: Readonly<Record<string, Knex.RawBinding>>,
  { orderBy, limit, offset }: { orderBy: string; limit: number; offset: number }
): Promise<{ rows: z.output<S>[]; count: number }> => {
  const found = await sqlRows(
    knex,
    z.unknown(),
    `SELECT page.*, count(*) OVER () AS page_total FROM (${sql}) page ORDER BY ${orderBy} LIMIT :limit OFFSET :offset`,
    { ...bindings, limit, offset }
  )
  const [first] = checkedRows(z.object({ page_total: column.bigint }), found)
  const total =
    first?.page_total ??
    (offset > 0 ? (await sqlRow(knex, Count, `SELECT count(*) FROM (${sql}) page`, bindings))?.count : undefined)
  return { rows: checkedRows(schema, found), count: Number(total ?? 0n) }
}

const Count = z.object({ count: column.bigint })

/** Runs SQL that changes rows and returns their number. */
export const sqlChanges = async (
  knex: Knex,
  sql: string,
  bindings: readonly Knex.RawBinding[] | Readonly<Record<string, Knex.RawBinding>> = []
): Promise<number> => Answer.parse(await run(knex, sql, bindings)).rowCount ?? 0

const run = async (
  knex: Knex,
  sql: string,
  bindings: readonly Knex.RawBinding[] | Readonly<Record<string, Knex.RawBinding>>
): Promise<unknown> => {
  const given: Knex.RawBinding[] | Record<string, Knex.RawBinding> = isList(bindings) ? [...bindings] : { ...bindings }
  return knex.raw(sql, given)
}

const isList = (
  bindings: readonly Knex.RawBinding[] | Readonly<Record<string, Knex.RawBinding>>
): bindings is readonly Knex.RawBinding[] => Array.isArray(bindings)
