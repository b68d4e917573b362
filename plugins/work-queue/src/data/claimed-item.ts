import { column } from "@atrium/server"
import { z } from "zod"

/** What an attempt needs of an item. */
export const ClaimedItem = z.object({
  id: column.text,
  key: column.text,
  kind: column.text,
  version: column.integer,
  payload: z.unknown(),
  attempts: column.integer,
  max_attempts: column.integer,
  backoff_seconds: column.integer,
  request_id: column.text.nullable(),
  /** Since when it is postponed, again and again, because a service is down. */
  postponed_since: z.coerce.date().nullable(),
  /** The claim's token. With `attempts` it rejects the result of a process that lost its lease. */
  worker: column.text,
})
export type ClaimedItem = Readonly<z.infer<typeof ClaimedItem>>
