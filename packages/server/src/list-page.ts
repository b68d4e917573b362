import { sortOf } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { LRUCache } from "lru-cache"
import { z } from "zod"

import { checkedRows, column } from "./sql-rows"

/**
 * Up to here, counts and pages are always exact. Beyond, they may be some seconds old: counting 100,000 rows, or skipping
 * them to get to a page, takes longer than everything else a list does.
 */
const EXACT_ROWS = 1000
/** So many matches of a search are sorted where its first page is not among the first `EXACT_ROWS` rows of the list. */
const SORTED_ROWS = 20_000
const FRESH_MS = 10_000
const USABLE_MS = 60_000
const MOST_KEPT = 500

/** A column that may be empty; empty ones come last in either direction. */
export const nullable = (sql: string) => ({ sql, nullable: true }) as const

/** SQL of each sort order: a column or several. Those that are never empty need one index for both directions. */
export type SortColumns = Readonly<Record<string, string | readonly string[] | ReturnType<typeof nullable>>>

type Searched = { readonly rows: Knex.QueryBuilder; readonly as: string }

export type ListPage<S extends z.ZodType> = {
  /** Of one row. */
  readonly schema: S
  /** Rows that match, without columns, order and limit: with as few joins as the filters need, because they are counted. */
  readonly matching: Knex.QueryBuilder
  /** The list's rows with all columns and joins; only those on the page are read. */
  readonly rows: Knex.QueryBuilder
  /** The unique column, in `matching` and in `rows`; it breaks ties. */
  readonly id: string
  /**
   * For a search: the rows that are searched, without the filters, and their table's name in `matching`; undefined where
   * they are sorted by another table's column. An index that finds words has no order, so the page is looked for otherwise.
   */
  readonly searched?: Searched | undefined
  readonly sorted: SortColumns
  readonly order: string
  readonly limit: number
  readonly offset: number
}

type Order = {
  readonly sql: string
  readonly columns: readonly string[]
  /** The one column that is never empty, if the order has no other. */
  readonly key: string | undefined
  readonly descending: boolean
  readonly way: string
}

const columnsOf = (sort: SortColumns[string]): readonly string[] =>
  typeof sort === "string" ? [sort] : "sql" in sort ? [sort.sql] : sort

const orderOf = (order: string, sorted: SortColumns, id: string): Order => {
  const { field, direction } = sortOf(order)
  const found = Object.hasOwn(sorted, field) ? sorted[field] : undefined
  if (found === undefined) throw new Error(`A list cannot be sorted by ${field}`)
  const descending = direction === "desc"
  const way = descending ? ` DESC${typeof found === "object" && "sql" in found ? " NULLS LAST" : ""}` : ""
  const columns = columnsOf(found)
  return {
    sql: [...columns.map((each) => `${each}${way}`), `${id}${descending ? " DESC" : ""}`].join(", "),
    columns,
    way,
    key: typeof found === "string" ? found : undefined,
    descending,
  }
}

type Kept<T> = { readonly at: number; readonly value: T }

/** What was found in the last minute, by statement. */
const memory = <T>() => new LRUCache<string, Kept<T>>({ max: MOST_KEPT, ttl: USABLE_MS })
type Memory<T> = ReturnType<typeof memory<T>>
const keep = <T>(kept: Memory<T>, key: string, value: T) => kept.set(key, { at: Date.now(), value })

const Mark = z.object({ mark_id: z.string(), mark_key: z.string(), mark_type: z.string() })
type Mark = z.infer<typeof Mark>

// By connection pool: several databases may be open in one process.
const memories = new WeakMap<Knex, { counts: Memory<number>; marks: Memory<Mark>; pages: Memory<readonly string[]> }>()
const memoryOf = (knex: Knex) => {
  const known = memories.get(knex) ?? {
    counts: memory<number>(),
    marks: memory<Mark>(),
    pages: memory<readonly string[]>(),
  }
  memories.set(knex, known)
  return known
}

const keyOf = (query: Knex.QueryBuilder): string => {
  const { sql, bindings } = query.toSQL()
  return `${sql} ${JSON.stringify(bindings)}`
}

