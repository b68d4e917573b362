import { type Database, openDatabase, withSession } from "@atrium/test-kit/database"

import type { AccountRef, LedgerEntryInput } from "../src/contracts"
import { recount } from "../src/data/recount"
import { Migration20261121040301 } from "../src/modules/ledger/migrations/Migration20261121040301"
import { Migration20261121040302 } from "../src/modules/ledger/migrations/Migration20261121040302"
import { Migration20261121040303 } from "../src/modules/ledger/migrations/Migration20261121040303"
import { Migration20261128094000 } from "../src/modules/ledger/migrations/Migration20261128094000"
import { postEntries } from "../src/tx"

const MIGRATIONS = [Migration20261121040301, Migration20261121040302, Migration20261121040303, Migration20261128094000]

export type Ledger = Database & {
  /** Posts in a separate transaction. */
  post(...entries: LedgerEntryInput[]): ReturnType<typeof postEntries>
  /** Runs raw SQL as with psql, each text in a separate session. */
  psql(...texts: string[]): Promise<void>
  balance(account: AccountRef, currencyCode?: string): Promise<bigint>
  /** Fails unless every balance is the sum of its postings and every entry and currency sums to zero. */
  expectTrue(): Promise<void>
}

/** A new database with only the ledger's tables. */
export const openLedger = async (connections = 20): Promise<Ledger> => {
  const database = await openDatabase("ledger", { migrations: MIGRATIONS, connections })
  const { knex } = database
  return {
    ...database,
    post: (...entries) => knex.transaction((trx) => postEntries(trx, entries)),
    psql: (...texts) =>
      withSession(database.url, async (client) => {
        for (const text of texts) await client.query(text)
      }),
    balance: async ({ owner_type, owner_id, purpose }, currency_code = "inr") => {
      const where = { owner_type, owner_id, purpose, currency_code }
      const row = await knex("ledger_account").where(where).first<{ balance: string } | undefined>("balance")
      return BigInt(row?.balance ?? 0)
    },
    expectTrue: async () => expect(await recount(knex)).toEqual({ accounts: [], entries: [], currencies: [] }),
  }
}

export const EXPENSE: AccountRef = { owner_type: "house", owner_id: "-", purpose: "commission_expense" }
export const pendingOf = (owner_id: string): AccountRef => ({ owner_type: "affiliate", owner_id, purpose: "pending" })
export const walletOf = (owner_id: string): AccountRef => ({
  owner_type: "customer",
  owner_id,
  purpose: "wallet",
  guarded: true,
})

let made = 0

/** Moves `amount` from one account to another. */
export const transfer = (
  from: AccountRef,
  to: AccountRef,
  amount: bigint,
  change: Partial<LedgerEntryInput> = {}
): LedgerEntryInput => ({
  key: `test.${++made}`,
  kind: "test.moved",
  source: { type: "test", id: "one" },
  description: "Moved for a test",
  occurred_at: new Date("2026-11-21T00:00:00Z"),
  currency_code: "inr",
  postings: [
    { account: from, amount: -amount },
    { account: to, amount },
  ],
  ...change,
})
