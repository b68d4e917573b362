import { isAtriumError } from "@atrium/kernel"

import { balancesOf, postEntries } from "../src/tx"
import { EXPENSE, type Ledger, openLedger, pendingOf, transfer, walletOf } from "./with-ledger"

const codeOf = async (job: Promise<unknown>): Promise<string> => {
  try {
    await job
    return "accepted"
  } catch (error) {
    return isAtriumError(error) ? error.code : String(error)
  }
}

describe("posting entries", () => {
  let ledger: Ledger
  beforeAll(async () => {
    ledger = await openLedger()
  })
  afterAll(() => ledger.close())

  it("moves value between accounts, creates missing accounts and updates balances", async () => {
    const [first, second] = await ledger.post(
      transfer(EXPENSE, pendingOf("aff_1"), 1250n),
      transfer(pendingOf("aff_1"), EXPENSE, 250n)
    )
    expect([first?.created, second?.created]).toEqual([true, true])
    expect(await ledger.balance(pendingOf("aff_1"))).toBe(1000n)
    expect(await ledger.balance(EXPENSE)).toBe(-1000n)
    expect(await balancesOf(ledger.knex, [{ owner_type: "affiliate", owner_id: "aff_1" }])).toMatchObject([
      { purpose: "pending", currency_code: "inr", balance: 1000n, guarded: false },
    ])
    await ledger.expectTrue()
  })

  it("sends one statement for 100 entries", async () => {
    const statements: string[] = []
    const note = ({ sql }: { sql: string }) => void statements.push(sql)
    await ledger.knex.raw("SELECT 1")
    ledger.knex.on("query", note)
    await ledger.post(...Array.from({ length: 100 }, (_, n) => transfer(EXPENSE, pendingOf(`bulk_${n % 7}`), 10n)))
    ledger.knex.removeListener("query", note)
    expect(statements.filter((sql) => !/^(BEGIN|COMMIT)/.test(sql))).toHaveLength(1)
    await ledger.expectTrue()
  })

  it("keeps amounts of 37 digits to the unit", async () => {
    const huge = 10n ** 37n - 1n
    await ledger.post(transfer(EXPENSE, pendingOf("huge"), huge, { currency_code: "jpy" }))
    expect(await ledger.balance(pendingOf("huge"), "jpy")).toBe(huge)
  })

  it("returns the existing entry when the same input is posted again under its key", async () => {
    const entry = transfer(EXPENSE, pendingOf("aff_2"), 70n, { metadata: { order: 7, rule: "a" } })
    const [first] = await ledger.post(entry)
    const [again] = await ledger.post({
      ...entry,
      postings: [...entry.postings].reverse(),
      metadata: { rule: "a", order: 7 },
    })
    expect(again).toEqual({ id: first?.id, key: entry.key, created: false })
    expect(await ledger.post(entry, transfer(EXPENSE, pendingOf("aff_2"), 5n), entry)).toMatchObject([
      { id: first?.id, created: false },
      { created: true },
      { id: first?.id, created: false },
    ])
    expect(await ledger.balance(pendingOf("aff_2"))).toBe(75n)
  })

  it.each([
    [
      "another amount",
      (entry: ReturnType<typeof transfer>) => transfer(EXPENSE, pendingOf("aff_3"), 71n, { key: entry.key }),
    ],
    [
      "another account",
      (entry: ReturnType<typeof transfer>) => transfer(EXPENSE, pendingOf("other"), 70n, { key: entry.key }),
    ],
    ["another currency", (entry: ReturnType<typeof transfer>) => ({ ...entry, currency_code: "usd" })],
    ["another kind", (entry: ReturnType<typeof transfer>) => ({ ...entry, kind: "test.other" })],
    ["another source", (entry: ReturnType<typeof transfer>) => ({ ...entry, source: { type: "test", id: "two" } })],
    ["another time", (entry: ReturnType<typeof transfer>) => ({ ...entry, occurred_at: new Date(0) })],
    ["other metadata", (entry: ReturnType<typeof transfer>) => ({ ...entry, metadata: { rule: "b" } })],
  ])("refuses a used key with %s, and writes nothing of the whole call", async (_, changed) => {
    const entry = transfer(EXPENSE, pendingOf("aff_3"), 70n)
    await ledger.post(entry)
    const before = await ledger.balance(EXPENSE)
    const beside = transfer(EXPENSE, pendingOf("beside"), 9n)
    expect(await codeOf(ledger.post(beside, changed(entry)))).toBe("idempotency_key_reused")
    expect(await codeOf(ledger.post(entry, beside, changed(entry)))).toBe("idempotency_key_reused")
    expect(await ledger.balance(EXPENSE)).toBe(before)
    expect(await ledger.balance(pendingOf("beside"))).toBe(0n)
  })

  it("writes one entry when 32 callers post the same key at once, and reports it as created to one of them", async () => {
    const entry = transfer(EXPENSE, pendingOf("parallel"), 40n)
    const answers = await Promise.all(Array.from({ length: 32 }, () => ledger.post(entry)))
    expect(new Set(answers.map(([posted]) => posted?.id)).size).toBe(1)
    expect(answers.filter(([posted]) => posted?.created)).toHaveLength(1)
    expect(await ledger.balance(pendingOf("parallel"))).toBe(40n)
  })

  it("accepts the key of a call that was rolled back", async () => {
    const entry = transfer(EXPENSE, pendingOf("rolled_back"), 40n)
    const failing = ledger.knex.transaction(async (trx) => {
      await postEntries(trx, [entry])
      throw new Error("the caller fails")
    })
    await expect(failing).rejects.toThrow("the caller fails")
    expect(await ledger.balance(pendingOf("rolled_back"))).toBe(0n)
    expect((await ledger.post(entry))[0]?.created).toBe(true)
  })

  it("refuses unbalanced entries and a negative balance of a guarded account with typed errors", async () => {
    const unequal = transfer(EXPENSE, pendingOf("aff_4"), 10n)
    const open = { ...unequal, postings: [...unequal.postings, { account: EXPENSE, amount: 1n }] }
    expect(await codeOf(ledger.post(open))).toBe("unbalanced_entry")
    expect(await codeOf(ledger.post({ ...unequal, postings: [] }))).toBe("unbalanced_entry")
    await ledger.post(transfer(EXPENSE, walletOf("w_1"), 10n))
    expect(await codeOf(ledger.post(transfer(walletOf("w_1"), EXPENSE, 11n)))).toBe("insufficient_balance")
    expect(await codeOf(ledger.post(transfer(walletOf("w_1"), EXPENSE, 10n)))).toBe("accepted")
    expect(await ledger.balance(walletOf("w_1"))).toBe(0n)
  })

  it("fixes whether an account is guarded when it is created; entries may omit it later", async () => {
    await ledger.post(transfer(EXPENSE, walletOf("w_2"), 10n))
    const { guarded: _, ...unsaid } = walletOf("w_2")
    expect(await codeOf(ledger.post(transfer(unsaid, EXPENSE, 11n)))).toBe("insufficient_balance")
    await expect(ledger.post(transfer({ ...unsaid, guarded: false }, EXPENSE, 1n))).rejects.toThrow("is guarded")
    await expect(
      ledger.post(transfer({ ...pendingOf("new"), guarded: true }, { ...pendingOf("new"), guarded: false }, 1n))
    ).rejects.toThrow("guarded and unguarded")
  })

  it.each([
    ["no key", { key: "" }],
    ["a kind that is no name", { kind: "Not a name" }],
    ["no time", { occurred_at: new Date("nothing") }],
    ["a currency that is none", { currency_code: "rupees" }],
  ])("takes %s for the caller's bug", async (_, wrong) => {
    await expect(ledger.post(transfer(EXPENSE, pendingOf("aff_5"), 1n, wrong))).rejects.toThrow(TypeError)
  })
})
