import { toMinorUnits } from "@atrium/kernel"
import fc from "fast-check"

import { COMMISSION_STATUSES, type CommissionStatus } from "../contracts/statuses"
import { entryFor, NOTHING_POSTED } from "./booking"
import { conversionRate, figuresOf } from "./figures"

const commission = fc.record({
  status: fc.constantFrom<CommissionStatus>(...COMMISSION_STATUSES.filter((status) => status !== "paid")),
  amount: fc.bigInt(0n, 10_000_000n),
  currency_code: fc.constantFrom("jpy", "inr", "kwd"),
})

/** Balances as the ledger would hold them after these commissions were booked. */
const balancesOf = (commissions: readonly { status: CommissionStatus; amount: bigint; currency_code: string }[]) => {
  const balances = new Map<string, { purpose: string; currency_code: string; balance: bigint }>()
  commissions.forEach(({ status, amount, currency_code }, index) => {
    const entry = entryFor(
      {
        commission_id: `comm_${index}`,
        affiliate_id: "aff_1",
        currency_code,
        service_title: "A service",
        order_reference: "OR-7Q2K-9MXB-4TZ",
        status,
        amount: status === "void" ? 0n : amount,
        at: new Date(),
      },
      NOTHING_POSTED
    )
    for (const { account, amount: change } of entry?.postings ?? []) {
      if (account.owner_type !== "affiliate") continue
      const key = `${account.purpose} ${currency_code}`
      const known = balances.get(key) ?? { purpose: account.purpose, currency_code, balance: 0n }
      balances.set(key, { ...known, balance: known.balance + change })
    }
  })
  return [...balances.values()]
}

describe("an affiliate's figures", () => {
  it("include every commission that counts, in the currency and under the state it has [P31 R10.4]", () => {
    fc.assert(
      fc.property(fc.array(commission, { maxLength: 20 }), (commissions) => {
        const figures = figuresOf(balancesOf(commissions))
        const sum = (currency: string, ...statuses: CommissionStatus[]) =>
          commissions
            .filter((one) => one.currency_code === currency && statuses.includes(one.status))
            .reduce((total, { amount }) => total + amount, 0n)
        for (const currency of ["jpy", "inr", "kwd"]) {
          const row = figures.find(({ currency_code: code }) => code === currency)
          const minor = (amount: number | undefined) => toMinorUnits(amount ?? 0, currency)
          expect(minor(row?.pending)).toBe(sum(currency, "pending", "approved"))
          expect(minor(row?.held)).toBe(sum(currency, "held"))
          expect(minor(row?.payable)).toBe(sum(currency, "payable"))
          expect(minor(row?.earned)).toBe(sum(currency, "pending", "approved", "payable"))
        }
      }),
      { numRuns: 300 }
    )
  })

  it("have no conversion rate without a click", () => {
    expect([conversionRate(0, 0), conversionRate(1, 3), conversionRate(2, 2)]).toEqual([null, 0.3333, 1])
  })
})
