import fc from "fast-check"

import { COMMISSION_STATUSES } from "../contracts/statuses"
import { entryFor, type Posted, targetOf } from "./booking"

const booked = (status: (typeof COMMISSION_STATUSES)[number], amount: bigint) => ({
  ...{
    commission_id: "comm_1",
    affiliate_id: "aff_1",
    currency_code: "inr",
    service_title: "GST registration",
    order_reference: "OR-7Q2K-9MXB-4TZ",
  },
  ...{ status, amount: status === "void" ? 0n : amount, at: new Date("2026-06-01") },
})

describe("bookings", () => {
  it("posts one balanced entry that brings any posted balances to the commission's amount", () => {
    const balances = fc.dictionary(fc.constantFrom("pending", "held", "payable"), fc.bigInt(-500n, 500n))
    fc.assert(
      fc.property(balances, fc.constantFrom(...COMMISSION_STATUSES), fc.bigInt(0n, 500n), (before, status, amount) => {
        const posted: Posted = { balances: new Map(Object.entries(before)), entries: 3 }
        const one = booked(status, amount)
        const entry = entryFor(one, posted)
        const after = new Map(posted.balances)
        let sum = 0n
        for (const { account, amount: change } of entry?.postings ?? []) {
          sum += change
          expect(change).not.toBe(0n)
          if (account.owner_type === "affiliate")
            after.set(account.purpose, (after.get(account.purpose) ?? 0n) + change)
        }
        expect(sum).toBe(0n)
        const target = targetOf(one.status, one.amount)
        for (const purpose of ["pending", "held", "payable"])
          expect(after.get(purpose) ?? 0n).toBe(target.get(purpose) ?? 0n)
        if (entry) expect(entry.key).toBe("commission:comm_1:4")
      }),
      { numRuns: 300 }
    )
  })

  it("posts nothing when nothing changed", () => {
    expect(entryFor(booked("pending", 70n), { balances: new Map([["pending", 70n]]), entries: 1 })).toBeNull()
    expect(entryFor(booked("void", 0n), { balances: new Map(), entries: 0 })).toBeNull()
  })

  it("a booking between two accounts of an affiliate leaves the shop's expense alone", () => {
    const entry = entryFor(booked("payable", 70n), { balances: new Map([["pending", 70n]]), entries: 1 })
    expect(entry).toMatchObject({ kind: "commission.matured", source: { type: "commission", id: "comm_1" } })
    expect(entry?.postings.map(({ account, amount }) => [account.purpose, amount])).toEqual([
      ["payable", 70n],
      ["pending", -70n],
    ])
  })
})
