import { isCommonPassword } from "./common-password"

describe("a password", () => {
  it.each([
    "password",
    "Password1!",
    "P@ssw0rd2026",
    "qwertyuiop",
    "12345678",
    "aaaaaaaa",
    "abcdefgh",
    "87654321",
    "iloveyou!!",
  ])("refuses a common password: %s", (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  it.each([
    "atrium-demo",
    "three quiet words",
    "a first password",
    "ॐ नमः शिवाय",
    "x7Kq-mm2P",
    "correct horse battery",
  ])("accepts a password that is not common: %s", (password) => {
    expect(isCommonPassword(password, ["ravi", "ravi@customers.atrium.test", "atrium"])).toBe(false)
  })

  it.each(["ravi.kumar", "ravikumar1990", "Ravi.Kumar@example.com"])(
    "refuses a password derived from the account's address: %s",
    (password) => {
      expect(isCommonPassword(password, ["ravi.kumar@example.com", "ravi.kumar"])).toBe(true)
    }
  )
})
