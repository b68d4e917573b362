import { openPassword, sealPassword } from "./sealed-password"

it("decrypts a sealed password with its secret only", () => {
  const sealed = sealPassword("three quiet words ☕", "a secret")
  expect(openPassword(sealed, "a secret")).toBe("three quiet words ☕")
  expect(openPassword(sealed, "another secret")).toBeUndefined()
  expect(openPassword(sealed.slice(0, -2) + "AA", "a secret")).toBeUndefined()
  expect(openPassword("", "a secret")).toBeUndefined()
  expect(sealed).not.toContain("quiet")
})