const Count = z.object({ count: column.bigint.transform(Number) })
const counted = async (query: Knex.QueryBuilder): Promise<number> =>
  checkedRows(Count, await query.count({ count: "*" }))[0]?.count ?? 0

/**
 * How many rows match. Where they are more than `EXACT_ROWS`, a number of the last ten seconds; or an older one, of the
 * last minute, while it is counted again.
 */
export const countMatching = async (knex: Knex, matching: Knex.QueryBuilder): Promise<number> => {
  const { counts } = memoryOf(knex)
  const key = keyOf(matching)
  const countAgain = async (): Promise<number> => {
    const count = await counted(matching.clone())
    if (count > EXACT_ROWS) keep(counts, key, count)
    else counts.delete(key)
    return count
  }
  const known = counts.get(key)
  if (!known) return countAgain()
  if (Date.now() - known.at > FRESH_MS) {
    // Kept at once, so that only one reader counts again.
    keep(counts, key, known.value)
    countAgain().catch(() => counts.delete(key))
  }
  return known.value
}

/** The row before a deep page, at a multiple of `EXACT_ROWS`, from which the page is found without skipping all before it. */
const markBefore = async (
  knex: Knex,
  { matching, id }: Pick<ListPage<z.ZodType>, "matching" | "id">,
  order: Order,
  offset: number
): Promise<{ mark: Mark; skipped: number } | undefined> => {
  const skipped = Math.floor(offset / EXACT_ROWS) * EXACT_ROWS
  if (skipped === 0 || order.key === undefined) return undefined
  const query = matching
    .clone()
    // Names that no column has: ORDER BY would mean them instead.
    .select({ mark_id: id })
    .select(knex.raw(`CAST(${order.key} AS text) AS mark_key, CAST(pg_typeof(${order.key}) AS text) AS mark_type`))
    .orderByRaw(order.sql)
    .limit(1)
    .offset(skipped - 1)
  const { marks } = memoryOf(knex)
  const key = keyOf(query)
  const known = marks.get(key)
  if (known && Date.now() - known.at < FRESH_MS) return { mark: known.value, skipped }
  const [mark] = checkedRows(Mark, await query)
  if (!mark) return undefined
  keep(marks, key, mark)
  return { mark, skipped }
}

/** Ids of the page, not run yet: an async function would run what it returns. */
const pageIds = (
  { matching, id, limit, offset }: ListPage<z.ZodType>,
  order: Order,
  found: Awaited<ReturnType<typeof markBefore>>
): Knex.QueryBuilder => {
  const query = matching.clone().select({ id }).orderByRaw(order.sql).limit(limit)
  if (!found) return query.offset(offset)
  const { mark, skipped } = found
  // The type is Postgres's own name of it.
  return query
    .whereRaw(`(${order.key}, ${id}) ${order.descending ? "<" : ">"} (CAST(? AS ${mark.mark_type}), ?)`, [
      mark.mark_key,
      mark.mark_id,
    ])
    .offset(offset - skipped)
}

const Few = z.object({ count: column.integer, ids: z.array(z.string()) })

/**
 * The page's ids where few rows match, found by the filter's index and sorted then; undefined where they are many. Told the
 * order too, Postgres would rather walk through its index until a page is full: for a search whose matches are all old,
 * through the whole table.
 */
const pageOfFew = async (
  knex: Knex,
  { matching, id, limit, offset }: ListPage<z.ZodType>,
  { columns, way, descending }: Order
): Promise<z.infer<typeof Few> | undefined> => {
  if (memoryOf(knex).counts.has(keyOf(matching))) return undefined
  const found = matching
    .clone()
    .select({ found_id: id })
    .select(columns.map((each, index) => knex.raw(`${each} AS sorted_${index}`)))
    .limit(EXACT_ROWS + 1)
  const sorted = [...columns.map((_, index) => `sorted_${index}${way}`), `found_id${descending ? " DESC" : ""}`]
  const page = knex("found").select("found_id").orderByRaw(sorted.join(", ")).limit(limit).offset(offset)
  const [few] = checkedRows(
    Few,
    await knex
      .with("found", found)
      .select(knex.raw("(SELECT count(*) FROM found)::int AS count, ARRAY(?)::text[] AS ids", [page]))
  )
  return few && few.count <= EXACT_ROWS ? few : undefined
}

