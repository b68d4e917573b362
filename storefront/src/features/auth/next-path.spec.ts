import fc from "fast-check"

import { ownPath } from "./next-path"

const HOME = new URL("http://shop.test/sign-in")

describe("where a sign-in leads", () => {
  it("never leads away from the shop, whatever the link says", () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string({ unit: fc.constantFrom("/", "\\", ".", "@", ":", "e", "\t", "\n", "%2f", "//evil.test") }),
      fc.constantFrom(
        "//evil.test",
        "/\\evil.test",
        "/\t/evil.test",
        "/.//evil.test",
        "/..//evil.test",
        "javascript:alert(1)",
        "https:evil.test"
      )
    )
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          nasty.map((text) => `/${text}`)
        ),
        (next) => {
          expect(new URL(ownPath(next), HOME).origin).toBe(HOME.origin)
        }
      ),
      { numRuns: 2000 }
    )
  })

  it("keeps the shop's own paths with what stands behind them", () => {
    expect(ownPath("/account/requests/sr_1?tab=tasks#t1")).toBe("/account/requests/sr_1?tab=tasks#t1")
    expect(ownPath(undefined)).toBe("/account")
    expect(ownPath("account")).toBe("/account")
  })
})
