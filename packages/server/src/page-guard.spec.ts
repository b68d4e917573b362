import { pageErrors } from "./page-guard"

describe("the page that a query asks for", () => {
  it.each(["-1", "1e9", "101", "", "abc", "1.5", " 1", "9".repeat(30), ["1", "2"], { $gt: "1" }])(
    "refuses the limit %j",
    (limit) => {
      expect(Object.keys(pageErrors({ limit, offset: "-1" }, 100))).toEqual(["limit", "offset"])
    }
  )

  it("accepts limits up to the maximum, and none at all", () => {
    expect(pageErrors({}, 100)).toEqual({})
    expect(pageErrors({ limit: "100", offset: "1000000" }, 100)).toEqual({})
    expect(pageErrors({ limit: "0" }, 100)).toEqual({})
  })
})
