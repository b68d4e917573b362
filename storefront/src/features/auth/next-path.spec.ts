import fc from "fast-check"

import { localPath } from "./next-path"

const HOME = new URL("http://shop.test/sign-in")

describe("the page after signing in", () => {
  it("signing in never redirects to another site, whatever `next` contains", () => {
    const hostilePath = fc.oneof(
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
          hostilePath,
          hostilePath.map((text) => `/${text}`)
        ),
        (next) => {
          expect(new URL(localPath(next), HOME).origin).toBe(HOME.origin)
        }
      ),
      { numRuns: 2000 }
    )
  })

  it("local paths keep their query and fragment", () => {
    expect(localPath("/account/requests/sr_1?tab=tasks#t1")).toBe("/account/requests/sr_1?tab=tasks#t1")
    expect(localPath(undefined)).toBe("/account")
    expect(localPath("account")).toBe("/account")
  })
})
