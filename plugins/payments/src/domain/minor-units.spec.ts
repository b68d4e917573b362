import { currencyExponent, toMajorText } from "@atrium/kernel"
import fc from "fast-check"

import { chargeableMinorUnits, chargeSame } from "./minor-units"

const currency = fc.constantFrom("inr", "usd", "eur", "jpy", "kwd")
const minor = fc.bigInt({ min: 0n, max: 10n ** 14n })

describe("amounts at the gateway", () => {
  it("[P9 R4.2] asks the gateway for exactly the amount in whole minor units, in every currency", () => {
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(chargeableMinorUnits(toMajorText(amount, code), code)).toBe(amount)
      }),
      { numRuns: 300 }
    )
  })

  it("[P9 R4.2] rounds a total with more decimals than the currency to the nearest unit, half up", () => {
    fc.assert(
      fc.property(minor, currency, fc.integer({ min: 0, max: 999_999 }), (amount, code, rest) => {
        const tail = String(rest).padStart(6, "0")
        const text = toMajorText(amount, code) + (currencyExponent(code) === 0 ? `.${tail}` : tail)
        expect(chargeableMinorUnits(text, code)).toBe(amount + (rest >= 500_000 ? 1n : 0n))
      }),
      { numRuns: 300 }
    )
  })

  it("knows amounts that charge the same, however they are written", () => {
    expect(chargeSame("19.5", "19.50", "usd")).toBe(true)
    expect(chargeSame("17698.8201", "17698.82", "inr")).toBe(true)
    expect(chargeSame("0.995", "1", "usd")).toBe(true)
    expect(chargeSame("100", "100.01", "usd")).toBe(false)
    expect(chargeSame("100.4", "100", "jpy")).toBe(true)
  })

  it("refuses what is no amount", () => {
    for (const text of ["", "1e5", "NaN", "1,5", "--1", "0x10"])
      expect(() => chargeableMinorUnits(text, "usd")).toThrow(RangeError)
  })
})
