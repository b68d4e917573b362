import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { advanceClock, resetClock } from "@atrium/kernel"
import { applyRetention, personalData } from "@atrium/server"
import { DEMO_PASSWORD, emailedToken, ok, registerCustomer, withShop } from "@atrium/test-kit"
import { strFromU8, unzipSync } from "fflate"

import { PERSONAL_COLUMN } from "../requests/personal-columns"
import { completeWork, makePerson, type MadePerson, rowsWith, WORDS } from "./make-person"

jest.setTimeout(300_000)

type Own = { id: string; kind: string; status: string; archive_expires_at: string | null }
type Report = { table: string; done: string; rows: number; why: string | null }[]
type Details = Own & {
  email: string | null
  refusals: string[]
  remaining: { table: string; rows: number }[]
  report: Report
}

/** Tables in which something of an erased person stays, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  order_document: "tax law: invoices are kept unchanged, with their buyer",
  affiliate_attribution: "accounting: frozen at payment, with the public code of the affiliate",
  audit_entry: "security: the log is append-only, and staff's own reasons stay as they wrote them",
}

withShop((shop) => {
  const { api } = shop
  let person: MadePerson
  beforeAll(async () => {
    person = await makePerson(shop)
  })
  afterAll(() => resetClock())

  const ask = (kind: "export" | "erase") =>
    api
      .customer(person.token)
      .post<{ status: string; code?: string; details?: Record<string, string> }>(
        "/store/customers/me/privacy-requests",
        { kind }
      )
  const confirm = (token: string) =>
    api.store.post<{ privacy_request: Own; code?: string; details?: Record<string, string> }>(
      "/store/privacy-requests/confirm",
      { token }
    )
  const linkFor = (email: string, subject: RegExp) => emailedToken(shop, email, subject)
  const detailsOf = async (id: string) =>
    ok(await api.admin.get<{ privacy_request: Details }>(`/admin/privacy-requests/${id}`)).privacy_request
  const archiveOf = async (token: string) => {
    const response = await fetch(`${shop.baseUrl()}/store/privacy-requests/archive`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-publishable-api-key": shop.publishableKey() },
      body: JSON.stringify({ token }),
    })
    return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
  }
  const wordsOf = ({ email, code }: MadePerson) => [...Object.values(WORDS), email, code]

  it("the made person is in every table that an erasure clears or deletes", async () => {
    const found = await rowsWith(shop, wordsOf(person))
    const missing = ["customer", "order_address", "service_request", "message", "work_item", "gateway_event"].filter(
      (table) => !found[table]
    )
    expect(missing).toEqual([])
    expect(Object.keys(found).length).toBeGreaterThan(25)
  })

  it("every table that may hold a person says what an erasure does to it, and so does the guide", async () => {
    const { rows: tables }: { rows: { name: string }[] } = await shop.knex().raw(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name ~ ? ORDER BY table_name`,
      [PERSONAL_COLUMN]
    )
    expect(tables.length).toBeGreaterThan(20)
    expect(tables.map(({ name }) => name).filter((name) => !personalData.get(name))).toEqual([])
    const guide = readFileSync(join(__dirname, "../../../../docs/guides/privacy-requests.md"), "utf8")
    const about = personalData.all().filter(({ erasure }) => erasure !== "none")
    expect(
      about
        .filter(({ table, erasure }) => {
          const row = guide.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${table}\``))
          return !row?.includes(`| ${erasure} `)
        })
        .map(({ table, erasure }) => `${table}: ${erasure}`)
    ).toEqual([])
    expect(about.filter(({ erasure, why }) => erasure !== "deleted" && !why)).toEqual([])
  })

  it("an export is one archive of everything, after the emailed link was confirmed once", async () => {
    expect((await ask("export")).body).toEqual({ status: "email_sent" })
    const token = await linkFor(person.email, /Confirm the export/)
    expect((await archiveOf(token)).status).toBe(422)
    const both = await Promise.all([confirm(token), confirm(token)])
    expect(both.map(({ status }) => status).sort()).toEqual([202, 422])
    expect((await confirm(token)).body.code).toBe("privacy_link_invalid")

    const link = await linkFor(person.email, /ready to download/)
    const { status, headers, bytes } = await archiveOf(link)
    expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
      200,
      "application/zip",
      "private, no-store",
    ])
    const files = unzipSync(bytes)
    const list = (name: string): Record<string, unknown>[] =>
      JSON.parse(strFromU8(files[`data/${name}`] ?? new Uint8Array()))
    expect(strFromU8(files["README.txt"] ?? new Uint8Array())).toContain(person.email)
    expect(list("order.json")).toHaveLength(2)
    const requests = JSON.stringify(list("service-request.json"))
    expect(requests).toContain(WORDS.answer)
    expect(requests).toContain(WORDS.requirements)
    expect(JSON.stringify(list("customer.json"))).toContain(WORDS.last)
    expect(JSON.stringify(list("customer-address.json"))).toContain(WORDS.street)
    expect(JSON.stringify(list("affiliate.json"))).toContain(person.code)
    for (const name of [
      "payment",
      "message",
      "affiliate-click",
      "sign-in",
      "service-request-note",
      "timeline-event",
      "email-change",
    ])
      expect([name, list(`${name}.json`).length > 0]).toEqual([name, true])
    const pdfs = Object.keys(files).filter((name) => name.startsWith("documents/"))
    expect(pdfs.length).toBeGreaterThanOrEqual(4)
    expect(strFromU8(files[pdfs[0] ?? ""]?.slice(0, 5) ?? new Uint8Array())).toBe("%PDF-")
    // Nothing that opens an account.
    expect(strFromU8(bytes, true) + requests).not.toMatch(/scrypt|token_hash|provider_metadata/)

    const own = ok(
      await api.customer(person.token).get<{ privacy_requests: Own[] }>("/store/customers/me/privacy-requests")
    )
    expect(own.privacy_requests[0]).toMatchObject({ kind: "export", status: "completed" })
    const id = own.privacy_requests[0]?.id ?? ""
    const ownArchive = `/store/customers/me/privacy-requests/${id}/archive`
    expect((await api.customer(person.token).get(ownArchive)).status).toBe(200)
    const stranger = await registerCustomer(shop)
    expect((await api.customer(stranger.token).get(ownArchive)).status).toBe(404)
    const details = await detailsOf(id)
    expect(details.email).toMatch(/^z…@example\.com$/)
    expect(details.report.find(({ table }) => table === "service_request")).toMatchObject({ done: "exported", rows: 2 })
  })

  it("an erasure is refused, before anything, while work is open or money is not settled", async () => {
    const refused = await ask("erase")
    expect([refused.status, refused.body.code]).toEqual([409, "erasure_blocked"])
    const sentences = Object.values(refused.body.details ?? {})
    expect(sentences).toEqual(expect.arrayContaining([expect.stringMatching(/^Request SR-.* isn't completed yet\.$/)]))
    expect(sentences).toContain("Your commissions aren't paid out yet.")
    const staff = await api.admin.post<{ code: string }>("/admin/privacy-requests", {
      kind: "erase",
      email: person.email,
      reason: "Letter of 1 December",
    })
    expect([staff.status, staff.body.code]).toEqual([409, "erasure_blocked"])
  })

  it("an erasure leaves nothing of the person, also when it was interrupted in the middle", async () => {
    await completeWork(shop, person)
    ok(await api.admin.post(`/admin/orders/${person.brought}/cancel`))
    await shop.drainWork()
    advanceClock(6 * 60)
    expect((await ask("erase")).body).toEqual({ status: "email_sent" })
    const token = await linkFor(person.email, /Confirm that we erase/)

    // As if the process died after Medusa's module had committed and before that was recorded.
    const customers = personalData.get("customer")
    if (!customers?.erase) throw new Error("Customers are not erased")
    let interrupted = 0
    personalData.add(
      "test",
      {
        ...customers,
        erase: async (...given) => {
          const rows = await customers.erase?.(...given)
          if (interrupted++ === 0) throw new Error("Interrupted")
          return rows ?? 0
        },
      },
      { replaces: "backend", order: 200 }
    )

    const { privacy_request: confirmed } = ok(await confirm(token))
    await shop.drainWork()
    expect(
      await shop
        .knex()("work_item")
        .where({ kind: "identity.run-privacy-request" })
        .whereNot({ status: "done" })
        .select("last_error")
    ).toEqual([{ last_error: "Interrupted" }])
    expect([interrupted, (await detailsOf(confirmed.id)).status]).toEqual([1, "running"])
    // Every sign-in has ended.
    expect((await api.customer(person.token).get("/store/customers/me")).status).toBe(401)
    await expect(shop.signIn("customer", person.email, person.password)).rejects.toThrow()

    const drainMinutes = async (minutes: number) => {
      for (let minute = 0; minute < minutes; minute++) {
        advanceClock(60)
        await shop.drainWork()
      }
    }
    // A row that no table's owner knows of: the report does not say "completed" while it is there.
    await shop
      .knex()("refund_reason")
      .insert({ id: "refr_left", code: "left", label: `Agreed with ${person.email}` })
    await drainMinutes(3)
    const left1 = await detailsOf(confirmed.id)
    expect([left1.status, left1.remaining]).toEqual(["incomplete", [{ table: "refund_reason", rows: 1 }]])
    expect(left1.email).not.toBeNull()
    await shop.knex()("refund_reason").where({ id: "refr_left" }).delete()
    await drainMinutes(10)
    const done = await detailsOf(confirmed.id)
    expect([done.status, done.email, done.refusals, done.remaining]).toEqual(["completed", null, [], []])
    const steps = done.report.map(({ table }) => table)
    expect(steps).toHaveLength(new Set(steps).size)
    expect(new Set(steps)).toEqual(
      new Set(
        personalData
          .all()
          .filter(({ erasure }) => erasure !== "none")
          .map(({ table }) => table)
      )
    )
    expect(done.report.filter(({ done: what, why }) => what !== "deleted" && !why)).toEqual([])

    const left = await rowsWith(shop, wordsOf(person))
    expect(Object.fromEntries(Object.entries(left).filter(([table]) => !EXCEPTIONS[table]))).toEqual({})
    // The masked log names the person only where staff did.
    const { email, code } = person
    const { first: _written, ...others } = WORDS
    expect(Object.keys(await rowsWith(shop, [...Object.values(others), email]))).toEqual(["order_document"])
    expect(Object.keys(await rowsWith(shop, [code]))).toEqual(["affiliate_attribution"])
    expect(
      shop
        .mailbox()
        .mails()
        .filter(({ to, subject }) => to === person.email && /has been erased/.test(subject))
    ).toHaveLength(1)

    // What accounting needs is still there.
    const order = await shop.knex()("order").where({ id: person.orders[0] }).first()
    expect(order).toMatchObject({ email: null, status: "completed" === order.status ? "completed" : order.status })
    expect(await shop.knex()("service_request").where({ order_id: person.orders[0] }).first()).toMatchObject({
      customer_name: "Erased customer",
      status: "completed",
    })
    expect(
      (await shop.knex()("provider").where({ email: "asha@providers.atrium.test" }).first()).blocked_emails
    ).toEqual(["kept@example.com"])
    expect(ok(await api.admin.get<{ orders: unknown[] }>(`/admin/orders?id=${person.orders[0]}`)).orders).toHaveLength(
      1
    )

    // It is final: the link does nothing again, and the address can register as a new person.
    expect((await confirm(token)).body.code).toBe("privacy_link_invalid")
    const again = await registerCustomer(shop, { email: person.email })
    expect(again.id).not.toBe(person.id)
    const orders = ok(await api.customer(again.token).get<{ orders: unknown[] }>("/store/orders"))
    expect(orders.orders).toEqual([])
  })

  it("a stranger learns nothing: the same answer for an unknown address, which gets no email", async () => {
    const unknown = `unknown-${randomUUID()}@example.com`
    const known = await registerCustomer(shop)
    const asked = await Promise.all(
      [unknown, known.email].map((email) => api.store.post("/store/privacy-requests", { kind: "export", email }))
    )
    expect(asked.map(({ status, body }) => [status, body])).toEqual([
      [202, { status: "email_sent" }],
      [202, { status: "email_sent" }],
    ])
    await linkFor(known.email, /Confirm the export/)
    expect(
      shop
        .mailbox()
        .mails()
        .filter(({ to }) => to === unknown)
    ).toEqual([])
    // Asked again at once, there is no second email.
    await api.store.post("/store/privacy-requests", { kind: "export", email: known.email })
    advanceClock(90)
    await api.store.post("/store/privacy-requests", { kind: "export", email: known.email })
    await shop.drainWork()
    expect(
      shop
        .mailbox()
        .mails()
        .filter(({ to, subject }) => to === known.email && /export/.test(subject))
    ).toHaveLength(1)
  })

  it("a link that is used late, wrong or for another purpose does nothing", async () => {
    const customer = await registerCustomer(shop)
    ok(await api.customer(customer.token).post("/store/customers/me/privacy-requests", { kind: "erase" }))
    const token = await linkFor(customer.email, /Confirm that we erase/)
    advanceClock(24 * 3_600 + 60)
    for (const wrong of [token, "wrong", `${token}x`]) {
      expect([wrong === token, (await confirm(wrong)).body.code]).toEqual([wrong === token, "privacy_link_invalid"])
      expect((await archiveOf(wrong)).status).toBe(422)
    }
    expect((await api.store.post("/store/customers/me/email/confirm", { token })).status).toBe(401)
    const rows = await shop.knex()("customer").where({ id: customer.id }).select("email")
    expect(rows).toEqual([{ email: customer.email }])
    const bodies = [{}, { kind: "sell" }, { kind: "erase", email: "x@example.com" }]
    const token2 = await shop.signIn("customer", customer.email, customer.password)
    for (const body of bodies)
      expect((await api.customer(token2).post("/store/customers/me/privacy-requests", body)).status).toBe(400)
    const both = await api.store.post<{ details: Record<string, string> }>("/store/privacy-requests", {
      kind: "x",
      email: "y",
    })
    expect([both.status, Object.keys(both.body.details).sort()]).toEqual([400, ["email", "kind"]])
  })

  it("an archive can be downloaded for seven days, and is then deleted", async () => {
    const customer = await registerCustomer(shop)
    const started = await api.admin.post<{ privacy_request: Own }>("/admin/privacy-requests", {
      kind: "export",
      email: customer.email,
      reason: "Letter of 1 December",
    })
    expect(started.status).toBe(202)
    const link = await linkFor(customer.email, /ready to download/)
    expect((await archiveOf(link)).status).toBe(200)
    advanceClock(7 * 86_400 + 60)
    expect((await archiveOf(link)).status).toBe(422)
    await applyRetention(shop.container())
    expect(await shop.knex()("privacy_archive").where({ request_id: started.body.privacy_request.id })).toEqual([])
    expect((await detailsOf(started.body.privacy_request.id)).email).toBeNull()
    const unknown = await api.admin.post<{ code: string }>("/admin/privacy-requests", {
      kind: "export",
      email: `unknown-${randomUUID()}@example.com`,
      reason: "Letter",
    })
    expect([unknown.status, unknown.body.code]).toEqual([404, "no_personal_data"])
  })

  it("only owners and managers see and start requests, and both are in the audit log", async () => {
    const content = await shop.signIn("user", "content@atrium.test", DEMO_PASSWORD)
    const headers = { authorization: `Bearer ${content}` }
    expect((await api.raw("GET", "/admin/privacy-requests", { headers })).status).toBe(403)
    const body = { kind: "erase", email: "x@example.com", reason: "Letter" }
    expect((await api.raw("POST", "/admin/privacy-requests", { headers, body })).status).toBe(403)
    const listed = ok(
      await api.admin.get<{ privacy_requests: Details[]; count: number }>(
        "/admin/privacy-requests?kind=erase&status=completed&order=-completed_at"
      )
    )
    expect(listed.privacy_requests.map(({ kind, status, email }) => [kind, status, email])).toEqual([
      ["erase", "completed", null],
    ])
    const { audit_entries } = ok(
      await api.admin.get<{ audit_entries: { action: string }[] }>(
        "/admin/audit-log?target_type=privacy_request&limit=100"
      )
    )
    expect(audit_entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["privacy.erased", "privacy.exported", "privacy.downloaded", "privacy.started_by_staff"])
    )
  })
})
