import fc from "fast-check"

import { formattingLocale, negotiateLocale } from "./locale"
import { formatMoney } from "./money"

describe("the locale of a reader", () => {
  it.each([
    [undefined, "en"],
    ["", "en"],
    ["de-DE,de;q=0.9,en;q=0.8", "de-DE"],
    ["en;q=0.2, fr;q=0.9", "fr"],
    ["*", "en"],
    ["en-x, hi", "hi"],
    ["de;q=0, en-IN;q=0.5", "en-IN"],
    ["not a language at all;q=;;,,", "en"],
  ])("reads %p as %s", (header, locale) => expect(formattingLocale(header)).toBe(locale))

  it("chooses a locale that prices can be formatted in for any Accept-Language header", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom("x-y", "a-", "i-klingon")),
        (header) => {
          expect(formatMoney(1, "inr", formattingLocale(header))).toContain("₹")
        }
      ),
      // Albanian has no narrow symbol of the rupee, Bulgarian and Lithuanian have none.
      { numRuns: 500, examples: [["sq"], ["bg"], ["lt"]] }
    )
  })

  it("shows the currency symbol with every price, in every language [P2 R1.3]", () => {
    const symbols = { inr: "₹", usd: "$", eur: "€", gbp: "£", jpy: "¥" } as const
    const currency = fc.constantFrom(...(Object.keys(symbols) as (keyof typeof symbols)[]))
    const amount = fc.oneof(
      fc.nat(10_000_000),
      fc.integer({ min: 0, max: 99_999_999 }).map((minor) => minor / 100)
    )
    const language = fc.constantFrom("en", "en-IN", "de-DE", "fr-FR", "hi-IN", "ar-EG", "nl-NL", "es-ES", "ja-JP")
    fc.assert(
      fc.property(amount, currency, language, (price, code, accepted) => {
        const formatted = formatMoney(price, code, formattingLocale(accepted))
        // Japanese writes its own yen sign in full width.
        expect(formatted.normalize("NFKC")).toContain(symbols[code])
        expect(formatted).toMatch(/\p{Nd}/u)
      }),
      { numRuns: 500 }
    )
  })
})

describe("the language of an answer", () => {
  const known = new Set(["en", "de", "pt-BR"])

  it.each([
    [undefined, "en"],
    ["de-AT,de;q=0.9,en;q=0.8", "de"],
    ["fr, en;q=0.2, de;q=0.7", "de"],
    ["pt-br", "pt-BR"],
    ["de;q=0", "en"],
    [";;;q=,\u0000", "en"],
  ])("for %p is %p", (header, locale) => expect(negotiateLocale(header, known, "en")).toBe(locale))
})
