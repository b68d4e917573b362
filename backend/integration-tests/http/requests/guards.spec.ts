import { DEMO_PASSWORD, withShop } from "@atrium/test-kit"

import "../../../src/config/core-retention"

jest.setTimeout(120_000)

withShop(({ api, baseUrl, signIn, publishableKey }) => {
  let token = ""
  let cookie = ""
  beforeAll(async () => {
    token = await signIn("user", "admin@atrium.test", DEMO_PASSWORD)
    const session = await api.raw("POST", "/auth/session", { headers: { authorization: `Bearer ${token}` } })
    cookie = (session.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
    expect(cookie).toMatch(/^connect\.sid=/)
  })

  describe("a session cookie", () => {
    const newKey = { title: "Cross-site", type: "secret" }
    const write = (headers: Record<string, string>, path = "/admin/api-keys", method = "POST") =>
      api.raw(method, path, { headers: { cookie, ...headers }, ...(method === "POST" ? { body: newKey } : {}) })
    const keyCount = async () => (await api.admin.get<{ count: number }>("/admin/api-keys")).body.count

    it("is refused from another site's page, on every route", async () => {
      const before = await keyCount()
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: "null" },
        { "sec-fetch-site": "cross-site" },
        {},
      ])
        for (const [method, path] of [
          ["POST", "/admin/api-keys"],
          ["POST", "/ADMIN/api-keys/"],
          ["DELETE", "/admin/products/none_01"],
          ["POST", "/store/carts"],
          ["DELETE", "/auth/session"],
          ["POST", "/provider/me"],
        ] as const) {
          const answer = await write(headers as Record<string, string>, path, method)
          // Core checks the publishable key before anything else.
          if (path.startsWith("/store")) expect(answer.status).toBeGreaterThanOrEqual(400)
          else
            expect({ path, headers, answer: [answer.status, answer.body.code] }).toEqual({
              path,
              headers,
              // Staff's permissions may be asked first; they know no path in capitals.
              answer: [403, path.startsWith("/ADMIN") ? expect.any(String) : "cross_site_request"],
            })
        }
      expect(await keyCount()).toBe(before)
    })

    it("cannot be used by a form, whose format no JSON route reads", async () => {
      const before = await keyCount()
      for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"]) {
        const answer = await api.raw("POST", "/admin/api-keys", {
          headers: { cookie, "sec-fetch-site": "same-origin", "content-type": type },
          rawBody: "title=Form&type=secret",
        })
        expect([answer.status, answer.body.code]).toEqual([415, "unsupported_media_type"])
      }
      expect(await keyCount()).toBe(before)
    })

    it("works for Admin, and tokens and keys work without a page", async () => {
      expect((await write({ "sec-fetch-site": "same-origin" })).status).toBe(200)
      expect((await write({ origin: baseUrl() })).status).toBe(200)
      const bearer = { authorization: `Bearer ${token}`, origin: "https://elsewhere.example" }
      expect((await api.raw("POST", "/admin/api-keys", { headers: bearer, body: newKey })).status).toBe(200)
    })
  })

  describe("the headers of answers", () => {
    it("forbid caching personal data, and name no framework", async () => {
      for (const path of [
        "/admin/orders",
        "/store/customers/me",
        "/store/products",
        "/auth/session",
        "/nowhere",
        "/static/none.png",
      ]) {
        const { headers } = await api.raw("GET", path, {
          headers: { authorization: `Bearer ${token}`, "x-publishable-api-key": publishableKey() },
        })
        expect({ path, header: headers.get("x-powered-by") }).toEqual({ path, header: null })
        expect(headers.get("x-content-type-options")).toBe("nosniff")
        expect(headers.get("content-security-policy")).not.toContain("unsafe")
        if (!path.startsWith("/static")) expect(headers.get("cache-control")).toBe("no-store")
      }
    })

    it("let shared caches store the catalog", async () => {
      const { headers } = await api.store.get("/store/services?currency_code=inr")
      expect(headers.get("cache-control")).toContain("public")
    })
  })

  describe("what strangers send to core's routes", () => {
    it.each(["products", "product-categories", "collections", "regions", "currencies"])(
      "is refused in our error shape when the paging of /store/%s is absurd",
      async (list) => {
        for (const query of ["limit=-1", "limit=1000000000", "limit=abc", "limit=101", "offset=-5", "limit[$gt]=1"]) {
          const answer = await api.store.get(`/store/${list}?${query}`)
          expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"])
          expect(answer.body.suggested_action).toEqual(expect.any(String))
        }
      }
    )

    it("is refused when it can't be a name, and otherwise stored cleaned", async () => {
      const regions = await api.store.get<{ regions: { id: string }[] }>("/store/regions")
      const cart = (first_name: string) =>
        api.store.post<{ code?: string; details?: Record<string, string> }>("/store/carts", {
          region_id: regions.body.regions[0]?.id,
          shipping_address: { first_name, last_name: "Sen" },
        })
      for (const name of ["\u200b\u200b", "http://evil.example", "a\u202eb", "Win at evil.com"]) {
        const answer = await cart(name)
        expect([answer.status, Object.keys(answer.body.details ?? {})]).toEqual([400, ["shipping_address.first_name"]])
      }
      expect((await cart(" Zoe\u0308 ")).status).toBe(200)
    })

    it("is answered without ids of rows", async () => {
      const regions = await api.store.get<{ regions: { id: string }[] }>("/store/regions")
      const made = await api.store.post<{ cart: { id: string } }>("/store/carts", {
        region_id: regions.body.regions[0]?.id,
      })
      const cart = `/store/carts/${made.body.cart.id}`
      const delivery = await api.store.post(`${cart}/shipping-methods`, { option_id: "so_01KAT" })
      expect(delivery.status).toBeGreaterThanOrEqual(400)
      expect(delivery.status).toBeLessThan(500)
      expect(JSON.stringify(delivery.body)).not.toMatch(/so_01KAT|cart_01/)
      const answer = await api.store.post(`${cart}/line-items`, { variant_id: "variant_01KAT", quantity: 1 })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(JSON.stringify(answer.body)).not.toMatch(/variant_01KAT|cart_01/)
    })
  })
})
