import fc from "fast-check"

import { basisPoints, percentText, wholeNumber } from "./typed-numbers"

describe("rates as people type them", () => {
  it("come back as they were stored", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (rate) => expect(basisPoints(percentText(rate))).toBe(rate))
    )
  })

  it("are refused when they are no rate", () => {
    expect(["", "-1", "100.01", "101", "1.234", "ten", "1e1"].map(basisPoints)).toEqual(Array(7).fill(undefined))
    expect([basisPoints("12,5"), basisPoints(" 7.05 ")]).toEqual([1250, 705])
  })

  it("and days are whole numbers within their limits", () => {
    expect([wholeNumber("30", 1, 365), wholeNumber("0", 1, 365), wholeNumber("366", 1, 365)]).toEqual([
      30,
      undefined,
      undefined,
    ])
    expect([wholeNumber("1.5", 0, 9), wholeNumber("", 0, 9)]).toEqual([undefined, undefined])
  })
})
