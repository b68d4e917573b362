import fc from "fast-check"

import { quantityFrom, taxOf, totalOf } from "./offer"

const anyAmount = fc.integer({ min: 0, max: 9_999_999 }).map((minor) => minor / 100)

describe("purchase offers", () => {
  it("the total is exact to the minor unit for any price and quantity", () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 1, max: 100 }), (unitTotal, quantity) => {
        const total = totalOf({ unitTotal, currencyCode: "inr" }, quantity)
        expect(Math.round(total * 100)).toBe(Math.round(unitTotal * 100) * quantity)
      }),
      { numRuns: 300 }
    )
  })

  it("the tax is the difference between the total and the price without tax", () => {
    expect(taxOf({ unitAmount: 14999, unitTotal: 17698.82, currencyCode: "inr" }, 2, 35397.64)).toBe(5399.64)
    expect(taxOf({ unitAmount: 14999, unitTotal: 14999, currencyCode: "inr" }, 2, 29998)).toBe(0)
  })

  it("a quantity read from any query parameter is within the allowed range", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String)), fc.integer({ min: 1, max: 20 }), (text, max) => {
        const quantity = quantityFrom(text, max)
        expect(Number.isInteger(quantity) && quantity >= 1 && quantity <= max).toBe(true)
      }),
      { numRuns: 300 }
    )
    expect(quantityFrom("3", 5)).toBe(3)
    expect(quantityFrom(undefined, 5)).toBe(1)
  })
})
