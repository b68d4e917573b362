import { orderSql } from "@atrium/kernel"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import type { LedgerLine } from "../../contracts/entries"

/** Whose lines: all accounts of an owner, or those of one purpose or currency. */
export type LineFilter = {
  readonly owner_type: string
  readonly owner_id: string
  readonly purpose?: string
  readonly currency_code?: string
}

/** `order`: `occurred_at` or `amount`, `-` before it for the other way round; newest first unless given. */
export type Page = { readonly order?: string | undefined; readonly limit: number; readonly offset: number }

const SORTED = { occurred_at: "ledger_entry.occurred_at", amount: "ledger_posting.amount" } as const

type Row = Omit<LedgerLine, "amount" | "source"> & { amount: string; source_type: string; source_id: string }

const filtered = (knex: Knex, filter: LineFilter) =>
  knex("ledger_account")
    .join("ledger_posting", "ledger_posting.account_id", "ledger_account.id")
    .where({ "ledger_account.owner_type": filter.owner_type, "ledger_account.owner_id": filter.owner_id })
    .modify((builder) => {
      if (filter.purpose !== undefined) builder.where("ledger_account.purpose", filter.purpose)
      if (filter.currency_code !== undefined) builder.where("ledger_account.currency_code", filter.currency_code)
    })

const lineOf = ({ source_type, source_id, ...row }: Row): LedgerLine => ({
  ...row,
  amount: BigInt(row.amount),
  source: { type: source_type, id: source_id },
})

/** A page of an owner's postings; over all pages their amounts sum to the balance. Two statements. */
export const linesOf = async (
  knex: Knex,
  filter: LineFilter,
  { order = "-occurred_at", limit, offset }: Page
): Promise<{ lines: LedgerLine[]; count: number }> => {
  const [rows, [total]] = await Promise.all([
    filtered(knex, filter)
      .join("ledger_entry", "ledger_entry.id", "ledger_posting.entry_id")
      .select<Row[]>("ledger_posting.entry_id", "ledger_posting.position", "ledger_posting.account_id")
      .select("ledger_account.purpose", "ledger_posting.currency_code")
      .select("ledger_entry.kind", "ledger_entry.description", "ledger_entry.source_type", "ledger_entry.source_id")
      .select("ledger_entry.occurred_at", "ledger_entry.metadata")
      .select(knex.raw("CAST(ledger_posting.amount AS text) AS amount"))
      .orderByRaw(orderSql(order, SORTED, "ledger_entry.id DESC, ledger_posting.position"))
      .limit(limit)
      .offset(offset),
    filtered(knex, filter).count<{ count: string | number }[]>(),
  ])
  return { lines: rows.map(lineOf), count: Number(total?.count ?? 0) }
}
