import { checkedRows, column, likeContaining, listPage } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import { AccountListAnswer, type AccountListQuery, AccountView } from "../contracts/ledger"
import { instant } from "./sql"

const Account = z.object({
  ...AccountView.omit({ owner_name: true }).shape,
  guarded: column.boolean,
  created_at: instant,
})
/** Accounts without the names of their owners, which other plugins know. */
type Accounts = Omit<AccountListAnswer, "accounts"> & { accounts: z.infer<typeof Account>[] }

const SORTED = {
  name: ["owner_type", "owner_id", "purpose", "currency_code"],
  balance: "ledger_account.balance",
  created_at: "created_at",
} as const

/** Owners of a type whose names match the search. */
export type OwnersFound = { readonly type: string; readonly ids: readonly string[] }

const filtered = (knex: Knex, query: AccountListQuery, owners: readonly OwnersFound[]) =>
  knex("ledger_account").modify((builder) => {
    for (const field of ["owner_type", "owner_id", "purpose", "currency_code"] as const)
      if (query[field] !== undefined) builder.where(field, query[field])
    if (query.id?.length) builder.whereIn("id", query.id)
    if (query.q)
      builder.where((any) => {
        for (const field of ["owner_type", "owner_id", "purpose"])
          any.orWhereILike(field, likeContaining(query.q ?? ""))
        for (const { type, ids } of owners)
          any.orWhere((own) => void own.where("owner_type", type).whereIn("owner_id", [...ids]))
      })
  })

/** A page of accounts, including those of `owners` found by name, and the sum of all accounts per currency. */
export const listAccounts = async (
  knex: Knex,
  query: AccountListQuery,
  owners: readonly OwnersFound[] = []
): Promise<Accounts> => {
  const { order, limit, offset } = query
  const [page, totals] = await Promise.all([
    listPage(knex, {
      schema: Account,
      matching: filtered(knex, query, owners),
      rows: knex("ledger_account")
        .select("id", "owner_type", "owner_id", "purpose", "currency_code", "guarded", "created_at")
        .select(knex.raw("CAST(balance AS text) AS balance")),
      id: "id",
      sorted: SORTED,
      order,
      limit,
      offset,
    }),
    knex("ledger_account")
      .select("currency_code")
      .select(knex.raw("CAST(count(*) AS int) AS accounts, CAST(sum(balance) AS text) AS sum"))
      .groupBy("currency_code")
      .orderBy("currency_code"),
  ])
  return {
    accounts: page.rows,
    count: page.count,
    offset,
    limit,
    totals: checkedRows(AccountListAnswer.shape.totals.element, totals),
  }
}