const Found = z.object({ found_id: z.string() })
const foundIds = async (query: Knex.QueryBuilder): Promise<string[]> =>
  checkedRows(Found, await query).map(({ found_id }) => found_id)

/** Matches found by the filter's index, which Postgres must not be told the order of, and sorted then. */
const sortedMatches = (
  { matching, id, limit, offset }: ListPage<z.ZodType>,
  { columns, way, descending }: Order,
  knex: Knex
) => {
  const found = matching
    .clone()
    .select({ found_id: id })
    .select(columns.map((each, index) => knex.raw(`${each} AS sorted_${index}`)))
  const sorted = [...columns.map((_, index) => `sorted_${index}${way}`), `found_id${descending ? " DESC" : ""}`]
  return knex
    .withMaterialized("found", found)
    .select("found_id")
    .from("found")
    .orderByRaw(sorted.join(", "))
    .limit(limit)
    .offset(offset)
}

/**
 * Ids of a page of a search with many matches. Where they are frequent, the page is among the list's first rows. Where they
 * are all old, walking there reads the whole table: they are sorted instead, or walked to where even sorting is slow, and
 * the ids remembered for ten seconds. They count again once another of the first rows matches.
 */
const pageOfSearch = async (
  knex: Knex,
  list: ListPage<z.ZodType>,
  { rows, as }: Searched,
  order: Order,
  count: number
): Promise<readonly string[]> => {
  const { matching, id, limit, offset } = list
  const first = rows.clone().orderByRaw(order.sql).limit(EXACT_ROWS).as(as)
  const among = matching
    .clone()
    .from(first)
    .select({ found_id: id })
    .orderByRaw(order.sql)
    .limit(offset + limit)
  const near = await foundIds(among)
  if (near.length === offset + limit) return near.slice(offset)

  const { pages } = memoryOf(knex)
  const sorted = sortedMatches(list, order, knex)
  const key = `${keyOf(sorted)} ${near.join(" ")}`
  const known = pages.get(key)
  if (known && Date.now() - known.at < FRESH_MS) return known.value
  const walked = matching.clone().select({ found_id: id }).orderByRaw(order.sql).limit(limit).offset(offset)
  const ids = await foundIds(count > SORTED_ROWS ? walked : sorted)
  keep(pages, key, ids)
  return ids
}

/**
 * One page of a list and how many rows match. The page's ids are found first, by an index alone if there is one for the
 * order, so that columns and joins cost the same on every page of a table of any size.
 */
export const listPage = async <S extends z.ZodType>(
  knex: Knex,
  list: ListPage<S>
): Promise<{ rows: z.output<S>[]; count: number }> => {
  const order = orderOf(list.order, list.sorted, list.id)
  const sortedRows = async (rows: Knex.QueryBuilder): Promise<z.output<S>[]> =>
    checkedRows(list.schema, await rows.orderByRaw(order.sql))

  const few = await pageOfFew(knex, list, order)
  if (few) {
    const rows = few.ids.length > 0 ? await sortedRows(list.rows.clone().whereIn(list.id, few.ids)) : []
    return { rows, count: few.count }
  }

  // Deep pages of a search start from a remembered row, as all do.
  if (list.searched && list.offset + list.limit <= EXACT_ROWS) {
    const count = await countMatching(knex, list.matching)
    const ids = await pageOfSearch(knex, list, list.searched, order, count)
    // Remembered ones may have changed.
    const still = list.matching
      .clone()
      .select(list.id)
      .whereIn(list.id, [...ids])
    return { rows: await sortedRows(list.rows.clone().whereIn(list.id, still)), count }
  }

  const read = async (): Promise<z.output<S>[]> => {
    const ids = pageIds(list, order, await markBefore(knex, list, order, list.offset))
    return sortedRows(list.rows.clone().whereIn(list.id, knex.select("id").from(ids.as("page"))))
  }
  const [rows, count] = await Promise.all([read(), countMatching(knex, list.matching)])
  return { rows, count }
}
