import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

/** What the entries of one source posted to the accounts of one owner type; `balances` by purpose, in minor units. */
export type PostedBySource = { readonly balances: ReadonlyMap<string, bigint>; readonly entries: number }

const Row = z.object({
  source_id: column.text,
  entries: column.bigint.transform(Number),
  purpose: column.text,
  amount: column.bigint,
})

// All entries of the source are counted, whatever accounts they post to.
const POSTED = `
  SELECT entry.source_id, account.purpose, CAST(sum(posting.amount) AS text) AS amount,
    (SELECT count(*) FROM ledger_entry counted
     WHERE counted.source_type = :type AND counted.source_id = entry.source_id) AS entries
  FROM ledger_entry entry
  JOIN ledger_posting posting ON posting.entry_id = entry.id
  JOIN ledger_account account ON account.id = posting.account_id AND account.owner_type = :owner
  WHERE entry.source_type = :type AND entry.source_id = ANY(:ids)
  GROUP BY entry.source_id, account.purpose`

/**
 * What was posted for sources of one type, by their ids: for a plugin that posts the difference between what is owed and
 * what was posted. A source without entries is missing. Inside a transaction, its own entries are included.
 */
export const postedBySource = async (
  knex: Knex,
  { source_type: type, source_ids: ids, owner_type: owner }: PostedFilter
): Promise<Map<string, PostedBySource>> => {
  if (ids.length === 0) return new Map()
  const posted = new Map<string, { balances: Map<string, bigint>; entries: number }>()
  const rows = await sqlRows(knex, Row, POSTED, { type, owner, ids: [...ids] })
  for (const { source_id: id, purpose, amount, entries } of rows) {
    const known = posted.get(id) ?? { balances: new Map<string, bigint>(), entries }
    known.balances.set(purpose, amount)
    posted.set(id, known)
  }
  return posted
}

export type PostedFilter = {
  readonly source_type: string
  readonly source_ids: readonly string[]
  readonly owner_type: string
}
