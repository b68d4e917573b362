import { z } from "zod"

const wholeNumber = (max: number, fallback: number) =>
  z
    .union([z.string().regex(/^\d{1,9}$/, "Use a whole number"), z.number().int()], { error: "Use a whole number" })
    .transform(Number)
    .pipe(z.number().int().min(0, "Use a number from 0 up").max(max, `Use a number up to ${max}`))
    .default(fallback)

/** `limit` (1–100, default 20) and `offset` (default 0) as every list takes them. */
export const pageQuery = {
  limit: wholeNumber(100, 20).refine((limit) => limit >= 1, "Use a number from 1 up"),
  offset: wholeNumber(1_000_000, 0),
}

/**
 * `order` as every list takes it: one of these fields, or with `-` before it from the last to the first. Lists break ties
 * by id, so that no row appears twice or never while a reader pages.
 */
export const orderQuery = <F extends string>(fields: readonly F[], fallback: F | `-${F}`) => {
  const orders: readonly string[] = fields.flatMap((field) => [field, `-${field}`])
  return z
    .enum(orders, { error: `Sort by ${fields.join(", ")}, with - before it for the other way round` })
    .default(fallback)
}

/** Which field an `order` names, and which way. */
export const sortOf = (order: string): { field: string; direction: "asc" | "desc" } =>
  order.startsWith("-") ? { field: order.slice(1), direction: "desc" } : { field: order, direction: "asc" }

/** ORDER BY of a list: `order` names one of these columns (or expressions, without outside text), ties go by `id`. */
export const orderSql = (order: string, columns: Readonly<Record<string, string>>, id = "id"): string => {
  const { field, direction } = sortOf(order)
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined
  if (column === undefined) throw new Error(`A list cannot be sorted by ${field}`)
  return `${column} ${direction === "desc" ? "DESC NULLS LAST" : "ASC NULLS LAST"}, ${id}`
}

/** One or several values of a query parameter, always as a list (`?status=a`, `?status[]=a&status[]=b`). */
export const listOf = <T extends z.ZodType>(item: T, max = 50) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(max))
