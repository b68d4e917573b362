import { getSmallestUnit } from "@medusajs/payment-stripe/dist/utils/get-smallest-unit"
import fc from "fast-check"
import { currencyExponent, toMajorText } from "@atrium/kernel"

import { minorUnitsOfStripe, stripeUnits } from "./stripe-amounts"

const CURRENCIES =
  "inr usd eur gbp jpy krw isk clp mga vnd xaf bhd kwd omr tnd iqd jod huf twd ugx uyi lyd sgd aed aud cad chf".split(
    " "
  )

describe("amounts at Stripe", () => {
  it("are what the official provider sends, wherever Stripe can charge them exactly", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.bigInt({ min: 1n, max: 99_999_999n }), (currency, minor) => {
        const units = stripeUnits(minor, currency)
        if (units === null) return
        expect(BigInt(getSmallestUnit(toMajorText(minor, currency), currency))).toBe(units)
      }),
      { numRuns: 500 }
    )
  })

  it("come back as the minor units they were", () => {
    fc.assert(
      fc.property(fc.constantFrom(...CURRENCIES), fc.bigInt({ min: 1n, max: 99_999_999n }), (currency, minor) => {
        const units = stripeUnits(minor, currency)
        if (units !== null) expect(minorUnitsOfStripe(Number(units), currency)).toBe(minor)
      }),
      { numRuns: 500 }
    )
  })

  it.each([
    ["inr", 499_900n, 499_900n],
    ["jpy", 500n, 500n],
    // Króna has no decimals; Stripe counts it in hundredths all the same.
    ["isk", 500n, 50_000n],
    ["kwd", 12_340n, 12_340n],
  ])("counts %s %s as %s", (currency, minor, units) => {
    expect(stripeUnits(minor, currency)).toBe(units)
  })

  it.each([
    ["a third decimal that Stripe would round up", "kwd", 12_345n],
    ["a fraction of a currency Stripe has no fractions of", "mga", 1234n],
    ["a currency of which a hundredth would be charged", "ugx", 5000n],
  ])("refuses %s", (_what, currency, minor) => {
    expect(currencyExponent(currency)).toBeGreaterThanOrEqual(0)
    expect(stripeUnits(minor, currency)).toBeNull()
  })
})
