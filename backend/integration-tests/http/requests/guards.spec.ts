import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { rename, utimes } from "node:fs/promises"
import { join } from "node:path"

import { advanceClock, clock, resetClock } from "@atrium/kernel"
import { applyRetention, keptTables, retentionRules } from "@atrium/server"
import { beginPurchase, completePurchase, DEMO_PASSWORD, payWith, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import "../../../src/config/core-retention"
import { PERSONAL_COLUMN } from "./personal-columns"

jest.setTimeout(120_000)

const PRIVATE_FILES = join(__dirname, "../../../private-files")
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")

withShop(({ api, container, knex, baseUrl, signIn, publishableKey }) => {
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

  describe("personal data", () => {
    const rows = async (table: string, columns: string, id: string) => {
      const database = knex()
      return (await database.raw(`SELECT ${columns} FROM ${table} WHERE id = ?`, [id])).rows as Record<
        string,
        unknown
      >[]
    }
    afterEach(() => resetClock())

    it("has, in every table that may hold it, a rule or a reason to stay, and both are documented", async () => {
      const database = knex()
      const { rows: tables }: { rows: { name: string; columns: string }[] } = await database.raw(
        `SELECT table_name AS name, string_agg(column_name, ', ' ORDER BY column_name) AS columns
         FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name ~ ? GROUP BY table_name ORDER BY table_name`,
        [PERSONAL_COLUMN]
      )
      expect(tables.length).toBeGreaterThan(20)
      expect(tables.filter(({ name }) => !retentionRules.get(name) && !keptTables.get(name))).toEqual([])
      const guide = readFileSync(join(__dirname, "../../../../docs/guides/security.md"), "utf8")
      const lines = guide.slice(guide.indexOf("### How long personal data is kept")).split("\n")
      const rowOf = (table: string) => lines.find((line) => line.startsWith(`| `) && line.includes(`\`${table}\``))
      const undocumented = [
        ...retentionRules.all().filter(({ table, keptDays }) => !rowOf(table)?.includes(`| ${keptDays} day`)),
        ...keptTables.all().filter(({ table }) => !rowOf(table)),
      ]
      expect(undocumented.map(({ table }) => table)).toEqual([])
    })

    it("is deleted when its retention time is over, and not before", async () => {
      const database = knex()
      const { id } = await beginPurchase(api)
      const now = clock.now()
      await database.raw(
        `INSERT INTO gateway_event (id, provider, event_id, type, body, status, received_at)
         VALUES ('gwev_kept', 'sandbox', 'kept', 'x', '{"name":"Zoe"}', 'failed', :now),
                ('gwev_old', 'sandbox', 'old', 'x', '{"name":"Zoe"}', 'processed', :now)`,
        { now }
      )
      await database.raw(
        `INSERT INTO message (id, event, recipient, template, locale, props, status, sent_at, created_at, updated_at)
         VALUES ('msg_old', 'e', 'zoe@example.com', 't', 'en', '{"name":"Zoe"}', 'sent', :now, :now, :now)`,
        { now }
      )
      const regions = await api.store.get<{ regions: { id: string }[] }>("/store/regions")
      const guest = await api.store.post<{
        cart: { id: string; customer_id: string; shipping_address: { id: string } }
      }>("/store/carts", {
        region_id: regions.body.regions[0]?.id,
        email: `leaving-${randomUUID()}@example.com`,
        shipping_address: { first_name: "Zoe", last_name: "Sen" },
      })
      const { cart: left } = guest.body
      const guestId = left.customer_id ?? (await rows("cart", "customer_id", left.id))[0]?.customer_id
      await database.raw(
        `INSERT INTO notification (id, "to", channel, template, data, status, created_at, updated_at)
         VALUES ('noti_old', 'zoe@example.com', 'email', 't', '{"name":"Zoe"}', 'success', :now, :now)`,
        { now }
      )
      await database.raw(
        `INSERT INTO invite (id, email, token, expires_at, created_at, updated_at)
         VALUES ('invite_old', 'zoe@example.com', 'x', :now, :now, :now)`,
        { now }
      )
      await database.raw(
        `INSERT INTO staff_invitation (email, role_id, created_at) VALUES ('zoe@example.com', 'support', :now)`,
        { now }
      )
      const [purchase] = await rows("service_purchase", "cart_id", id)
      const cartId = String(purchase?.cart_id)

      advanceClock(6 * 86_400)
      const early = await applyRetention(container())
      // Files are kept by machine time, and other tests leave some.
      expect(Object.entries(early).filter(([what, count]) => count > 0 && what !== "private files")).toEqual([])

      advanceClock(400 * 86_400)
      await applyRetention(container())
      expect(await rows("service_purchase", "customer, requirements, items", id)).toEqual([
        { customer: null, requirements: null, items: [] },
      ])
      expect(await rows("cart", "id", cartId)).toEqual([])
      for (const [table, gone] of [
        ["cart", left.id],
        ["cart_address", left.shipping_address.id],
        ["customer", String(guestId)],
        ["notification", "noti_old"],
        ["invite", "invite_old"],
      ] as const)
        expect([table, await rows(table, "id", gone)]).toEqual([table, []])
      expect(await database("staff_invitation").where({ email: "zoe@example.com" })).toEqual([])
      expect(await database("sandbox_payment_intent").whereNotNull("customer")).toEqual([])
      expect(await rows("gateway_event", "body", "gwev_old")).toEqual([{ body: "{}" }])
      expect(await rows("gateway_event", "body", "gwev_kept")).toEqual([{ body: '{"name":"Zoe"}' }])
      expect(await rows("message", "props, recipient", "msg_old")).toEqual([
        { props: {}, recipient: "zoe@example.com" },
      ])
      const again = await applyRetention(container())
      expect(Object.values(again).every((count) => count === 0)).toBe(true)
      expect((await api.store.get(`/store/service-purchases/${id}`)).status).toBeLessThan(500)
    })
  })

  describe("uploads", () => {
    const send = async (files: [string, string, Buffer][], path = "/admin/uploads", field = "files") => {
      const form = new FormData()
      for (const [name, type, content] of files) form.append(field, new Blob([new Uint8Array(content)], { type }), name)
      const answer = await fetch(baseUrl() + path, {
        method: "POST",
        body: form,
        headers: { authorization: `Bearer ${token}` },
      })
      const body = (await answer.json()) as { code?: string; files?: { id: string; url: string }[] }
      return { status: answer.status, body }
    }

    const download = (url: string, bearer: string) => fetch(url, { headers: { authorization: `Bearer ${bearer}` } })

    it("store an image under a generated name, and show it inline", async () => {
      const { status, body } = await send([["../../app/evil.html", "text/html", PIXEL]])
      expect(status).toBe(200)
      const [file] = body.files ?? []
      expect(file?.url).toMatch(/\/static\/\d+-[0-9a-f-]{36}\.gif$/)
      const shown = await fetch(file?.url ?? "")
      expect(Buffer.from(await shown.arrayBuffer())).toEqual(PIXEL)
      expect(shown.headers.get("content-type")).toBe("image/gif")
      expect(shown.headers.get("content-disposition")).toBeNull()
      expect(shown.headers.get("content-security-policy")).toContain("sandbox")
      await api.admin.delete(`/admin/uploads/${file?.id ?? ""}`)
    })

    it("store a CSV file privately: an attachment for staff who may import, nothing for anyone else", async () => {
      const list = "Handle,Title\na,b\n"
      const { status, body } = await send([["products.csv", "text/csv", Buffer.from(list)]])
      expect(status).toBe(200)
      const [file] = body.files ?? []
      expect(file?.url).toBe(`${baseUrl()}/admin/private-files/${file?.id}`)
      expect((await fetch(`${baseUrl()}/static/${file?.id}`)).status).toBe(404)
      expect((await fetch(file?.url ?? "")).status).toBe(401)
      const shown = await download(file?.url ?? "", token)
      expect(shown.headers.get("content-disposition")).toMatch(/^attachment; filename="[0-9a-f-]{36}\.csv"$/)
      expect(await shown.text()).toBe(list)
      await api.admin.delete(`/admin/uploads/${file?.id ?? ""}`)
      expect((await download(file?.url ?? "", token)).status).toBe(404)
    })

    it.each([
      ["HTML", "page.html", "text/html", "<script>alert(1)</script>"],
      ["HTML labeled as an image", "page.png", "image/png", "<html>"],
      ["SVG", "drawing.svg", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"],
      ["a script", "script.js", "text/javascript", "alert(1)"],
    ])("refuse %s, and everything sent with it", async (_what, name, type, content) => {
      const { status, body } = await send([
        ["a.gif", "image/gif", PIXEL],
        [name, type, Buffer.from(content)],
      ])
      expect([status, body.code]).toEqual([415, "file_not_accepted"])
    })

    it("refuse too large or too many files, and imports that are not CSV", async () => {
      expect(
        (await send([["a.gif", "image/gif", Buffer.concat([PIXEL, Buffer.alloc(11 * 1024 * 1024)])]])).status
      ).toBe(413)
      const many = Array.from({ length: 21 }, (): [string, string, Buffer] => ["a.gif", "image/gif", PIXEL])
      expect((await send(many)).status).toBe(400)
      const html = Buffer.from("<html>")
      expect((await send([["a.csv", "text/csv", html]], "/admin/products/import", "file")).status).toBe(415)
    })

    it("sign no URL for a type that could be executed", async () => {
      const ask = (mime_type: string, size = 10) =>
        api.admin.post("/admin/uploads/presigned-urls", { originalname: "x", mime_type, size })
      for (const type of ["text/html", "image/svg+xml", "application/javascript"])
        expect((await ask(type)).status).toBe(415)
      expect((await ask("image/png", 1e9)).status).toBe(413)
      expect((await ask("text/csv")).status).toBe(200)
    })

    /** Makes an order export as Admin does. */
    const exported = async (): Promise<string> => {
      expect((await api.admin.post("/admin/orders/export", {})).status).toBe(202)
      for (let tries = 0; tries < 100; tries++) {
        const { body } = await api.admin.get<{ notifications: { data: { file?: { url: string } } | null }[] }>(
          "/admin/notifications?channel=feed&order=-created_at&limit=1"
        )
        const url = body.notifications[0]?.data?.file?.url
        if (url) return url
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error("The export did not end")
    }

    it("return an export of orders to staff who may export orders, and record that", async () => {
      const email = `exported-${randomUUID()}@example.com`
      const purchase = await beginPurchase(api, { email })
      await payWith(api, purchase)
      expect((await completePurchase(api, purchase.id)).status).toBe(200)
      const url = await exported()
      expect(url).toMatch(/\/admin\/private-files\/private-\d{13}-[0-9a-f-]{36}-\d+-order-exports\.csv$/)
      expect((await fetch(url.replace("/admin/private-files/", "/static/"))).status).toBe(404)
      expect((await fetch(url)).status).toBe(401)
      const content = await signIn("user", "content@atrium.test", DEMO_PASSWORD)
      const refused = await download(url, content)
      expect([refused.status, await refused.json()]).toMatchObject([
        403,
        { code: "permission_required", details: { permission: "orders:export" } },
      ])
      const page = await fetch(url, { headers: { cookie } })
      expect(page.status).toBe(200)
      expect(page.headers.get("cache-control")).toBe("no-store")
      expect(await page.text()).toContain(email)
      const { body } = await api.admin.get<{ audit_entries: { sentence: string; actor: { label: string } }[] }>(
        "/admin/audit-log?action=private_file.downloaded&q=order-exports"
      )
      expect(body.audit_entries).toHaveLength(1)
      expect(body.audit_entries[0]).toMatchObject({
        sentence: "Downloaded a private file",
        actor: { label: "admin@atrium.test" },
      })
    })

    it("keep an export for a day", async () => {
      const files = container().resolve(Modules.FILE)
      const file = await files.createFiles({ filename: "1-order-exports.csv", mimeType: "text/csv", content: "a" })
      const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000)
      const old = file.id.replace(/\d{13}/, String(twoDaysAgo.getTime()))
      await rename(join(PRIVATE_FILES, file.id), join(PRIVATE_FILES, old))
      await utimes(join(PRIVATE_FILES, old), twoDaysAgo, twoDaysAgo)
      expect((await download(`${baseUrl()}/admin/private-files/${old}`, token)).status).toBe(404)
      expect((await applyRetention(container()))["private files"]).toBeGreaterThan(0)
      await expect(files.retrieveFile(old)).rejects.toMatchObject({ type: "not_found" })
    })

    it("are refused to strangers before the form is read", async () => {
      const answer = await fetch(`${baseUrl()}/admin/uploads`, { method: "POST", body: new FormData() })
      expect(answer.status).toBe(401)
    })
  })
})
