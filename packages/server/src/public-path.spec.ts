import { areaOf, publicPath } from "./public-path"

const purchase = "pur_Zk3sPq8vXhT0aLm1Nc7dUe5iRw2yBg9f"

describe("where a request went, as logs and metrics name it", () => {
  it("returns the pattern of the matched route", () => {
    const request = { route: { path: "/store/service-purchases/:id/complete" } }
    expect(publicPath(request, `/store/service-purchases/${purchase}/complete`)).toBe(
      "/store/service-purchases/:id/complete"
    )
    expect(areaOf(request, `/store/service-purchases/${purchase}`)).toBe("/store/service-purchases")
  })

  it.each([
    [`/store/service-purchases/${purchase}`, "/store/service-purchases/:id"],
    ["/store/carts/cart_01KATRZ4J2Q6/line-items", "/store/carts/:id/line-items"],
    ["/store/tracking/SR-7KQ2-9XM4", "/store/tracking/:id"],
    ["/store/services/gst-registration", "/store/services/gst-registration"],
    ["/static/3f2a.png", "/static/:id"],
    ["/someone@example.com", "/:id"],
    ["/%F0%9F%98%80/x", "/:id/x"],
  ])("masks ids when no route matched: %s", (path, expected) => {
    expect(publicPath({}, path)).toBe(expected)
  })

  it("does not let requests create new metric series", () => {
    const paths = ["/aaa", "/bbb/ccc", "/store/abc", "/store/def", "/static/a.png", "/static/b.png"]
    expect(new Set(paths.map((path) => areaOf({}, path)))).toEqual(new Set(["/other", "/store", "/static"]))
  })
})
