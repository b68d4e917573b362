import { column, sqlRows } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

const WrongAccount = z.object({ account_id: column.text, balance: column.text, postings: column.text })

/** Errors found by a recount; every list is empty unless someone disabled the database's triggers. */
export type Recount = {
  /** Accounts whose balance is not the sum of their postings. */
  readonly accounts: z.infer<typeof WrongAccount>[]
  /** Entries whose postings do not sum to zero in a currency, or whose number of postings has changed. */
  readonly entries: string[]
  /** Currencies whose accounts do not sum to zero. */
  readonly currencies: string[]
}

const WRONG_ACCOUNTS = `
  SELECT account.id AS account_id, CAST(account.balance AS text) AS balance,
         CAST(coalesce(posted.amount, 0) AS text) AS postings
  FROM ledger_account AS account
  LEFT JOIN (SELECT account_id, sum(amount) AS amount FROM ledger_posting GROUP BY account_id) AS posted
    ON posted.account_id = account.id
  WHERE account.balance <> coalesce(posted.amount, 0)
  ORDER BY account.id`

const WRONG_ENTRIES = `
  SELECT entry.id FROM ledger_entry AS entry
  LEFT JOIN (
    SELECT entry_id, sum(postings) AS postings, bool_and(amount = 0) AS balanced
    FROM (SELECT entry_id, count(*) AS postings, sum(amount) AS amount FROM ledger_posting
          GROUP BY entry_id, currency_code) AS per_currency
    GROUP BY entry_id) AS posted ON posted.entry_id = entry.id
  WHERE posted.balanced IS NOT TRUE OR posted.postings <> entry.posting_count
  ORDER BY entry.id`

const WRONG_CURRENCIES = `
  SELECT currency_code FROM ledger_account GROUP BY currency_code HAVING sum(balance) <> 0 ORDER BY currency_code`

/** Recounts the whole ledger in one snapshot, so that entries committed meanwhile do not look like a difference. */
export const recount = (knex: Knex): Promise<Recount> =>
  knex.transaction(
    async (trx) => {
      const accounts = await sqlRows(trx, WrongAccount, WRONG_ACCOUNTS)
      const entries = await sqlRows(trx, z.object({ id: column.text }), WRONG_ENTRIES)
      const currencies = await sqlRows(trx, z.object({ currency_code: column.text }), WRONG_CURRENCIES)
      return {
        accounts,
        entries: entries.map(({ id }) => id),
        currencies: currencies.map(({ currency_code }) => currency_code),
      }
    },
    { isolationLevel: "repeatable read", readOnly: true }
  )
