import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { commissionRule, commissionRules } from "@atrium/affiliate-commissions/extension-points"
import { reconcileCommissions } from "@atrium/affiliate-commissions/use-cases"
import { EVERYTHING, recently } from "@atrium/work-queue/use-cases"
import { CARDS, DEMO_PASSWORD, ok, withShop } from "@atrium/test-kit"
import { z } from "zod"

import {
  type Account,
  clickOn,
  commissionsOf,
  eventually,
  metricsOf,
  purchase,
  refund,
  someAccount,
  someAffiliate,
  workOn,
} from "./driver"

jest.setTimeout(180_000)

type Own = {
  affiliate: {
    id: string
    code: string
    status: string
    link: string
    programme: { id: string; rate_bp: number; window_days: number; exceptions: { rate_bp: number; service: string }[] }
  }
}
const ME = "/store/customers/me/affiliate"

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  const join = ({ caller }: Account, body: object = {}) => caller.post<Own & { code?: string }>(ME, body)

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

  describe("a kind of commission rule that another plugin adds", () => {
    const newCustomer = commissionRule({
      kind: "test.new-customer-amount",
      label: "Amount per new customer",
      config: z.strictObject({ amount: z.int().min(0) }),
      describe: ({ amount }) => `${amount} paise per new customer`,
      owed: ({ amount }, { customer }) => ({ amount: customer.first_order ? BigInt(amount) : 0n }),
    })
    beforeAll(() => commissionRules.add("affiliate-tests", newCustomer))

    it("is chosen, checked and shown by the Admin API, and pays for a customer's first order only", async () => {
      const { commission_rule_kinds: kinds } = ok(
        await api.admin.get<{ commission_rule_kinds: { kind: string }[] }>("/admin/commission-rule-kinds")
      )
      expect(kinds.map(({ kind }) => kind)).toEqual(["percentage", newCustomer.kind])
      const { affiliate_programme: programme } = ok(
        await api.admin.post<{ affiliate_programme: { id: string } }>("/admin/affiliate-programmes", {
          ...{ name: "Welcome", attribution: "last_click", window_days: 7, holding_days: 7 },
        })
      )
      const rule = { programme_id: programme.id, kind: newCustomer.kind }
      const wrong = await api.admin.post("/admin/commission-rules", { ...rule, config: { amount: -1, more: 1 } })
      expect(wrong).toMatchObject({
        status: 400,
        body: { details: { "config.amount": expect.any(String), "config.more": expect.any(String) } },
      })
      expect(await api.admin.post("/admin/commission-rules", { ...rule, kind: "none" })).toMatchObject({
        status: 400,
        body: { details: { kind: "There is no such rule kind" } },
      })
      expect(await api.admin.post("/admin/commission-rules", { ...rule, rate_bp: 10 })).toMatchObject({ status: 400 })
      const { commission_rule: made } = ok(
        await api.admin.post<{ commission_rule: object }>("/admin/commission-rules", {
          ...rule,
          config: { amount: 50_000 },
        })
      )
      expect(made).toMatchObject({
        kind: newCustomer.kind,
        config: { amount: 50_000 },
        rate_bp: null,
        description: "50000 paise per new customer",
      })
      const { affiliate } = ok(await join(await someAccount(shop), { programme_id: programme.id }))
      const email = `new-${randomUUID()}@example.com`
      const first = await purchase(shop, { affiliate_code: affiliate.code, email })
      const second = await purchase(shop, { affiliate_code: affiliate.code, email })
      expect(await commissionsOf(api, first.order_id)).toMatchObject([
        { amount: 500, rate_bp: null, status: "pending" },
      ])
      expect(await commissionsOf(api, second.order_id)).toMatchObject([{ amount: 0, status: "void" }])
      await refund(shop, first, first.paid / 2)
      expect(await commissionsOf(api, first.order_id)).toMatchObject([{ amount: 250 }])
    })
  })

  describe("an order without an event", () => {
    const forget = (pattern: string) => shop.knex()("work_item").where("key", "like", pattern).delete()

    it("is found by the reconciler, even weeks later, with the result of the payment date", async () => {
      const nora = await someAffiliate(shop)
      const click = await clickOn(api, nora.code)
      const early = await purchase(shop, { affiliate_code: nora.code, click_id: click })
      const late = await purchase(shop, { affiliate_code: nora.code, click_id: click })
      // As if the late one's work had never been written.
      const knex = shop.knex()
      const ids = (await commissionsOf(api, late.order_id)).map(({ id }) => id)
      await knex("commission_history").whereIn("commission_id", ids).delete()
      await knex("commission").whereIn("id", ids).delete()
      await knex("affiliate_attribution").where({ order_id: late.order_id }).delete()
      await forget(`affiliate-commissions.settle-order:${late.payment_id}`)
      advanceClock(50 * 86_400)
      expect((await reconcileCommissions(shop.container(), recently())).written).toBeGreaterThanOrEqual(1)
      await shop.drainWork()
      const [a, b] = [await commissionsOf(api, early.order_id), await commissionsOf(api, late.order_id)]
      expect(b).toMatchObject([{ amount: a[0]?.amount, base_amount: a[0]?.base_amount, status: "payable" }])
      expect((await reconcileCommissions(shop.container(), EVERYTHING)).written).toBe(0)
    })

    it("is found by the reconciler also when a part was refunded before", async () => {
      const nora = await someAffiliate(shop)
      const bought = await purchase(shop, { affiliate_code: nora.code, quantity: 2 })
      await refund(shop, bought, 100)
      const [usual] = await commissionsOf(api, bought.order_id)
      const knex = shop.knex()
      await knex("commission_history").where({ commission_id: usual?.id }).delete()
      await knex("commission").where({ id: usual?.id }).delete()
      await knex("affiliate_attribution").where({ order_id: bought.order_id }).delete()
      await forget(`affiliate-commissions.settle-order:${bought.payment_id}`)
      await reconcileCommissions(shop.container(), recently())
      await shop.drainWork()
      const [late] = await commissionsOf(api, bought.order_id)
      for (const field of ["amount", "base_amount", "paid_amount", "refunded_amount"] as const)
        expect([field, late?.[field]]).toEqual([field, usual?.[field]])
    })

    it("is repaired when a refund's work was lost", async () => {
      const nora = await someAffiliate(shop)
      const bought = await purchase(shop, { affiliate_code: nora.code })
      const [before] = await commissionsOf(api, bought.order_id)
      ok(await api.admin.post(`/admin/payments/${bought.payment_id}/refund`, { amount: bought.paid / 2 }))
      const made = await shop.knex()("refund").where({ payment_id: bought.payment_id }).first("id")
      await eventually(async () => (await workOn(shop, "affiliate-commissions.settle-order", String(made?.id))) > 0)
      // The queue shows the work as done although it had no effect.
      await shop
        .knex()("work_item")
        .where({ key: `affiliate-commissions.settle-order:${made?.id}` })
        .update({ status: "done", attempts: 1, finished_at: new Date() })
      await shop.drainWork()
      expect(await commissionsOf(api, bought.order_id)).toMatchObject([{ amount: before?.amount }])
      expect((await reconcileCommissions(shop.container(), recently())).written).toBe(1)
      await shop.drainWork()
      const [after] = await commissionsOf(api, bought.order_id)
      expect(after?.refunded_amount).toBe(bought.paid / 2)
      expect(after?.amount).toBeLessThan(before?.amount ?? 0)
      expect((await metricsOf(nora)).currencies).toMatchObject([{ pending: after?.amount }])
    })

    it("a disputed payment holds its commissions", async () => {
      const nora = await someAffiliate(shop)
      const bought = await purchase(shop, { affiliate_code: nora.code, card: CARDS.disputed })
      advanceClock(60)
      for (let look = 0; look < 20; look++) {
        await shop.drainWork()
        if ((await commissionsOf(api, bought.order_id))[0]?.status === "held") break
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      expect(await commissionsOf(api, bought.order_id)).toMatchObject([{ status: "held", hold: { reason: "dispute" } }])
    })
  })
})
