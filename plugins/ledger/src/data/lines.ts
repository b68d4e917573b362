import { orderSql } from "@atrium/kernel"
import { checkedRows, column, countMatching } from "@atrium/server"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "zod"

import type { LedgerLine } from "../contracts/entries"

/** Selects lines of all accounts of an owner, or of one purpose or currency. */
export type LineFilter = {
  readonly owner_type: string
  readonly owner_id: string
  readonly purpose?: string
  readonly currency_code?: string
}

/** `order`: `occurred_at` or `amount`, prefixed with `-` for descending order; default: newest first. */
export type Page = { readonly order?: string | undefined; readonly limit: number; readonly offset: number }

const SORTED = { occurred_at: "ledger_entry.occurred_at", amount: "ledger_posting.amount" } as const

const LineRow = z.object({
  entry_id: column.text,
  position: column.integer,
  account_id: column.text,
  purpose: column.text,
  currency_code: column.text,
  amount: column.bigint,
  kind: column.text,
  description: column.text,
  source_type: column.text,
  source_id: column.text,
  occurred_at: column.timestamp,
  metadata: z.record(z.string(), z.unknown()).nullable(),
})

const filtered = (knex: Knex, filter: LineFilter) =>
  knex("ledger_account")
    .join("ledger_posting", "ledger_posting.account_id", "ledger_account.id")
    .where({ "ledger_account.owner_type": filter.owner_type, "ledger_account.owner_id": filter.owner_id })
    .modify((builder) => {
      if (filter.purpose !== undefined) builder.where("ledger_account.purpose", filter.purpose)
      if (filter.currency_code !== undefined) builder.where("ledger_account.currency_code", filter.currency_code)
    })

const lineOf = ({ source_type, source_id, ...row }: z.infer<typeof LineRow>): LedgerLine => ({
  ...row,
  source: { type: source_type, id: source_id },
})

/** A page of an owner's postings; over all pages their amounts sum to the balance. */
export const linesOf = async (
  knex: Knex,
  filter: LineFilter,
  { order = "-occurred_at", limit, offset }: Page
): Promise<{ lines: LedgerLine[]; count: number }> => {
  const read = async (): Promise<unknown> =>
    filtered(knex, filter)
      .join("ledger_entry", "ledger_entry.id", "ledger_posting.entry_id")
      .select("ledger_posting.entry_id", "ledger_posting.position", "ledger_posting.account_id")
      .select("ledger_account.purpose", "ledger_posting.currency_code")
      .select("ledger_entry.kind", "ledger_entry.description", "ledger_entry.source_type", "ledger_entry.source_id")
      .select("ledger_entry.occurred_at", "ledger_entry.metadata")
      .select(knex.raw("CAST(ledger_posting.amount AS text) AS amount"))
      .orderByRaw(orderSql(order, SORTED, "ledger_entry.id DESC, ledger_posting.position"))
      .limit(limit)
      .offset(offset)
  const [rows, count] = await Promise.all([read(), countMatching(knex, filtered(knex, filter))])
  return { lines: checkedRows(LineRow, rows).map(lineOf), count }
}
