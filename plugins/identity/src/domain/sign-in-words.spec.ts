import { signInAccount, signInDevice, timeAgo } from "./sign-in-words"

describe("a sign-in in words", () => {
  it.each([
    [{ browser: "Chrome", system: "Windows" }, "Chrome on Windows"],
    [{ browser: "Firefox", system: null }, "Firefox"],
    [{ browser: null, system: "Linux" }, "Linux"],
    [{ browser: null, system: null }, "Unknown device"],
  ])("names the device of %j", (signIn, words) => {
    expect(signInDevice(signIn)).toBe(words)
  })

  it("names the account, including one that a plugin added", () => {
    expect(["customer", "acme"].map((account) => signInAccount({ account }))).toEqual(["Shop account", "acme"])
  })

  it.each([
    ["2026-11-29T12:00:00.000Z", "just now"],
    ["2026-11-29T11:55:01.000Z", "just now"],
    ["2026-11-29T11:55:00.000Z", "5 minutes ago"],
    ["2026-11-29T11:00:01.000Z", "59 minutes ago"],
    ["2026-11-29T11:00:00.000Z", "1 hour ago"],
    ["2026-11-29T09:30:00.000Z", "2 hours ago"],
    ["2026-11-28T12:00:00.000Z", "1 day ago"],
    // The clocks of two servers can differ by a moment.
    ["2026-11-29T12:00:02.000Z", "just now"],
  ])("says how long ago %s was", (iso, words) => {
    expect(timeAgo(iso, new Date("2026-11-29T12:00:00.000Z"))).toBe(words)
  })
})
