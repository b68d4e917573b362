import { currencyExponent, roundToMinorUnits, toMajorText } from "@atrium/kernel"
import fc from "fast-check"

import { exactMinorUnits, refundMinorUnits } from "./exact-amount"

const currency = fc.constantFrom("jpy", "inr", "kwd")
const minor = fc.bigInt({ min: 1n, max: 10n ** 12n })

describe("amounts that are named", () => {
  it("accepts exactly the amounts that the currency allows", () => {
    fc.assert(
      fc.property(currency, minor, fc.integer({ min: 1, max: 9 }), (code, amount, digit) => {
        const text = toMajorText(amount, code)
        expect(exactMinorUnits(text, code)).toBe(amount)
        const finer = currencyExponent(code) === 0 ? `${text}.${digit}` : `${text}${digit}`
        expect(exactMinorUnits(finer, code)).toBeNull()
      })
    )
  })

  it("are numbers as JSON has them: trailing zeros count for nothing", () => {
    expect(exactMinorUnits(12.5, "inr")).toBe(1250n)
    expect(exactMinorUnits("12.500", "inr")).toBe(1250n)
    expect(exactMinorUnits(100.0, "jpy")).toBe(100n)
  })

  it.each([0.005, 12.345, 1e-9, 1e21, Number.NaN, Infinity, -1, "1e2", "", "12,50", "0x10", 9_007_199_254_740_991])(
    "refuses %p in rupees",
    (amount) => expect(exactMinorUnits(amount, "inr")).toBeNull()
  )
})

describe("what the gateway is asked to refund", () => {
  it("ends at exactly what it took, however a total finer than the currency is refunded in parts", () => {
    const fine = fc.integer({ min: 0, max: 999_999 })
    fc.assert(
      fc.property(currency, minor, fine, fc.array(minor, { maxLength: 6 }), (code, whole, rest, asked) => {
        const tail = String(rest).padStart(6, "0")
        const scale = 10n ** 6n
        // The order's total, in millionths of the minor unit.
        const total = whole * scale + BigInt(tail)
        const textOf = (millionths: bigint) => {
          const text = toMajorText(millionths / scale, code)
          const decimals = String(millionths % scale).padStart(6, "0")
          return currencyExponent(code) === 0 ? `${text}.${decimals}` : `${text}${decimals}`
        }
        const captured = roundToMinorUnits(textOf(total), code)
        let given = 0n
        for (const amount of asked) {
          if (amount > captured - given) continue
          given += refundMinorUnits(toMajorText(amount, code), code, captured - given) ?? 0n
        }
        // What core's cancellation asks for: the difference in the books.
        const left = total - given * scale
        if (left > 0n) given += refundMinorUnits(textOf(left), code, captured - given) ?? -1n
        expect(given).toBe(captured)
      }),
      { numRuns: 1000 }
    )
  })

  it("is nothing for an amount that would be rounded silently", () => {
    expect(refundMinorUnits("2774.075", "inr", 832_223n)).toBeNull()
    expect(refundMinorUnits("0.005", "inr", 599_900n)).toBeNull()
    expect(refundMinorUnits("17996.995", "inr", 1_799_699n)).toBeNull()
    expect(refundMinorUnits("2774.065", "inr", 277_407n)).toBe(277_407n)
    expect(refundMinorUnits("0.004", "inr", 0n)).toBe(0n)
  })
})
