import { isAtriumError } from "@atrium/kernel"
import fc from "fast-check"

import type { AccountRef, LedgerEntryInput } from "../src/contracts"
import { EXPENSE, type Ledger, openLedger, pendingOf, transfer, walletOf } from "./with-ledger"

const OWNERS: AccountRef[] = [EXPENSE, pendingOf("a"), pendingOf("b"), walletOf("c"), walletOf("d")]

/** Two to six postings that sum to zero: random ones, and a last one that balances them. */
const postings = fc
  .array(fc.record({ owner: fc.integer({ min: 0, max: 4 }), amount: fc.bigInt({ min: -500n, max: 900n }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => {
    const some = parts
      .filter(({ amount }) => amount !== 0n)
      .map(({ owner, amount }) => ({ account: OWNERS[owner] ?? EXPENSE, amount }))
    const rest = some.reduce((sum, { amount }) => sum - amount, 0n)
    return rest === 0n ? some : [...some, { account: EXPENSE, amount: rest }]
  })
  .filter((made) => made.length >= 2)

const step = fc.record({
  postings,
  currency_code: fc.constantFrom("inr", "jpy", "bhd"),
  repeats: fc.boolean(),
})

describe("random entries", () => {
  let ledger: Ledger
  const balances = new Map<string, bigint>()
  const nameOf = ({ owner_type, owner_id, purpose }: AccountRef, currency: string) =>
    [owner_type, owner_id, purpose, currency].join("|")
  /** A model in memory: the expected balances, or undefined when a guarded one would be below zero. */
  const after = (entries: LedgerEntryInput[]) => {
    const next = new Map(balances)
    const guarded = new Set<string>()
    for (const { postings: parts, currency_code } of entries)
      for (const { account, amount } of parts) {
        const name = nameOf(account, currency_code)
        if (account.guarded) guarded.add(name)
        next.set(name, (next.get(name) ?? 0n) + amount)
      }
    return [...guarded].every((name) => (next.get(name) ?? 0n) >= 0n) ? next : undefined
  }
  beforeAll(async () => {
    ledger = await openLedger()
  })
  afterAll(() => ledger.close())

  it("sum to zero after every commit, and every balance is the sum of its postings", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        const entries = steps.map(({ postings: parts, currency_code }) => ({
          ...transfer(EXPENSE, pendingOf("a"), 1n),
          postings: parts,
          currency_code,
        }))
        const expected = after(entries)
        const posted = await ledger.post(...entries, ...entries.filter((_, n) => steps[n]?.repeats)).then(
          () => true,
          (error: unknown) =>
            isAtriumError(error) && error.code === "insufficient_balance" ? false : Promise.reject(error as Error)
        )
        expect(posted).toBe(expected !== undefined)
        for (const [name, balance] of expected ?? []) balances.set(name, balance)
        await ledger.expectTrue()
        const rows: { name: string; balance: string }[] = await ledger
          .knex("ledger_account")
          .select(ledger.knex.raw("concat_ws('|', owner_type, owner_id, purpose, currency_code) AS name"), "balance")
        expect(new Map(rows.map(({ name, balance }) => [name, BigInt(balance)]))).toEqual(balances)
      }),
      { numRuns: 200 }
    )
  }, 60_000)
})
