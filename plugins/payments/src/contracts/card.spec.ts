import { resetClock, setClock } from "@atrium/kernel"
import fc from "fast-check"

import { SANDBOX_CARD_NUMBERS } from "../domain/sandbox-cards"
import { Card, isExpired, passesLuhn } from "./card"

const good = { number: "4242 4242 4242 4242", exp_month: 12, exp_year: 2030, cvc: "123" }
const detailsOf = (card: unknown): Record<string, string> => {
  const details: Record<string, string> = {}
  for (const issue of Card.safeParse(card).error?.issues ?? []) details[issue.path.join(".")] ??= issue.message
  return details
}
const withCheckDigit = (digits: string) => {
  for (let check = 0; check <= 9; check++) if (passesLuhn(digits + String(check))) return digits + String(check)
  throw new Error("No check digit")
}
const number = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 18 })
  .map((digits) => withCheckDigit(digits.join("")))

describe("a card as a form sends it", () => {
  beforeAll(() => setClock(new Date("2026-11-21T12:00:00Z")))
  afterAll(resetClock)

  it("has exactly one valid check digit", () => {
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 9 }), (digits, shift) => {
        const wrong = digits.slice(0, -1) + String((Number(digits.at(-1)) + shift) % 10)
        expect(passesLuhn(wrong)).toBe(false)
      })
    )
  })

  it("is refused with any single digit mistyped", () => {
    fc.assert(
      fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, where, shift) => {
        const at = where % digits.length
        const wrong = digits.slice(0, at) + String((Number(digits[at]) + shift) % 10) + digits.slice(at + 1)
        expect(passesLuhn(wrong)).toBe(false)
      })
    )
  })

  it("accepts every test card, with spaces and dashes", () => {
    for (const digits of SANDBOX_CARD_NUMBERS) {
      expect(passesLuhn(digits)).toBe(true)
      const spaced = digits.replace(/(\d{4})(?=\d)/g, "$1 ")
      expect(Card.parse({ ...good, number: spaced }).number).toBe(digits)
      expect(Card.parse({ ...good, number: spaced.replaceAll(" ", "-") }).number).toBe(digits)
    }
  })

  it("reads months and years as people write them", () => {
    expect(Card.parse({ ...good, exp_month: "01", exp_year: "30" })).toMatchObject({ exp_month: 1, exp_year: 2030 })
  })

  it("is valid until the end of its month and expired on the next day", () => {
    expect(isExpired(11, 2026, new Date("2026-11-30T23:59:59Z"))).toBe(false)
    expect(isExpired(11, 2026, new Date("2026-12-01T00:00:00Z"))).toBe(true)
    expect(detailsOf({ ...good, exp_month: 11, exp_year: 2026 })).toEqual({})
    expect(detailsOf({ ...good, exp_month: 10, exp_year: 2026 })).toEqual({ exp_year: "This card has expired" })
  })

  it("reports every invalid field at once, each with one message", () => {
    expect(detailsOf({ number: "4242 4242 4242 4241", exp_month: 13, exp_year: "soon", cvc: "12" })).toEqual({
      number: "This card number is invalid. Check it for typos",
      exp_month: "Enter the month as a number from 1 to 12",
      exp_year: "Enter the year, for example 2030",
      cvc: "Enter the three or four digits on the back of the card",
    })
    expect(detailsOf({ number: "", exp_month: null, exp_year: null, cvc: null })).toEqual({
      number: "Enter the card number",
      exp_month: "Enter the month as a number from 1 to 12",
      exp_year: "Enter the year, for example 2030",
      cvc: "Enter the three or four digits on the back of the card",
    })
    expect(detailsOf(undefined)).toEqual({ "": "Enter the card's details" })
  })

  it("never echoes the number in its message", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-z ]{5,30}$/), (typed) => {
        fc.pre(/\d{4}/.test(typed))
        expect(JSON.stringify(detailsOf({ ...good, number: typed }))).not.toContain(typed.trim())
      })
    )
  })
})
