import { randomUUID } from "node:crypto"
import { rename, utimes } from "node:fs/promises"
import { join } from "node:path"

import { applyRetention } from "@atrium/server"
import { beginPurchase, completePurchase, DEMO_PASSWORD, payWith, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import "../../../src/config/core-retention"

jest.setTimeout(120_000)

const PRIVATE_FILES = join(__dirname, "../../../private-files")
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64")

withShop(({ api, container, baseUrl, signIn }) => {
  let token = ""
  let cookie = ""
  beforeAll(async () => {
    token = await signIn("user", "admin@atrium.test", DEMO_PASSWORD)
    const session = await api.raw("POST", "/auth/session", { headers: { authorization: `Bearer ${token}` } })
    cookie = (session.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
    expect(cookie).toMatch(/^connect\.sid=/)
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
