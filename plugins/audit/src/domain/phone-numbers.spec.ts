import fc from "fast-check"

import { cleanFacts } from "./clean-facts"
import { maskPhones, maskPhonesInQuery, phoneFingerprints } from "./phone-numbers"

/** A fingerprint whose letters show the digits it was made of, so that tests see which number it stands for. */
const fingerprint = (value: string) =>
  value.replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "").replace("+", "p")

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(""))
const separator = fc.constantFrom("", "", " ", "-", " - ", "(", ") ", "–", "\u00a0")

/** Phone numbers as people type them: the digits, and the text with separators. */
const phone = fc
  .tuple(fc.constantFrom("", "+", "("), digits(7, 15), fc.array(separator, { minLength: 15, maxLength: 15 }))
  .map(([start, all, between]) => ({
    number: (start === "+" ? "+" : "") + all,
    text: start + [...all].map((digit, at) => (at === 0 ? digit : (between[at] ?? "") + digit)).join(""),
  }))
  // What is written as a date stays, and 00 stands for a plus.
  .filter(({ text, number }) => !/(?:19|20)\d\d-\d\d-\d\d|\d-\d\d?-(?:19|20)\d\d/.test(text) && !/^\+?00/.test(number))

const kept = fc.oneof(
  fc.stringMatching(/^(OR|SR)-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$/),
  fc.stringMatching(/^(OR|SR)-[0-9]{4}-[0-9]{4}-[0-9]{3}$/),
  fc.stringMatching(/^(order|cus|sreq|prod)_[0-9A-Z]{26}$/),
  fc.uuid(),
  fc.constantFrom("12345678-1234-4123-8123-123456789012", "pfile_12345678-1234567-aB3_12345678"),
  fc
    .date({ min: new Date("1990-01-01"), max: new Date("2089-01-01"), noInvalidDate: true })
    .chain((date) => fc.constantFrom(date.toISOString(), date.toISOString().slice(0, 10))),
  fc.integer({ min: 0, max: 999_999 }).map(String),
  fc.integer({ min: 0, max: 999_999_999 }).map((minor) => `${minor}.${String(minor % 100).padStart(2, "0")}`),
  fc.integer({ min: 0, max: 999_999_999 }).map((amount) => `₹${amount}`),
  fc.integer({ min: 0, max: 999_999_999 }).map((amount) => amount.toLocaleString("en-IN")),
  fc.integer({ min: 0, max: 999_999_999 }).map((amount) => `${amount} INR`),
  fc.ipV4()
)
const words = fc.constantFrom("", "call ", "Asha Rao, ", "tel: ", "(office) ")

describe("phone numbers in a search", () => {
  it("are masked however they are written, inside any text", () => {
    fc.assert(
      fc.property(words, phone, words, (before, { number, text }, after) => {
        const masked = maskPhones(`${before}${text} ${after}`, fingerprint)
        expect(masked).toBe(`${before}[phone #${fingerprint(number)}] ${after}`)
      }),
      { numRuns: 500 }
    )
  })

  it("are found again by the same number, however it is written", () => {
    fc.assert(
      fc.property(phone, phone, ({ text, number }, other) => {
        const [mask] = /#\w+/.exec(maskPhones(text, fingerprint)) ?? []
        for (const written of [text, number, `+${number.replace("+", "")}`, ` ${number.replace("+", "")} `])
          expect(phoneFingerprints(written, fingerprint).map((print) => `#${print}`)).toContain(mask)
        if (other.number.replace("+", "") !== number.replace("+", ""))
          expect(phoneFingerprints(other.text, fingerprint).map((print) => `#${print}`)).not.toContain(mask)
      })
    )
  })

  it("reference numbers, ids, dates and amounts stay, inside any text", () => {
    fc.assert(
      fc.property(words, kept, kept, (before, one, other) => {
        const text = `${before}${one}, ${other}`
        expect(maskPhones(text, fingerprint)).toBe(text)
        expect(phoneFingerprints(one, fingerprint)).toEqual([])
      }),
      { numRuns: 500 }
    )
  })

  it.each([
    ["+49 (030) 123-4567", "[phone #pejadabcdefgh]"],
    ["0049 30 1234567", "[phone #pejdabcdefgh]"],
    ["9876543210,9876543211", "[phone #jihgfedcba],[phone #jihgfedcbb]"],
    ["Call 9876543210.", "Call [phone #jihgfedcba]."],
    ["₹500 9876543210", "₹500 [phone #jihgfedcba]"],
    ["OR-1234-5678-901 9876543210", "OR-1234-5678-901 [phone #jihgfedcba]"],
    ["9876543210@example.com", "9876543210@example.com"],
    ["4111 1111 1111 1111", "[phone #ebbbbbbbbbbbbbbb]"],
    ["#1234567", "#1234567"],
    ["AT-2026-0001234", "AT-2026-0001234"],
    ["123456", "123456"],
  ])("%s is stored as %s", (text, masked) => {
    expect(maskPhones(text, fingerprint)).toBe(masked)
  })

  it("are masked in every parameter but those for ids, dates, amounts and pages", () => {
    const query = {
      q: "98765 43210",
      or: [{ phone_like: "9876543210" }],
      id: ["1234567890"],
      customer_id: "1234567890",
      created_at: { $gte: "1764515214000" },
      total: { $gt: "10000000" },
      offset: "1000000",
    }
    expect(maskPhonesInQuery(query, fingerprint)).toEqual({
      ...query,
      q: "[phone #jihgfedcba]",
      or: [{ phone_like: "[phone #jihgfedcba]" }],
    })
  })

  it("keep their mask when the entry is stored", () => {
    const query = maskPhonesInQuery({ q: "+91 98765 43210, zoe@x.test" }, fingerprint)
    expect(cleanFacts({ query }, () => "1a2b")).toEqual({ query: { q: "[phone #pjbjihgfedcba], z…@x.test #1a2b" } })
  })

  it("takes no longer than a moment for the longest text that a URL can have", () => {
    const started = performance.now()
    for (const text of [
      "1".repeat(16_000),
      "1 ".repeat(8_000),
      "1234567-".repeat(2_000),
      "a_".repeat(8_000),
      "₹1,00".repeat(3_000),
    ])
      maskPhones(text, fingerprint)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
