import { orderSql } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { AccountListAnswer, AccountListQuery, AccountView } from "../../contracts/ledger"
import { containing } from "./pattern"

type Account = Omit<AccountView, "owner_name">
type Row = Omit<Account, "created_at"> & { created_at: Date }
/** Accounts as they stand: names of owners come from the plugins whose they are. */
type Accounts = Omit<AccountListAnswer, "accounts"> & { accounts: Account[] }

const SORTED = {
  name: "ROW(owner_type, owner_id, purpose, currency_code)",
  balance: "ledger_account.balance",
  created_at: "created_at",
} as const

/** Owners of a type that go by the words looked for. */
export type OwnersFound = { readonly type: string; readonly ids: readonly string[] }

const filtered = (knex: Knex, query: AccountListQuery, owners: readonly OwnersFound[]) =>
  knex("ledger_account").modify((builder) => {
    for (const field of ["owner_type", "owner_id", "purpose", "currency_code"] as const)
      if (query[field] !== undefined) builder.where(field, query[field])
    if (query.id?.length) builder.whereIn("id", query.id)
    if (query.q)
      builder.where((any) => {
        for (const field of ["owner_type", "owner_id", "purpose"]) any.orWhereILike(field, containing(query.q ?? ""))
        for (const { type, ids } of owners)
          any.orWhere((own) => void own.where("owner_type", type).whereIn("owner_id", [...ids]))
      })
  })

/** A page of accounts, also those of the `owners` found by name, and what each currency sums to over all accounts. Three statements, sent at once. */
export const listAccounts = async (
  knex: Knex,
  query: AccountListQuery,
  owners: readonly OwnersFound[] = []
): Promise<Accounts> => {
  const [accounts, [total], totals] = await Promise.all([
    filtered(knex, query, owners)
      .select<Row[]>("id", "owner_type", "owner_id", "purpose", "currency_code", "guarded", "created_at")
      .select(knex.raw("CAST(balance AS text) AS balance"))
      .orderByRaw(orderSql(query.order, SORTED))
      .limit(query.limit)
      .offset(query.offset),
    filtered(knex, query, owners).count<{ count: string | number }[]>(),
    knex("ledger_account")
      .select<AccountListAnswer["totals"]>("currency_code")
      .select(knex.raw("CAST(count(*) AS int) AS accounts, CAST(sum(balance) AS text) AS sum"))
      .groupBy("currency_code")
      .orderBy("currency_code"),
  ])
  return {
    accounts: accounts.map((row) => ({ ...row, created_at: row.created_at.toISOString() })),
    count: Number(total?.count ?? 0),
    offset: query.offset,
    limit: query.limit,
    totals,
  }
}
