import { z } from "zod"

const wholeNumber = (max: number, fallback: number) =>
  z
    .union([z.string().regex(/^\d{1,9}$/, "Use a whole number"), z.number().int()], { error: "Enter a whole number" })
    .transform(Number)
    .pipe(z.number().int().min(0, "Enter 0 or more").max(max, `Enter ${max} or less`))
    .default(fallback)

/** The `limit` (1–100, default 20) and `offset` (default 0) parameters of every list. */
export const pageQuery = {
  limit: wholeNumber(100, 20).refine((limit) => limit >= 1, "Enter 1 or more"),
  offset: wholeNumber(1_000_000, 0),
}

/**
 * The `order` parameter of every list: one of these fields, prefixed with `-` for descending order. Lists break ties by
 * id, so that paging never repeats or skips a row.
 */
export const orderQuery = <F extends string>(fields: readonly F[], fallback: F | `-${F}`) => {
  const orders: readonly string[] = fields.flatMap((field) => [field, `-${field}`])
  return z.enum(orders, { error: `Sort by ${fields.join(", ")}; prefix with - for descending order` }).default(fallback)
}

/** Field and direction of an `order` parameter. */
export const sortOf = (order: string): { field: string; direction: "asc" | "desc" } =>
  order.startsWith("-") ? { field: order.slice(1), direction: "desc" } : { field: order, direction: "asc" }

/** ORDER BY clause of a list: `order` selects one of these columns (or expressions, never user input); ties break by `id`. */
export const orderSql = (order: string, columns: Readonly<Record<string, string>>, id = "id"): string => {
  const { field, direction } = sortOf(order)
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined
  if (column === undefined) throw new Error(`A list cannot be sorted by ${field}`)
  return `${column} ${direction === "desc" ? "DESC NULLS LAST" : "ASC NULLS LAST"}, ${id}`
}

/** One or more values of a query parameter, always as an array (`?status=a`, `?status[]=a&status[]=b`). */
export const listOf = <T extends z.ZodType>(item: T, max = 50) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(max))
