import fc from "fast-check"

import { emailText, handleText, idText, nameText, phoneText, safeText } from "./text"

describe("text from outside", () => {
  it("never accepts NUL, control characters or broken surrogates", () => {
    const line = safeText({ max: 200 })
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (value) => {
        const result = line.safeParse(value)
        if (!result.success) return
        const codes = [...result.data].map((symbol) => symbol.codePointAt(0) ?? 0)
        expect(codes.filter((code) => code < 0x20 || code === 0x7f)).toEqual([])
        expect(() => encodeURIComponent(result.data)).not.toThrow()
      }),
      { numRuns: 1000 }
    )
    expect(line.safeParse("a\ud800").success).toBe(false)
    expect(line.safeParse("a\u0000").success).toBe(false)
  })

  it.each(["\u200b", "\u200b\u200d \u2060", "\u3164", "\u2800\u2800", "\u0301", "\u00a0", "\ufeff"])(
    "counts text without visible characters as empty: %j",
    (value) => {
      expect(safeText({ min: 1, max: 20 }).safeParse(value).success).toBe(false)
      expect(nameText({ max: 20 }).safeParse(value).success).toBe(false)
    }
  )

  it("refuses characters that change the direction of text", () => {
    for (const sign of ["\u202a", "\u202e", "\u2066", "\u2069"])
      for (const multiline of [true, false])
        expect(safeText({ max: 20, multiline }).safeParse(`a${sign}b`).success).toBe(false)
  })

  it("accepts names in every language, and no links", () => {
    const name = nameText({ max: 60 })
    for (const good of [
      "Zoë O'Brien-Sánchez",
      "St. John",
      "J.R.R. Tolkien",
      "राज",
      "محمد",
      "می\u200cخواهم",
      "李小龍",
      "Co. Meath Ltd",
    ])
      expect(name.parse(good)).toBe(good.normalize("NFC"))
    expect(name.parse("\ufeffRa\u200bvi ")).toBe("Ravi")
    for (const bad of [
      "Win at http://evil.example",
      "www.evil.example",
      "Click evil.com",
      "Free.xyz/a",
      "evi\u200bl.com",
    ])
      expect(name.safeParse(bad).success).toBe(false)
  })

  it("trims before it checks the length", () => {
    expect(safeText({ min: 1, max: 3 }).safeParse("   ").success).toBe(false)
    expect(safeText({ min: 1, max: 3 }).parse("  abc  ")).toBe("abc")
  })

  it.each([
    ["name@example.com", true],
    ["Name+tag@Sub.Example.co.in", true],
    ["name@example", false],
    ["name@@example.com", false],
    ["name@example.com\r\nBcc: x@y.zz", false],
    ["", false],
    ["name @example.com", false],
  ])("reads %j as an email address: %s", (value, valid) => {
    expect(emailText.safeParse(value).success).toBe(valid)
  })

  it.each([
    ["+91 98765 43210", "+919876543210"],
    ["+1 (415) 555-0100", "+14155550100"],
    ["98765 43210", null],
    ["+0123456789", null],
    ["+12345", null],
  ])("reads %j as the phone number %s", (value, expected) => {
    const result = phoneText.safeParse(value)
    expect(result.success ? result.data : null).toBe(expected)
  })

  it("accepts only well-formed ids and handles", () => {
    for (const bad of ["", "a b", "a%00", "../x", "a".repeat(129)]) expect(idText.safeParse(bad).success).toBe(false)
    for (const bad of ["", "A-b", "-a", "a--b", "a/b"]) expect(handleText.safeParse(bad).success).toBe(false)
    expect(handleText.parse("gst-registration")).toBe("gst-registration")
  })
})
