import fc from "fast-check"

import { currencyExponent, formatMoney, toMajorNumber, toMajorText, toMinorUnits } from "./money"

const currency = fc.constantFrom("inr", "usd", "eur", "jpy", "kwd", "krw", "bhd")

describe("money", () => {
  it("comes back unchanged from major text to minor units and back", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), currency, (minor, code) => {
        expect(toMinorUnits(toMajorText(minor, code), code)).toBe(minor)
      }),
      { numRuns: 500 }
    )
  })

  it("survives Medusa's major-unit numbers for every amount a shop can hold", () => {
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

  it("[P2 R1.3] shows the currency's symbol for any amount and currency", () => {
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
