import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"

import type { MedusaResponse } from "@medusajs/framework/http"

/** Sends a CSV file while it is made, to be saved, never to be shown or cached. */
export const sendCsv = async (res: MedusaResponse, name: string, parts: AsyncIterable<string>): Promise<void> => {
  res.setHeader("content-type", "text/csv; charset=utf-8")
  res.setHeader("content-disposition", `attachment; filename="${name}"`)
  res.setHeader("x-content-type-options", "nosniff")
  res.setHeader("cache-control", "private, no-store")
  await pipeline(Readable.from(parts), res)
}
