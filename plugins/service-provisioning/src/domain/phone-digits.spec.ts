import { isPhone, phoneDigits } from "./phone-digits"

describe("phone numbers", () => {
  it.each([
    ["+91 98765 43210", "098765-43210"],
    ["+49 (151) 234 567 89", "015123456789"],
    ["+47 12 34 56 78", "12345678"],
  ])("%s and %s are the same", (one, other) => {
    expect(phoneDigits(one)).toBe(phoneDigits(other))
  })

  it("differ in their last eight digits", () => {
    expect(phoneDigits("+91 98765 43210")).not.toBe(phoneDigits("+91 98765 43211"))
  })

  it.each(["98765 43", "SR-1234-5678-9012", "12345678 Ltd", "zoe", ""])("%p is not searched as a number", (term) => {
    expect(isPhone(term)).toBe(false)
  })

  it.each(["+91 98765 43210", " 9876543210 ", "(0151) 234.567-89"])("%p is", (term) => {
    expect(isPhone(term)).toBe(true)
  })
})
