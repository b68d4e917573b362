import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { Posted } from "../domain/booking"

const Row = z.object({
  source_id: column.text,
  entries: column.bigint.transform(Number),
  purpose: column.text,
  amount: column.bigint,
})

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

/** What the ledger holds for commissions, by their ids. */
export const postedOf = async (knex: Knex, ids: readonly string[]): Promise<Map<string, Posted>> => {
  if (ids.length === 0) return new Map()
  const posted = new Map<string, { balances: Map<string, bigint>; entries: number }>()
  for (const { source_id: id, purpose, amount, entries } of await sqlRows(knex, Row, POSTED, { ids: [...ids] })) {
    const known = posted.get(id) ?? { balances: new Map<string, bigint>(), entries }
    known.balances.set(purpose, amount)
    posted.set(id, known)
  }
  return posted
}
