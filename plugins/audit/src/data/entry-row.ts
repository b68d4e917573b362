import type { EntryContent } from "../domain/chain"

/** A row of `audit_entry` as Postgres returns it: bigint as text, jsonb parsed. */
export type EntryRow = EntryContent & {
  seq: string | null
  prev_hash: string | null
  hash: string | null
  key_id: string | null
  search: string
}

export type AnchorRow = { seq: string; hash: string; key_id: string; signature: string; created_at: Date }

export const CONTENT = [
  "id",
  "created_at",
  "action",
  "category",
  "outcome",
  "actor_type",
  "actor_id",
  "actor_label",
  "address",
  "target_type",
  "target_id",
  "target_label",
  "before",
  "after",
  "details",
  "reason",
  "request_id",
] as const satisfies readonly (keyof EntryContent)[]
