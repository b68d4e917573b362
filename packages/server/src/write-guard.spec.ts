import { z } from "zod"

import { servedRouteTables } from "./served-route-tables"
import { hasUnsupportedFormat, isCrossSiteWrite } from "./write-guard"

const allowed = {
  own: "https://api.shop.example",
  store: ["https://shop.example", /^https:\/\/[a-z]+\.preview\.example$/],
  admin: ["https://office.shop.example"],
}
const cookie = "connect.sid=s%3Aabc"

describe("writes that a cookie carries", () => {
  it.each([
    ["a form on a foreign page", "/admin/api-keys", { origin: "https://evil.example" }],
    ["a sandboxed frame", "/admin/api-keys", { origin: "null" }],
    ["a sibling site", "/admin/api-keys", { "sec-fetch-site": "same-site" }],
    ["a client that names no page", "/admin/api-keys", {}],
    ["the storefront, on Admin's routes", "/admin/api-keys", { origin: "https://shop.example" }],
    ["Admin's other origin, on the store's routes", "/store/carts/cart_1", { origin: "https://office.shop.example" }],
    ["an origin that begins like an allowed one", "/auth/session", { origin: "https://shop.example.evil.example" }],
    ["another scheme", "/auth/session", { origin: "http://shop.example" }],
    ["a foreign page, on a prefix of ours", "/provider/me", { origin: "https://evil.example" }],
  ])("refuses a write by cookie from %s", (_who, path, headers) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect(isCrossSiteWrite({ method, path, headers: { cookie, ...headers } }, allowed)).toBe(true)
  })

  it.each([
    ["Admin on its own origin", "/admin/api-keys", { cookie, "sec-fetch-site": "same-origin" }],
    ["Admin, by its origin", "/admin/api-keys", { cookie, origin: "https://api.shop.example" }],
    ["Admin elsewhere", "/admin/api-keys", { cookie, origin: "https://office.shop.example" }],
    ["the storefront", "/store/carts/cart_1", { cookie, origin: "https://shop.example" }],
    ["a preview of the storefront", "/store/carts/cart_1", { cookie, origin: "https://blue.preview.example" }],
    ["a client with a token", "/admin/api-keys", { cookie, authorization: "Bearer x", origin: "https://evil.example" }],
    ["a client without a cookie", "/store/carts", { origin: "https://evil.example" }],
  ])("accepts a write from %s", (_who, path, headers) => {
    expect(isCrossSiteWrite({ method: "POST", path, headers }, allowed)).toBe(false)
  })

  it("does not restrict reads", () => {
    const headers = { cookie, origin: "https://evil.example" }
    expect(isCrossSiteWrite({ method: "GET", path: "/admin/orders", headers }, allowed)).toBe(false)
  })
})

describe("the format of a body", () => {
  const body = (type: string | undefined, path = "/admin/api-keys", length = "12") =>
    hasUnsupportedFormat({ method: "POST", path, headers: { "content-length": length, "content-type": type } })

  it("accepts only JSON bodies, which no form can send", () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      undefined,
    ])
      expect(body(type)).toBe(true)
    expect(body("application/json; charset=utf-8")).toBe(false)
  })

  it("accepts any format on signed webhooks, multipart on upload routes, and writes without a body", () => {
    expect(body("application/x-www-form-urlencoded", "/hooks/gateway/stripe")).toBe(false)
    expect(body("multipart/form-data; boundary=x", "/admin/uploads")).toBe(false)
    expect(body("text/plain", "/admin/uploads")).toBe(true)
    expect(body("multipart/form-data; boundary=x", "/admin/uploads/presigned-urls")).toBe(true)
    expect(body("text/plain", "/admin/api-keys", "0")).toBe(false)
  })

  it("accepts a form on a route that declares an upload", () => {
    expect(body("multipart/form-data; boundary=x", "/admin/imports")).toBe(true)
    const row = { actor: "staff", owner: null, summary: "", response: { 200: z.string() }, errors: [] } as const
    servedRouteTables.add("test", {
      context: "test",
      routes: [{ ...row, method: "POST", path: "/admin/imports", upload: { maxBytes: 1 }, rateLimit: "admin" }],
    })
    expect(body("multipart/form-data; boundary=x", "/admin/imports")).toBe(false)
    expect(body("text/csv", "/admin/imports")).toBe(true)
  })
})
