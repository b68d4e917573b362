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

/** One or several values of a query parameter, always as a list (`?status=a`, `?status[]=a&status[]=b`). */
export const listOf = <T extends z.ZodType>(item: T, max = 50) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), z.array(item).max(max))
