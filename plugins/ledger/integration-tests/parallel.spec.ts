import { isAtriumError } from "@atrium/kernel"

import type { AccountRef } from "../src/contracts"
import { EXPENSE, type Ledger, openLedger, pendingOf, transfer, walletOf } from "./with-ledger"

const outcomeOf = async (job: Promise<unknown>): Promise<string> => {
  try {
    await job
    return "posted"
  } catch (error) {
    return isAtriumError(error) ? error.code : String(error)
  }
}

const count = (outcomes: readonly string[]) => {
  const counted: Record<string, number> = {}
  for (const outcome of outcomes) counted[outcome] = (counted[outcome] ?? 0) + 1
  return counted
}

describe("parallel writers", () => {
  let ledger: Ledger
  beforeAll(async () => {
    ledger = await openLedger(64)
  })
  afterEach(() => ledger.expectTrue())
  afterAll(() => ledger.close())

  it.each([32, 64])("never take a guarded account below zero and can spend all it has: %i at once", async (writers) => {
    const wallet = walletOf(`guard_${writers}`)
    await ledger.post(transfer(EXPENSE, wallet, 1000n))
    // Each writer takes 70 of 1,000 twice: exactly 14 can succeed.
    const outcomes = await Promise.all(
      Array.from({ length: writers }, async () => [
        await outcomeOf(ledger.post(transfer(wallet, EXPENSE, 70n))),
        await outcomeOf(ledger.post(transfer(wallet, EXPENSE, 70n))),
      ])
    )
    expect(count(outcomes.flat())).toEqual({ posted: 14, insufficient_balance: writers * 2 - 14 })
    expect(await ledger.balance(wallet)).toBe(20n)
    const negative = await ledger.knex("ledger_account").where("guarded", true).where("balance", "<", 0)
    expect(negative).toEqual([])
  })

  it("keep the balance of a guarded account equal to its postings while 32 writers fill and empty it", async () => {
    const wallet = walletOf("in_and_out")
    await ledger.post(transfer(EXPENSE, wallet, 300n))
    const moves = Array.from({ length: 32 }, (_, n) => {
      const amount = BigInt(20 + ((n * 37) % 60))
      return {
        amount,
        entry: n % 3 ? transfer(wallet, EXPENSE, amount) : transfer(EXPENSE, wallet, amount),
        out: n % 3 !== 0,
      }
    })
    const outcomes = await Promise.all(moves.map(({ entry }) => outcomeOf(ledger.post(entry))))
    const expected = moves.reduce(
      (sum, { amount, out }, n) => (outcomes[n] === "posted" ? sum + (out ? -amount : amount) : sum),
      300n
    )
    expect(new Set(outcomes)).toEqual(new Set(["posted", "insufficient_balance"]))
    expect(await ledger.balance(wallet)).toBe(expected)
  })

  it("do not deadlock when they post to and create the same accounts in opposite orders", async () => {
    const accounts = (writer: number): AccountRef[] => {
      const all = Array.from({ length: 6 }, (_, n) => pendingOf(`round_${n}`))
      return writer % 2 ? all : all.reverse()
    }
    const outcomes = await Promise.all(
      Array.from({ length: 48 }, (_, writer) => {
        const [first, ...rest] = accounts(writer)
        return outcomeOf(ledger.post(...rest.map((account) => transfer(first ?? EXPENSE, account, BigInt(writer + 1)))))
      })
    )
    expect(count(outcomes)).toEqual({ posted: 48 })
  })

  it("do not deadlock when they post the same keys in opposite orders; each key is written once", async () => {
    const entries = Array.from({ length: 20 }, (_, n) => transfer(EXPENSE, pendingOf(`same_${n % 3}`), 5n))
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, n) => ledger.post(...(n % 2 ? entries : [...entries].reverse())))
    )
    expect(answers.flat().filter(({ created }) => created)).toHaveLength(20)
    expect(new Set(answers.flat().map(({ id }) => id)).size).toBe(20)
  })
})
