import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AccountBalance, BalanceFilter } from "../../contracts/entries"

type Row = Omit<AccountBalance, "balance"> & { balance: string }

/**
 * Balances of the accounts that any of the filters names, in whole minor units; one statement. An account nobody has
 * posted to is not there: its balance is zero. Inside a transaction, what it posted itself is included.
 */
export const balancesOf = async (
  knex: Knex | Knex.Transaction,
  filters: readonly BalanceFilter[]
): Promise<AccountBalance[]> => {
  if (filters.length === 0) return []
  const rows: Row[] = await knex("ledger_account")
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
  return rows.map((row) => ({ ...row, balance: BigInt(row.balance) }))
}
