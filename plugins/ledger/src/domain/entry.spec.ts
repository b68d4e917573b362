import fc from "fast-check"

import type { LedgerEntryInput } from "../contracts/entries"
import { checkEntry, hashOfEntry } from "./entry"

const account = (owner_id: string) => ({ owner_type: "affiliate", owner_id, purpose: "pending" })
const entry: LedgerEntryInput = {
  key: "commission.accrued:1",
  kind: "commission.accrued",
  source: { type: "commission", id: "comm_1" },
  description: "Commission of order 7",
  occurred_at: new Date("2026-11-21T00:00:00Z"),
  currency_code: "inr",
  postings: [
    { account: account("a"), amount: 12n },
    { account: account("b"), amount: -7n },
    { account: account("c"), amount: -5n },
  ],
  metadata: { order: 7, rule: "a" },
}

describe("the hash of an entry", () => {
  it("does not depend on the order of postings and metadata", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...entry.postings], { minLength: 3 }), (postings) => {
        expect(hashOfEntry({ ...entry, postings, metadata: { rule: "a", order: 7 } })).toBe(hashOfEntry(entry))
      })
    )
  })

  it("does not depend on whether an account is guarded, nor on the key", () => {
    const postings = entry.postings.map((posting) => ({ ...posting, account: { ...posting.account, guarded: true } }))
    expect(hashOfEntry({ ...entry, postings, key: "other" })).toBe(hashOfEntry(entry))
  })

  it.each<[string, Partial<LedgerEntryInput>]>([
    ["kind", { kind: "commission.reversed" }],
    ["source", { source: { type: "commission", id: "comm_2" } }],
    ["description", { description: "Another" }],
    ["time", { occurred_at: new Date(0) }],
    ["currency", { currency_code: "usd" }],
    ["postings", { postings: entry.postings.slice(1) }],
    ["metadata", { metadata: { order: 8, rule: "a" } }],
  ])("changes with the %s", (_, change) => {
    expect(hashOfEntry({ ...entry, ...change })).not.toBe(hashOfEntry(entry))
  })
})

describe("an entry", () => {
  it("is accepted only when its postings sum to zero", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -50n, max: 50n }), (more) => {
        const postings = entry.postings.map((posting, n) => (n ? posting : { ...posting, amount: 12n + more }))
        const check = () => checkEntry({ ...entry, postings })
        if (more === 0n) expect(check).not.toThrow()
        else if (more === -12n) expect(check).toThrow("must not be zero")
        else expect(check).toThrow("must sum to zero")
      })
    )
  })

  it.each<[string, Partial<LedgerEntryInput>]>([
    ["key", { key: "x".repeat(256) }],
    ["kind", { kind: "Commission Accrued" }],
    ["source", { source: { type: "commission", id: "" } }],
    ["currency", { currency_code: "INR" }],
    ["time", { occurred_at: new Date(Number.NaN) }],
    [
      "account",
      {
        postings: [
          { account: account("a|b"), amount: 1n },
          { account: account("c"), amount: -1n },
        ],
      },
    ],
    [
      "amount",
      {
        postings: [
          { account: account("a"), amount: 10n ** 37n },
          { account: account("c"), amount: -(10n ** 37n) },
        ],
      },
    ],
  ])("with an impossible %s is the caller's bug", (_, change) => {
    expect(() => checkEntry({ ...entry, ...change })).toThrow(TypeError)
  })
})
