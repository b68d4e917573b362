import { checkedRows, column } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { AccountBalance, BalanceFilter } from "../contracts/entries"

const Balance = z.object({
  account_id: column.text,
  owner_type: column.text,
  owner_id: column.text,
  purpose: column.text,
  currency_code: column.text,
  guarded: column.boolean,
  balance: column.bigint,
})

/**
 * Balances of the accounts that match any of the filters, in whole minor units. An account that was never posted to is
 * missing: its balance is zero. Inside a transaction, its own postings are included.
 */
export const balancesOf = async (
  knex: Knex | Knex.Transaction,
  filters: readonly BalanceFilter[]
): Promise<AccountBalance[]> => {
  if (filters.length === 0) return []
  const rows: unknown = await knex("ledger_account")
    .select("id as account_id", "owner_type", "owner_id", "purpose", "currency_code", "guarded")
    .select(knex.raw("CAST(balance AS text) AS balance"))
    .where((any) => {
      for (const { owner_type, owner_id, purpose } of filters)
        any.orWhere({
          owner_type,
          ...(owner_id === undefined ? {} : { owner_id }),
          ...(purpose === undefined ? {} : { purpose }),
        })
    })
    .orderBy(["owner_type", "owner_id", "purpose", "currency_code"])
  return checkedRows(Balance, rows)
}
