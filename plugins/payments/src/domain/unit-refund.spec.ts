import fc from "fast-check"

import { type BoughtUnit, chooseUnits, matchUnitRefunds, unitToRefund } from "./unit-refund"

const unit = (over: Partial<BoughtUnit> = {}): BoughtUnit => ({
  id: "sreq_1",
  line_id: "ordli_1",
  unit: 1,
  title: "Trademark search – Basic",
  reference: "SR-1",
  amount: "100",
  refunded: "0",
  state: "open",
  ...over,
})
const known = (units: readonly BoughtUnit[], before: readonly string[] = []) =>
  units.map((one) => unitToRefund(one, "inr", before.includes(one.id)))

describe("a refund of chosen units", () => {
  it("pays back what is left of each unit, whatever was refunded of it before", () => {
    const units = [unit(), unit({ id: "sreq_2", refunded: "40.5" }), unit({ id: "sreq_3", state: "canceled" })]
    expect(chooseUnits(known(units), ["sreq_1", "sreq_2", "sreq_3", "sreq_1"])).toMatchObject({ amount: 25_950n })
  })

  it("refuses a unit that is unknown, refunded, completed or free, with the unit's reference", () => {
    const refusalOf = (one: BoughtUnit, before: readonly string[] = []) => chooseUnits(known([one], before), [one.id])
    expect(chooseUnits(known([unit()]), ["sreq_1", "sreq_of_another_order"])).toHaveProperty("problem")
    expect(chooseUnits(known([unit()]), [])).toHaveProperty("problem")
    expect(refusalOf(unit({ refunded: "100" }))).toEqual({ problem: "SR-1: It is refunded already" })
    expect(refusalOf(unit(), ["sreq_1"])).toEqual({ problem: "SR-1: It is refunded already" })
    expect(refusalOf(unit({ state: "completed" }))).toHaveProperty("problem", expect.stringContaining("completed"))
    expect(refusalOf(unit({ amount: "0" }))).toHaveProperty("problem", expect.stringContaining("Nothing was paid"))
  })

  it("the refunds of any units, in any order and however often asked for, never sum to more than the units cost", () => {
    const units = fc.array(
      fc.record({ minor: fc.integer({ min: 0, max: 1_000_000 }), refunded: fc.integer({ min: 0, max: 1_000_000 }) }),
      { minLength: 1, maxLength: 8 }
    )
    fc.assert(
      fc.property(units, fc.array(fc.array(fc.nat(7), { maxLength: 5 }), { maxLength: 12 }), (costs, asked) => {
        const all = costs.map(({ minor, refunded }, n) =>
          unit({ id: `u${n}`, amount: String(minor / 100), refunded: String(Math.min(refunded, minor) / 100) })
        )
        const before: string[] = []
        let paidBack = all.reduce((sum, { refunded }) => sum + BigInt(Math.round(Number(refunded) * 100)), 0n)
        for (const numbers of asked) {
          const ids = numbers.map((n) => `u${n}`)
          const chosen = chooseUnits(known(all, before), ids)
          if (chosen.problem !== undefined) continue
          paidBack += chosen.amount
          before.push(...ids)
        }
        expect(paidBack <= costs.reduce((sum, { minor }) => sum + BigInt(minor), 0n)).toBe(true)
      })
    )
  })
})

describe("what became of refunds that were asked for", () => {
  it("each is tied to one refund of its amount that was not there before", () => {
    const asked = [
      { id: "a", amount: 100n, known_refunds: ["old"] },
      { id: "b", amount: 100n, known_refunds: ["old"] },
      { id: "c", amount: 70n, known_refunds: [] },
    ]
    const made = [
      { id: "old", amount: 100n },
      { id: "of-another", amount: 100n },
      { id: "new", amount: 100n },
    ]
    expect([...matchUnitRefunds(asked, made, ["of-another"])]).toEqual([["a", "new"]])
  })
})
