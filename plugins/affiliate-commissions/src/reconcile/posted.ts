import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { Posted } from "../domain/booking"

type Row = { source_id: string; entries: string; purpose: string; amount: string }

// An entry posts to one owner's accounts and the house's; entries are counted over all of them.
const POSTED = `
  SELECT e.source_id, account.purpose, CAST(sum(posting.amount) AS text) AS amount,
    (SELECT count(*) FROM ledger_entry counted
     WHERE counted.source_type = 'commission' AND counted.source_id = e.source_id) AS entries
  FROM ledger_entry e
  JOIN ledger_posting posting ON posting.entry_id = e.id
  JOIN ledger_account account ON account.id = posting.account_id AND account.owner_type = 'affiliate'
  WHERE e.source_type = 'commission' AND e.source_id = ANY(:ids)
  GROUP BY e.source_id, account.purpose`

/** What the ledger holds for commissions, by their ids: the truth that owed is compared with. One statement. */
export const postedOf = async (knex: Knex | Knex.Transaction, ids: readonly string[]): Promise<Map<string, Posted>> => {
  if (ids.length === 0) return new Map()
  const answer: { rows: Row[] } = await knex.raw(POSTED, { ids: [...ids] })
  const posted = new Map<string, { balances: Map<string, bigint>; entries: number }>()
  for (const row of answer.rows) {
    const known = posted.get(row.source_id) ?? { balances: new Map<string, bigint>(), entries: Number(row.entries) }
    known.balances.set(row.purpose, BigInt(row.amount))
    posted.set(row.source_id, known)
  }
  return posted
}

export const NOTHING_POSTED: Posted = { balances: new Map(), entries: 0 }
