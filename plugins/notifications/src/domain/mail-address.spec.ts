import fc from "fast-check"

import { isHeaderText, isMailAddress, maskedAddress } from "./mail-address"

describe("an email address", () => {
  it("accepts common email addresses", () => {
    for (const address of ["a@b.co", "first.last+tag@sub.example.com", "o'neil@example.org", "jürgen@exämple.de"])
      expect(isMailAddress(address)).toBe(true)
  })

  it("refuses text that could start a header, a name or a second address", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("\r", "\n", "\r\n", "\u0000", ",", ";", "<", ">", '"', " ", "\u2028", "\u0085", "@"),
        fc.integer({ min: 0, max: 15 }),
        (character, place) => {
          const address = "ravi@example.com"
          expect(isMailAddress(address.slice(0, place) + character + address.slice(place))).toBe(false)
        }
      ),
      { numRuns: 500 }
    )
  })

  it("masks an address so that it is distinguishable but not usable", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const masked = maskedAddress(address)
        expect(masked.startsWith(address.slice(0, 1))).toBe(true)
        expect(isMailAddress(masked) && masked === address).toBe(false)
      })
    )
    expect(maskedAddress("ravi@customers.atrium.test")).toBe("r…@customers.atrium.test")
  })
})

describe("a subject", () => {
  it("accepts a subject that is not blank and has no control characters", () => {
    expect(isHeaderText("Your order – thank you")).toBe(true)
    for (const text of ["", "  ", "a\nb", "a\rb", "a\u0000b", "a\u2028b", "x".repeat(501)])
      expect(isHeaderText(text)).toBe(false)
  })
})
