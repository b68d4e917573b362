import { column, foldedSql, likeFolded, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { type EntryListAnswer, type EntryListQuery, EntryView, PostingView } from "../contracts/ledger"
import { instant } from "./sql"

const EntryRow = z.object({
  ...EntryView.omit({ source: true, postings: true }).shape,
  source_type: column.text,
  source_id: column.text,
  occurred_at: instant,
  created_at: instant,
  postings: z.array(PostingView.omit({ owner_name: true })),
})
type EntryRow = z.infer<typeof EntryRow>

/** Entries without the names of owners, which other plugins know. */
type Entry = Omit<EntryView, "postings"> & { postings: EntryRow["postings"] }
type Entries = Omit<EntryListAnswer, "entries"> & { entries: Entry[] }

// Amounts are returned as text: as JSON numbers they would lose digits.
const POSTINGS = `(
  SELECT jsonb_agg(jsonb_build_object(
    'position', posting.position, 'account_id', account.id, 'owner_type', account.owner_type,
    'owner_id', account.owner_id, 'purpose', account.purpose, 'currency_code', posting.currency_code,
    'amount', CAST(posting.amount AS text)) ORDER BY posting.position)
  FROM ledger_posting AS posting JOIN ledger_account AS account ON account.id = posting.account_id
  WHERE posting.entry_id = ledger_entry.id) AS postings`

const FIELDS = [
  "id",
  "key",
  "kind",
  "source_type",
  "source_id",
  "description",
  "metadata",
  "request_id",
  "occurred_at",
  "created_at",
]

/** As in the index of the migration. */
const SEARCHED = foldedSql(
  ["id", "key", "source_id", "description"].map((field) => `ledger_entry.${field}`).join(" || ' ' || ")
)

const filtered = (knex: Knex, query: EntryListQuery) =>
  knex("ledger_entry").modify((builder) => {
    for (const field of ["source_type", "source_id", "kind"] as const)
      if (query[field] !== undefined) builder.where(`ledger_entry.${field}`, query[field])
    if (query.id?.length) builder.whereIn("ledger_entry.id", query.id)
    if (query.account_id || query.owner_type || query.owner_id)
      builder.whereIn("ledger_entry.id", (posted) => {
        posted.from("ledger_posting").select("ledger_posting.entry_id")
        if (query.account_id) posted.where("account_id", query.account_id)
        if (query.owner_type || query.owner_id)
          posted.join("ledger_account", "ledger_account.id", "ledger_posting.account_id")
        if (query.owner_type) posted.where("owner_type", query.owner_type)
        if (query.owner_id) posted.where("owner_id", query.owner_id)
      })
    if (query.q) builder.whereRaw(`${SEARCHED} LIKE ?`, [likeFolded(query.q)])
  })

const viewOf = ({ source_type, source_id, ...row }: EntryRow): Entry => ({
  ...row,
  source: { type: source_type, id: source_id },
})

const SORTED = {
  occurred_at: "ledger_entry.occurred_at",
  created_at: "ledger_entry.created_at",
  kind: "ledger_entry.kind",
} as const

/** A page of entries with all their postings. */
export const listEntries = async (knex: Knex, query: EntryListQuery): Promise<Entries> => {
  const { order, limit, offset } = query
  const { rows, count } = await listPage(knex, {
    schema: EntryRow,
    matching: filtered(knex, query),
    rows: knex("ledger_entry").select(FIELDS).select(knex.raw(POSTINGS)),
    id: "ledger_entry.id",
    searched: query.q ? { rows: knex("ledger_entry"), as: "ledger_entry" } : undefined,
    sorted: SORTED,
    order,
    limit,
    offset,
  })
  return { entries: rows.map(viewOf), count, offset, limit }
}
