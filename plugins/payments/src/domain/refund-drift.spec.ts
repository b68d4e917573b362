import { roundToMinorUnits, toMajorText } from "@atrium/kernel"
import fc from "fast-check"

import { bookedMinorUnits, lostRefunds, transactionRepair } from "./refund-drift"

const currency = fc.constantFrom("jpy", "inr", "kwd")
const minor = fc.bigInt({ min: 1n, max: 10n ** 9n })
const PAYMENTS = ["pay_1", "pay_2"] as const

type Row = { id: string; payment_id: string; amount: string }
const rowsOf = (amounts: readonly bigint[], code: string): Row[] =>
  amounts.map((amount, at) => ({
    id: `ref_${at}`,
    payment_id: PAYMENTS[at % 2] ?? "pay_1",
    amount: toMajorText(amount, code),
  }))
const told = (row: Row) => ({ id: `ordtrx_${row.id}`, reference_id: row.id, amount: `-${row.amount}` })

/** The order's refund transactions after the repair, in minor units, added up. */
const sumAfter = (
  rows: readonly Row[],
  transactions: readonly { id: string; reference_id: string | null; amount: string }[],
  code: string
): bigint => {
  const { remove, add } = transactionRepair({ payments: PAYMENTS, refunds: rows, transactions }, code)
  const kept = transactions
    .filter(({ id }) => !remove.includes(id))
    .map(({ amount }) => -roundToMinorUnits(amount, code))
  return [...kept, ...add.map(({ amount }) => roundToMinorUnits(amount, code))].reduce((sum, one) => sum + one, 0n)
}

describe("what was refunded", () => {
  it("changes nothing when the books agree", () => {
    fc.assert(
      fc.property(currency, fc.array(minor, { maxLength: 6 }), (code, amounts) => {
        const refunds = rowsOf(amounts, code)
        expect(transactionRepair({ payments: PAYMENTS, refunds, transactions: refunds.map(told) }, code)).toEqual({
          remove: [],
          add: [],
        })
      })
    )
  })

  it("makes the transactions' sum that of the rows, whichever are missing, wrong, doubled or left over", () => {
    const fault = fc.constantFrom("right", "missing", "wrong", "doubled")
    fc.assert(
      fc.property(
        currency,
        fc.array(fc.tuple(minor, fault), { maxLength: 8 }),
        fc.boolean(),
        (code, cases, leftOver) => {
          const refunds = rowsOf(
            cases.map(([amount]) => amount),
            code
          )
          const transactions = refunds.flatMap((row, at) => {
            const right = told(row)
            switch (cases[at]?.[1]) {
              case "missing":
                return []
              case "wrong":
                return [{ ...right, amount: `${right.amount}1` }]
              case "doubled":
                return [right, { ...right, id: `${right.id}_again` }]
              default:
                return [right]
            }
          })
          const gone = leftOver ? [{ id: "ordtrx_gone", reference_id: "ref_gone", amount: "-5" }] : []
          expect(sumAfter(refunds, [...transactions, ...gone], code)).toBe(bookedMinorUnits(refunds, code))
        }
      ),
      { numRuns: 300 }
    )
  })

  it("takes a cancellation's one transaction for all rows that it covers", () => {
    fc.assert(
      fc.property(currency, fc.array(minor, { minLength: 1, maxLength: 4 }), minor, (code, amounts, before) => {
        const [early, ...late] = rowsOf([before, ...amounts], code).map((row) => ({ ...row, payment_id: "pay_1" }))
        if (!early) return
        const given = toMajorText(bookedMinorUnits(late, code), code)
        const transactions = [told(early), { id: "ordtrx_c", reference_id: "pay_1", amount: `-${given}` }]
        const payments = ["pay_1"]
        expect(transactionRepair({ payments, refunds: [early, ...late], transactions }, code)).toEqual({
          remove: [],
          add: [],
        })
        // The gateway refused: no row has it, and the order may not have it either.
        expect(transactionRepair({ payments, refunds: [early], transactions }, code)).toEqual({
          remove: ["ordtrx_c"],
          add: [],
        })
      })
    )
  })

  it("keeps unrelated transactions", () => {
    const transactions = [{ id: "ordtrx_1", reference_id: "return_1", amount: "-10" }]
    expect(transactionRepair({ payments: ["pay_1"], refunds: [], transactions }, "inr")).toEqual({
      remove: [],
      add: [],
    })
  })

  it("knows refunds whose row core took back, and none of the gateway's own pages", () => {
    const made = [
      { refundId: "ref_1", amount: 1n },
      { refundId: "ref_2", amount: 2n },
      { refundId: null, amount: 3n },
    ]
    expect(lostRefunds(made, [{ id: "ref_1", amount: "1" }])).toEqual([{ refundId: "ref_2", amount: 2n }])
  })
})
