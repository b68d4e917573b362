import fc from "fast-check"

import { formatCardNumber, formatExpiry, gatewayCard } from "./card"
import { cardErrors } from "./rules"

const NOW = new Date("2026-11-21T09:00:00Z")
const SANDBOX_CARDS = [
  "4242 4242 4242 4242",
  "4000 0000 0000 0002",
  "4000 0000 0000 9995",
  "4000 0000 0000 0069",
  "4000 0025 0000 3155",
  "4000 0000 0000 0119",
  "4000 0000 0000 0259",
]

describe("card fields", () => {
  it.each(SANDBOX_CARDS)("the sandbox card %s passes validation", (number) => {
    expect(cardErrors({ number, expiry: "08 / 29", cvc: "123" }, NOW)).toEqual({})
  })

  it("a card number with a single wrong digit is invalid", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SANDBOX_CARDS.map((card) => card.replace(/ /g, ""))),
        fc.nat({ max: 15 }),
        fc.integer({ min: 1, max: 9 }),
        (card, at, by) => {
          const wrong = card.slice(0, at) + ((Number(card[at]) + by) % 10) + card.slice(at + 1)
          expect(cardErrors({ number: wrong, expiry: "08 / 29", cvc: "123" }, NOW)).toHaveProperty("number")
        }
      ),
      { numRuns: 300 }
    )
  })

  it("formatting a card number or expiry date keeps its digits and is idempotent", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (input) => {
        const digits = input.replace(/\D/g, "").slice(0, 19)
        expect(formatCardNumber(input).replace(/ /g, "")).toBe(digits)
        expect(formatCardNumber(formatCardNumber(input))).toBe(formatCardNumber(input))
        expect(formatExpiry(formatExpiry(input))).toBe(formatExpiry(input))
      }),
      { numRuns: 300 }
    )
  })

  it("common formats of the expiry date are accepted", () => {
    for (const input of ["0829", "08/29", "08 / 29", "8/29", "08/2029"])
      expect(gatewayCard({ number: "4242424242424242", expiry: input, cvc: "123" })).toMatchObject({
        exp_month: 8,
        exp_year: 2029,
      })
  })

  it("a card is valid until the end of its expiry month", () => {
    const card = { number: "4242424242424242", cvc: "123" }
    expect(cardErrors({ ...card, expiry: "11 / 26" }, NOW)).toEqual({})
    expect(cardErrors({ ...card, expiry: "10 / 26" }, NOW)).toHaveProperty("expiry")
    expect(cardErrors({ ...card, expiry: "13 / 27" }, NOW)).toHaveProperty("expiry")
  })
})
