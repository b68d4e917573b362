import { randomUUID } from "node:crypto"

import { resetClock } from "@atrium/kernel"
import { DEMO_PASSWORD, ok, withShop } from "@atrium/test-kit"

import { clickOn, commissionsOf, join, ME, metricsOf, type Own, purchase, someAccount, someAffiliate } from "./driver"

jest.setTimeout(180_000)

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  describe("joining", () => {
    it("gives one readable code and link, however often and in parallel it is requested", async () => {
      const account = await someAccount(shop)
      expect(await account.caller.get(ME)).toMatchObject({ status: 404, body: { code: "not_found" } })
      const answers = await Promise.all(Array.from({ length: 8 }, () => join(account)))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(7)
      expect(new Set(answers.map(({ body }) => body.affiliate.code)).size).toBe(1)
      const { affiliate } = ok(await account.caller.get<Own>(ME))
      // An unacceptable combination with the digits falls back to FRIEND.
      expect(affiliate.code).toMatch(/^(NORA|FRIEND)\d{2,}$/)
      expect(affiliate.link).toBe(`http://localhost:8000/r/${affiliate.code}`)
      expect(affiliate.programme).toMatchObject({ rate_bp: 1000, window_days: 30, exceptions: [{ rate_bp: 1500 }] })
    })

    it("accepts a chosen code in any case, and refuses one that is taken, unreadable or offensive", async () => {
      const [one, two] = [await someAccount(shop), await someAccount(shop)]
      // Other digits can be read as letters, and some of those words are refused.
      const code = `Nora${randomUUID()
        .replace(/[^2689]/g, "")
        .slice(0, 12)}`
      expect(ok(await join(one, { code })).affiliate.code).toBe(code.toUpperCase())
      expect(await join(two, { code: code.toLowerCase() })).toMatchObject({ status: 409, body: { code: "code_taken" } })
      for (const bad of ["MAY", "SH1THEAD", "A B C D", "1NORA", "ATRIUM1"])
        expect(await join(two, { code: bad })).toMatchObject({
          status: 400,
          body: { details: { code: expect.any(String) } },
        })
      expect(await join(one, { code: "OTHER99" })).toMatchObject({ status: 409, body: { code: "already_enrolled" } })
      expect(await join(one, { code })).toMatchObject({ status: 200 })
    })

    it("shows links to our own pages only, and nothing to strangers or other customers", async () => {
      const nora = await someAffiliate(shop)
      const { links } = ok(await nora.caller.get<{ links: { path: string; url: string }[] }>(`${ME}/links`))
      expect(links.length).toBeGreaterThan(10)
      expect(links[0]?.path).toBe(`/r/${nora.code}`)
      expect(links[1]?.url).toMatch(new RegExp(`^http://localhost:8000/r/${nora.code}\\?to=%2Fservices%2F`))
      const stranger = await someAccount(shop)
      for (const part of ["", "/metrics", "/commissions", "/links", "/ledger"]) {
        expect((await stranger.caller.get(`${ME}${part}`)).status).toBe(404)
        expect((await api.store.get(`${ME}${part}`)).status).toBe(401)
      }
    })

    it("has three affiliates in the demo, with logins", async () => {
      const token = await shop.signIn("customer", "maya@affiliates.atrium.test", DEMO_PASSWORD)
      expect(ok(await api.customer(token).get<Own>(ME)).affiliate).toMatchObject({ code: "MAYA10", status: "active" })
      const { affiliates } = ok(
        await api.admin.get<{ affiliates: { code: string; customer: { email: string } }[] }>(
          "/admin/affiliates?q=affiliates.atrium.test"
        )
      )
      expect(affiliates.map(({ code }) => code).sort()).toEqual(["JONAS24", "LEILA42", "MAYA10"])
    })
  })

  describe("clicks", () => {
    const send = (body: object, headers?: Record<string, string>) =>
      api.store.post<{ click_id: string | null; details?: Record<string, string> }>(
        "/store/affiliate/clicks",
        body,
        headers
      )

    it("are recorded without the visitor's address, an unknown code leaves nothing", async () => {
      const nora = await someAffiliate(shop)
      const click = await clickOn(api, nora.code.toLowerCase())
      const row = await shop.knex()("affiliate_click").where({ id: click }).first()
      expect(row).toMatchObject({ affiliate_id: nora.id, landing_path: "/services/gst-registration" })
      expect(JSON.stringify(row)).not.toMatch(/127\.0\.0\.1|::1|::ffff|secret/)
      expect(row?.address_hash).toEqual(expect.any(String))
      const count = async () => Number((await shop.knex()("affiliate_click").count<{ count: string }[]>())[0]?.count)
      const before = await count()
      expect(await send({ code: "NOBODY99", landing_url: "/" })).toMatchObject({
        status: 202,
        body: { click_id: null },
      })
      expect(await send({ code: "x", landing_url: "" })).toMatchObject({ status: 400 })
      expect(await count()).toBe(before)
    })

    it("store nothing of a device that asks not to be tracked, and count one visitor's clicks together", async () => {
      const nora = await someAffiliate(shop)
      const { body } = await send({ code: nora.code, landing_url: "/" }, { "sec-gpc": "1" })
      const again = await clickOn(api, nora.code, body.click_id ?? undefined)
      const [first, second] = await shop
        .knex()("affiliate_click")
        .whereIn("id", [body.click_id, again])
        .orderBy("clicked_at")
      expect(first).toMatchObject({ address_hash: null, device_hash: null })
      expect(second?.visitor_id).toBe(first?.visitor_id)
      expect(await metricsOf(nora)).toMatchObject({ clicks: 2, conversions: 0, conversion_rate: 0, currencies: [] })
    })
  })

  describe("decisions of staff", () => {
    type Detail = {
      commission: { status: string; history: { to: string; reason: string | null; actor_type: string }[] }
    }
    const decide = (id: string | undefined, action: string, body: object = { reason: "Looked at it" }) =>
      api.admin.post<Detail & { code?: string }>(`/admin/commissions/${id}/${action}`, body)

    it("release a held commission on an own purchase, or void it permanently", async () => {
      const nora = await someAffiliate(shop)
      const bought = await purchase(shop, {
        affiliate_code: nora.code,
        email: nora.email.replace("@", "+gift@").toUpperCase(),
      })
      const [held] = await commissionsOf(api, bought.order_id)
      expect(held).toMatchObject({ status: "held", hold: { reason: "own_mailbox" } })
      expect(held?.amount).toBeGreaterThan(0)
      expect((await metricsOf(nora)).currencies).toMatchObject([{ held: held?.amount, pending: 0, earned: 0 }])

      expect(await decide(held?.id, "approve", {})).toMatchObject({ status: 409, body: { code: "invalid_transition" } })
      expect(await decide(held?.id, "release", {})).toMatchObject({ status: 400 })
      expect(ok(await decide(held?.id, "release")).commission.status).toBe("pending")
      expect((await metricsOf(nora)).currencies).toMatchObject([{ held: 0, pending: held?.amount }])
      expect(ok(await decide(held?.id, "approve", {})).commission.status).toBe("approved")
      const gone = ok(await decide(held?.id, "void", { reason: "It was their own money" })).commission
      expect(gone.history.at(-1)).toMatchObject({ to: "void", reason: "It was their own money", actor_type: "staff" })
      expect((await metricsOf(nora)).currencies).toMatchObject([{ held: 0, pending: 0, earned: 0 }])
      expect(await decide(held?.id, "release")).toMatchObject({ status: 409 })
      expect(await decide("comm_none", "void")).toMatchObject({ status: 404 })
    })

    it("a purchase with the affiliate's own account is held whatever the email address on the form", async () => {
      const nora = await someAffiliate(shop)
      const bought = await purchase(shop, { affiliate_code: nora.code, token: nora.token })
      expect(await commissionsOf(api, bought.order_id)).toMatchObject([
        { status: "held", hold: { reason: "own_account", text: expect.stringContaining("own account") } },
      ])
    })

    it("suspend an affiliate: it earns nothing from then on and keeps what it earned", async () => {
      const nora = await someAffiliate(shop)
      const before = await purchase(shop, { affiliate_code: nora.code })
      ok(await api.admin.post(`/admin/affiliates/${nora.id}`, { status: "suspended", reason: "Spam" }))
      const after = await purchase(shop, { affiliate_code: nora.code })
      expect(await commissionsOf(api, after.order_id)).toEqual([])
      expect(await commissionsOf(api, before.order_id)).toMatchObject([{ status: "pending" }])
      const { affiliate } = ok(
        await api.admin.get<{ affiliate: { history: { status: string }[]; conversions: number } }>(
          `/admin/affiliates/${nora.id}`
        )
      )
      expect(affiliate).toMatchObject({ conversions: 1, history: [{ status: "active" }, { status: "suspended" }] })
    })

    it("new rates and terms are new versions, for orders paid from then on", async () => {
      const { affiliate_programme: programme } = ok(
        await api.admin.post<{ affiliate_programme: { id: string; version: number } }>("/admin/affiliate-programmes", {
          ...{ name: "Club", attribution: "first_click", window_days: 7, holding_days: 0 },
        })
      )
      const rule = { programme_id: programme.id, rate_bp: 2000 }
      const { commission_rule } = ok(
        await api.admin.post<{ commission_rule: { id: string } }>("/admin/commission-rules", rule)
      )
      expect(await api.admin.post("/admin/commission-rules", rule)).toMatchObject({
        ...{ status: 409, body: { code: "rule_exists" } },
      })
      const account = await someAccount(shop)
      const { affiliate } = ok(await join(account, { programme_id: programme.id }))
      const before = await purchase(shop, { affiliate_code: affiliate.code })
      ok(await api.admin.post(`/admin/commission-rules/${commission_rule.id}`, { rate_bp: 100 }))
      const after = await purchase(shop, { affiliate_code: affiliate.code })
      // Nothing is held back in this program: both are payable.
      expect(await commissionsOf(api, before.order_id)).toMatchObject([
        { status: "payable", rate_bp: 2000, rule: { version: 1 } },
      ])
      expect(await commissionsOf(api, after.order_id)).toMatchObject([
        { status: "payable", rate_bp: 100, rule: { version: 2 } },
      ])
      const changed = ok(
        await api.admin.post<{ affiliate_programme: { version: number } }>(
          `/admin/affiliate-programmes/${programme.id}`,
          { window_days: 8 }
        )
      )
      expect(changed.affiliate_programme).toMatchObject({ version: 2, window_days: 8 })
    })
  })
})
