import fc from "fast-check"

import { splitOrder } from "./purchase-shares"
import { type OrderLine, sumAmounts, unitsBought } from "./units-bought"

const line = (over: Partial<OrderLine> = {}): OrderLine => ({
  lineId: "l1",
  variantId: "v1",
  quantity: 1,
  total: "100",
  keptUnits: [],
  lastUnit: 0,
  soldVersionId: "now",
  item: null,
  ...over,
})

describe("units of a paid order", () => {
  it("share the order's total to the last minor unit", () => {
    const lines = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^[a-z]{1,6}$/),
        weight: fc.bigInt({ min: 0n, max: 10n ** 12n }),
        units: fc.integer({ min: 1, max: 9 }),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 6 }
    )
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), lines, (total, list) => {
        const shares = [...splitOrder(total, list).values()]
        expect(shares).toHaveLength(list.reduce((sum, one) => sum + one.units, 0))
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total)
        expect(shares.every((share) => share >= 0n)).toBe(true)
      }),
      { numRuns: 300 }
    )
  })

  it("leave out goods and what was paid for shipping", () => {
    const lines = [
      line({ quantity: 3, total: "100" }),
      line({ lineId: "l2", variantId: "good", total: "50", soldVersionId: null }),
    ]
    const units = unitsBought({ total: "160", currencyCode: "inr" }, lines, [])
    expect(units.map((unit) => unit.unit)).toEqual([1, 2, 3])
    expect(units.map((unit) => unit.amount)).toEqual(["33.34", "33.33", "33.33"])
    expect(
      sumAmounts(
        units.map((unit) => unit.amount),
        "inr"
      )
    ).toBe("100.00")
  })

  it("keep the template version of the purchase, whatever is sold now", () => {
    const items = [{ tier_id: "v1", template_version_id: "then" }]
    expect(unitsBought({ total: "100", currencyCode: "inr" }, [line()], items)[0]).toMatchObject({
      versionId: "then",
      item: 0,
    })
    expect(unitsBought({ total: "100", currencyCode: "inr" }, [line()], [])[0]).toMatchObject({
      versionId: "now",
      item: null,
    })
  })

  it("gives each line its own answers, also when two lines buy the same tier", () => {
    const items = [
      { tier_id: "v1", template_version_id: "x" },
      { tier_id: "v1", template_version_id: "x" },
    ]
    const placed = [line({ item: 1 }), line({ lineId: "l2", item: 0 })]
    const of = (lines: OrderLine[]) =>
      unitsBought({ total: "200", currencyCode: "inr" }, lines, items).map((unit) => unit.item)
    expect(of(placed)).toEqual([1, 0])
    expect(of([line(), line({ lineId: "l2" })])).toEqual([0, 1])
    expect(of([line({ variantId: "other" }), line({ lineId: "l2" })])).toEqual([null, 0])
  })

  it("work in currencies without and with three decimals", () => {
    expect(
      unitsBought({ total: "1000", currencyCode: "jpy" }, [line({ quantity: 3, total: "1000" })], []).map(
        (unit) => unit.amount
      )
    ).toEqual(["334", "333", "333"])
    expect(
      unitsBought({ total: "1", currencyCode: "kwd" }, [line({ quantity: 3, total: "1" })], []).map(
        (unit) => unit.amount
      )
    ).toEqual(["0.334", "0.333", "0.333"])
  })
})
