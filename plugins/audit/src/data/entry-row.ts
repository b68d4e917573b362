import { column } from "@atrium/server"
import { z } from "zod"

import type { EntryContent } from "../domain/chain"

/** The content of an entry as Postgres returns it: bigint as text, jsonb parsed. */
export const ContentRow = z.object({
  id: column.text,
  created_at: column.timestamp,
  action: column.text,
  category: column.text,
  outcome: column.text,
  actor_type: column.text,
  actor_id: column.text.nullable(),
  actor_label: column.text.nullable(),
  address: column.text.nullable(),
  target_type: column.text.nullable(),
  target_id: column.text.nullable(),
  target_label: column.text.nullable(),
  before: z.unknown(),
  after: z.unknown(),
  details: z.unknown(),
  reason: column.text.nullable(),
  request_id: column.text.nullable(),
}) satisfies z.ZodType<EntryContent>

export const CONTENT = Object.keys(ContentRow.shape)

/** With its position in the chain. */
export const SealedRow = ContentRow.extend({
  seq: column.text,
  prev_hash: column.text,
  hash: column.text,
  key_id: column.text,
})
export type SealedRow = z.output<typeof SealedRow>
