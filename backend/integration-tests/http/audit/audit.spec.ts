import { type AuditEntryView, AuditEntryAnswer, AuditListAnswer, VerificationAnswer } from "@atrium/audit/contracts"
import { metrics } from "@atrium/server"
import { DEMO_PASSWORD, withShop } from "@atrium/test-kit"
import { z } from "zod"

const WithId = z.looseObject({ id: z.string() })

withShop((shop) => {
  const { api, knex } = shop

  const list = async (query: string): Promise<AuditEntryView[]> => {
    const answer = await api.admin.get(`/admin/audit-log?${query}`)
    expect(answer.status).toBe(200)
    return AuditListAnswer.parse(answer.body).audit_entries
  }

  /** The newest entry of an action (of one request), once it is written, which happens after the response. */
  const entry = async (query: string, requestId?: string): Promise<AuditEntryView> => {
    for (let tries = 0; tries < 40; tries++) {
      const found = (await list(query)).find((one) => !requestId || one.request_id === requestId)
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`No entry for ${query}`)
  }

  const asStaff = async () => ({
    authorization: `Bearer ${await shop.signIn("user", "admin@atrium.test", DEMO_PASSWORD)}`,
  })

  const firstProduct = async () => {
    const { body } = await api.admin.get("/admin/products?limit=1&fields=id,title")
    return z.looseObject({ products: z.array(z.looseObject({ id: z.string(), title: z.string() })) }).parse(body)
      .products[0]
  }

  describe("the audit log", () => {
    it("records who changed what, from where, with values before and after, on core's routes", async () => {
      const product = await firstProduct()
      if (!product) throw new Error("No product")
      const answer = await api.admin.post(
        `/admin/products/${product.id}`,
        { title: "Renamed in a test" },
        { "x-forwarded-for": "127.0.0.1, 203.0.113.7", "x-request-id": "req_audit_0001" }
      )
      expect(answer.status).toBe(200)
      const changed = await entry(`action=product.changed&target_id=${product.id}`)
      expect(changed).toMatchObject({
        sentence: "Changed a product",
        category: "change",
        outcome: "succeeded",
        actor: { type: "user", label: "admin@atrium.test" },
        address: "203.0.113.7",
        target: { type: "product", id: product.id },
        before: { title: product.title },
        after: { title: "Renamed in a test" },
        details: { method: "POST", route: "/admin/products/:id", status: 200 },
        request_id: "req_audit_0001",
      })
      // What is shown is sealed.
      expect((await list(`target_id=${product.id}`))[0]?.seq).toBeGreaterThan(0)
    })

    it("records an attempt to change access or money before it starts, and never a token", async () => {
      const made = await api.admin.post("/admin/api-keys", { title: "A key of the test", type: "secret" })
      expect(made.status).toBe(200)
      const key = z
        .looseObject({ api_key: z.looseObject({ id: z.string(), token: z.string() }) })
        .parse(made.body).api_key
      const created = await entry("action=api_key.created&outcome=succeeded")
      expect(created).toMatchObject({
        category: "security",
        target: { id: key.id },
        after: { title: "A key of the test" },
      })
      expect(await list("action=api_key.created&outcome=started")).toHaveLength(1)
      expect(JSON.stringify(await list("limit=100"))).not.toContain(key.token.slice(0, 12))

      await api.admin.post(`/admin/api-keys/${key.id}/revoke`, {})
      expect(await entry(`action=api_key.revoked&outcome=succeeded`)).toMatchObject({ target: { id: key.id } })
    })

    it("records a refused request as failed, with its body and without secrets", async () => {
      await api.admin.post("/admin/customers", { email: "not an address", password: "hunter2" })
      const failed = await entry("action=customer.created&outcome=failed")
      expect(failed.details).toMatchObject({ status: 400, sent: { password: "[secret]" } })
    })

    it("records that staff read personal data: who, whose and how many rows; a repeated read once", async () => {
      const email = `read-${Date.now()}@customers.atrium.test`
      const made = await api.admin.post("/admin/customers", { email })
      const { id } = z.looseObject({ customer: WithId }).parse(made.body).customer
      await api.admin.get(`/admin/customers?q=${email}`, { "x-request-id": "req_audit_0002" })
      const listed = await entry("action=customer.listed", "req_audit_0002")
      expect(listed).toMatchObject({ sentence: "Viewed the customer list", category: "access", details: { rows: 1 } })
      expect(JSON.stringify(listed)).not.toContain("read-")

      for (let look = 0; look < 3; look++) {
        await api.admin.get(`/admin/customers/${id}`)
        await api.admin.get(`/admin/customers/${id}/suspension`)
      }
      await entry(`action=customer.viewed&target_id=${id}`)
      expect(await list(`action=customer.viewed&target_id=${id}`)).toHaveLength(1)
      await api.admin.get("/admin/regions")
      expect(await list("q=region.listed")).toEqual([])
    })

    it("finds a person whose email address is only stored masked", async () => {
      await api.admin.post("/admin/customers", { email: "zoe.audit@example.com", first_name: "Zoë" })
      const created = await entry("action=customer.created&outcome=succeeded")
      expect(JSON.stringify(created)).not.toMatch(/zoe\.audit@|Zoë/)
      const [searched] = await list("q=admin@atrium.test&action=customer.created")
      expect(searched?.id).toBe(created.id)
    })

    it("stores a phone number that was searched for as a mask, and a reference number as it is", async () => {
      const search = async (q: string, requestId: string) => {
        await api.admin.get(`/admin/customers?q=${encodeURIComponent(q)}`, { "x-request-id": requestId })
        return (await entry("action=customer.listed", requestId)).details
      }
      const reference = "OR-1234-5678-9AB"
      expect(await search(reference, "req_audit_0003")).toMatchObject({ query: { q: reference } })
      const masked = { query: { q: expect.stringMatching(/^\[phone #[0-9a-f]{8}\]$/) } }
      const first = await search("+91 98765-43211", "req_audit_0004")
      expect(first).toMatchObject(masked)
      expect(await search("+919876543211", "req_audit_0005")).toEqual(first)
    })

    it("records what providers read about a customer and what they were refused", async () => {
      const token = await shop.signIn("provider", "asha@providers.atrium.test", DEMO_PASSWORD)
      const as = { headers: { authorization: `Bearer ${token}` } }
      expect((await api.raw("GET", "/provider/service-requests", as)).status).toBe(200)
      expect(await entry("action=service_request.listed&actor_type=provider")).toMatchObject({
        actor: { type: "provider", label: expect.any(String) },
      })
      const provider = await knex()("provider")
        .where({ email: "asha@providers.atrium.test" })
        .first<{ id: string }>("id")
      const path = `/admin/providers/${provider.id}`
      expect((await api.admin.post(path, { status: "suspended" })).status).toBe(200)
      const refused = await api.raw("GET", "/provider/service-requests?limit=3", as)
      expect((await api.admin.post(path, { status: "active" })).status).toBe(200)
      expect(refused.status).toBe(403)
      expect(await entry("action=identity.access_refused&actor_type=provider")).toMatchObject({
        category: "security",
        outcome: "refused",
      })
    })

    it("filters by time, person and words, and pages through all of it", async () => {
      const all = await api.admin.get("/admin/audit-log?limit=2")
      const { audit_entries: page, count } = AuditListAnswer.parse(all.body)
      expect(page).toHaveLength(2)
      expect(count).toBeGreaterThan(5)
      const [newest] = page
      const later = encodeURIComponent(new Date(Date.now() + 60_000).toISOString())
      expect(await list(`created_at[$gte]=${later}`)).toEqual([])
      expect((await list(`created_at[$lte]=${later}&limit=1`))[0]?.id).toBe(newest?.id)
      expect((await list("order=created_at&limit=1"))[0]?.id).not.toBe(newest?.id)
      expect((await api.admin.get("/admin/audit-log?unknown=1")).status).toBe(400)
      const one = await api.admin.get(`/admin/audit-log/${newest?.id}`)
      expect(AuditEntryAnswer.parse(one.body).audit_entry.id).toBe(newest?.id)
      expect((await api.admin.get("/admin/audit-log/999999999")).status).toBe(404)
      expect((await api.raw("GET", "/admin/audit-log")).status).toBe(401)
    })

    it("is exported as CSV and NDJSON, and the export is in the log before it leaves", async () => {
      const headers = await asStaff()
      const before = (await list("action=audit_log.exported")).length
      const csv = await fetch(`${shop.baseUrl()}/admin/audit-log/export?action=product.changed`, { headers })
      expect(csv.headers.get("content-disposition")).toContain("audit-log.csv")
      const lines = (await csv.text()).trim().split("\r\n")
      expect(lines[0]).toMatch(/^id,created_at,action/)
      expect(lines[1]).toContain("admin@atrium.test")
      const ndjson = await fetch(`${shop.baseUrl()}/admin/audit-log/export?format=ndjson`, { headers })
      const entries = (await ndjson.text())
        .trim()
        .split("\n")
        .map((line) => WithId.parse(JSON.parse(line)))
      expect(entries.length).toBeGreaterThan(5)
      expect(await list("action=audit_log.exported")).toHaveLength(before + 2)
    })

    it("refuses a change of access that cannot be recorded, and counts other entries that were not written", async () => {
      const count = async () => Number((await knex()("api_key").count({ n: "*" }))[0]?.n)
      const keys = await count()
      const missed = async () =>
        (await metrics().errors.get()).values.find(({ labels }) => labels.category === "audit_not_written")?.value ?? 0
      await knex().raw("ALTER TABLE audit_entry RENAME TO audit_entry_away")
      try {
        const refused = await api.admin.post("/admin/api-keys", { title: "Never made", type: "secret" })
        expect(refused.status).toBe(503)
        expect(refused.body).toMatchObject({ code: "audit_unavailable" })
        expect(await count()).toBe(keys)
        expect((await api.admin.post("/admin/product-tags", { value: "made all the same" })).status).toBe(200)
        for (let tries = 0; tries < 40 && (await missed()) === 0; tries++)
          await new Promise((resolve) => setTimeout(resolve, 50))
        expect(await missed()).toBeGreaterThan(0)
      } finally {
        await knex().raw("ALTER TABLE audit_entry_away RENAME TO audit_entry")
      }
    })

    it("is not written by shoppers", async () => {
      await api.store.get("/store/services?currency_code=inr")
      expect(await list("q=services.listed")).toEqual([])
    })

    it("has no route that changes or deletes an entry", async () => {
      const headers = await asStaff()
      const [newest] = await list("limit=1")
      for (const method of ["POST", "PUT", "PATCH", "DELETE"])
        for (const path of ["/admin/audit-log", `/admin/audit-log/${newest?.id}`, "/admin/audit-log/export"])
          expect((await api.raw(method, path, { body: {}, headers })).status).toBe(403)
      const one = await api.admin.get(`/admin/audit-log/${newest?.id}`)
      expect(AuditEntryAnswer.parse(one.body).audit_entry).toMatchObject({ id: newest?.id, hash: newest?.hash })
    })

    it("verifies its chain, and names the first entry that was changed in the database", async () => {
      const verify = async (body = {}) =>
        VerificationAnswer.parse((await api.admin.post("/admin/audit-log/verify", body)).body).verification
      const whole = await verify()
      expect(whole).toMatchObject({ ok: true, unsealed: 0, first_broken: null })
      expect(await verify({ head: `${whole.head.seq}:${whole.head.hash}` })).toMatchObject({ ok: true })

      await knex().transaction(async (trx) => {
        await trx.raw("SET LOCAL session_replication_role = replica")
        await trx.raw("UPDATE audit_entry SET actor_label = 'someone else' WHERE seq = 2")
      })
      expect((await verify()).first_broken).toMatchObject({ seq: 2, problem: "It was changed after it was sealed." })
    })
  })
})
