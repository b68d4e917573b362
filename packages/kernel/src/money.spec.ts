import fc from "fast-check"

import { currencyExponent, formatMoney, roundToMinorUnits, toMajorNumber, toMajorText, toMinorUnits } from "./money"

const currency = fc.constantFrom("inr", "usd", "eur", "jpy", "kwd", "krw", "bhd")

describe("money", () => {
  it("converts major text to minor units and back without a change", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), currency, (minor, code) => {
        expect(toMinorUnits(toMajorText(minor, code), code)).toBe(minor)
      }),
      { numRuns: 500 }
    )
  })

  it("keeps every realistic amount exact through Medusa's major-unit numbers", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), currency, (minor, code) => {
        expect(toMinorUnits(toMajorNumber(minor, code), code)).toBe(minor)
      }),
      { numRuns: 500 }
    )
  })

  it("refuses more decimals than the currency has instead of rounding", () => {
    expect(() => toMinorUnits("1.005", "usd")).toThrow(RangeError)
    expect(() => toMinorUnits("1.5", "jpy")).toThrow(RangeError)
    expect(toMinorUnits("1.500", "usd")).toBe(150n)
    expect(() => toMinorUnits(Number.NaN, "usd")).toThrow(RangeError)
    expect(() => toMinorUnits("1e3", "usd")).toThrow(RangeError)
  })

  it("shows the currency symbol for any amount and currency [P2 R1.3]", () => {
    const symbols = { inr: "₹", usd: "$", eur: "€", jpy: "¥", gbp: "£" } as const
    fc.assert(
      fc.property(
        fc.constantFrom("inr", "usd", "eur", "jpy", "gbp"),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.constantFrom("en", "en-IN", "de-DE", "fr-FR", "hi-IN"),
        (code, minor, locale) => {
          const shown = formatMoney(toMajorNumber(minor, code), code, locale)
          expect(shown).toContain(symbols[code as keyof typeof symbols])
        }
      ),
      { numRuns: 300 }
    )
  })

  it("knows currencies without and with three decimals", () => {
    expect([currencyExponent("JPY"), currencyExponent("inr"), currencyExponent("kwd")]).toEqual([0, 2, 3])
  })
})

describe("an amount with more decimals than its currency", () => {
  it("asks the gateway for exactly the amount in whole minor units, in every currency [P9 R4.2]", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), currency, (amount, code) => {
        expect(roundToMinorUnits(toMajorText(amount, code), code)).toBe(amount)
      }),
      { numRuns: 300 }
    )
  })

  it("rounds a total with more decimals than the currency to the nearest unit, half up [P9 R4.2]", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        currency,
        fc.integer({ min: 0, max: 999_999 }),
        (amount, code, rest) => {
          const tail = String(rest).padStart(6, "0")
          const text = toMajorText(amount, code) + (currencyExponent(code) === 0 ? `.${tail}` : tail)
          expect(roundToMinorUnits(text, code)).toBe(amount + (rest >= 500_000 ? 1n : 0n))
        }
      ),
      { numRuns: 300 }
    )
  })

  it("rounds an amount the same in every notation, and negative amounts like positive ones", () => {
    expect(roundToMinorUnits("19.5", "usd")).toBe(roundToMinorUnits("19.50", "usd"))
    expect(roundToMinorUnits("17698.8201", "inr")).toBe(1_769_882n)
    expect(roundToMinorUnits("0.995", "usd")).toBe(100n)
    expect(roundToMinorUnits("100.4", "jpy")).toBe(100n)
    expect(roundToMinorUnits("-0.995", "usd")).toBe(-100n)
  })

  it("refuses text that is not an amount", () => {
    for (const text of ["", "1e5", "NaN", "1,5", "--1", "0x10"])
      expect(() => roundToMinorUnits(text, "usd")).toThrow(RangeError)
  })
})
