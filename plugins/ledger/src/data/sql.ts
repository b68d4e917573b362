import { checkedRows, column } from "@atrium/server"
import { z } from "zod"

export const instant = column.timestamp.transform((moment) => moment.toISOString())

/** The number in the one row of a `count()`. */
export const countOf = (rows: unknown): number =>
  checkedRows(z.object({ count: z.coerce.number().int() }), rows)[0]?.count ?? 0
