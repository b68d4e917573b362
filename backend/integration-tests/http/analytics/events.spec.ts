import { randomUUID } from "node:crypto"

import { recordShopEvent } from "@atrium/analytics/use-cases"
import { advanceClock, clock, resetClock, setClock } from "@atrium/kernel"
import { applyRetention } from "@atrium/server"
import { beginPurchase, CARDS, completePurchase, payWith, withRateLimitFactor, withShop } from "@atrium/test-kit"

import { makeService } from "../catalogue/make-service"

jest.setTimeout(180_000)

type Accepted = { accepted: number; details?: Record<string, string> }
type Row = {
  id: string
  name: string
  occurred_at: Date
  visit_id: string | null
  service_id: string | null
  properties: Record<string, unknown>
  source: string
  forwarding: string
}

withShop((shop) => {
  afterEach(resetClock)
  const { api } = shop

  const send = (events: unknown, rest: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
    api.store.post<Accepted>("/store/analytics-events", { events, ...rest }, headers)
  const event = (name = "service_viewed", rest: Record<string, unknown> = {}) => ({
    name,
    occurred_at: clock.now().toISOString(),
    ...rest,
  })
  const rowsOf = (visit: string): Promise<Row[]> =>
    shop.knex()<Row>("analytics_event").where("visit_id", visit).orderBy("name")
  const shopRows = (name: string): Promise<Row[]> => shop.knex()<Row>("analytics_event").where({ name, source: "shop" })

  describe("events of a browser", () => {
    it("are stored to the minute, with the visit and ids of the catalog, and with nothing of the request", async () => {
      const service = await makeService(shop.container())
      const visit = randomUUID()
      setClock(new Date("2026-11-30T08:15:42.500Z"))
      const answer = await send(
        [
          event("service_viewed", { service_id: service.productId }),
          event("service_selected", { properties: { tier_id: service.variants[0]?.id, place: "list" } }),
        ],
        { visit_id: visit },
        { "user-agent": "Zoe's browser", "x-forwarded-for": "192.0.2.77" }
      )
      expect(answer).toMatchObject({ status: 202, body: { accepted: 2 } })
      const rows = await rowsOf(visit)
      expect(rows).toMatchObject([
        { name: "service_selected", properties: { tier_id: service.variants[0]?.id, place: "list" }, service_id: null },
        {
          name: "service_viewed",
          service_id: service.productId,
          properties: {},
          source: "browser",
          forwarding: "none",
        },
      ])
      for (const row of rows) expect(row.occurred_at).toEqual(new Date("2026-11-30T08:15:00Z"))
      expect(JSON.stringify(rows)).not.toMatch(/Zoe|192\.0\.2/)
    })

    it("need nothing but a name and a time, and tolerate a wrong clock", async () => {
      expect(await send([event()])).toMatchObject({ status: 202, body: { accepted: 1 } })
      const visit = randomUUID()
      await send([{ name: "button_clicked", occurred_at: "2009-01-01T00:00:00+02:00" }], { visit_id: visit })
      const [row] = await rowsOf(visit)
      expect(Math.abs((row?.occurred_at.getTime() ?? 0) - clock.now().getTime())).toBeLessThan(120_000)
    })

    it("are stored once, however often and however parallel they arrive", async () => {
      const visit = randomUUID()
      const events = [1, 2, 3].map(() => event("cart_item_added", { id: randomUUID() }))
      const answers = await withRateLimitFactor(100, () =>
        Promise.all(Array.from({ length: 20 }, () => send(events, { visit_id: visit })))
      )
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 202))
      expect(answers.reduce((sum, { body }) => sum + body.accepted, 0)).toBe(3)
      expect(await rowsOf(visit)).toHaveLength(3)
      expect((await send([events[0], events[0]], { visit_id: randomUUID() })).body).toEqual({ accepted: 0 })
    })

    it("are refused with every wrong field named, and none of the batch is stored", async () => {
      const visit = randomUUID()
      const { status, body } = await send(
        [
          event(),
          event("spied"),
          event("service_viewed", { properties: { email: "zoe@example.com" }, service_id: "Zoe Zander" }),
          event("button_clicked", { properties: { place: "somewhere else" }, id: "1" }),
          event("cart_item_added", { occurred_at: "yesterday", ip: "192.0.2.1" }),
        ],
        { visit_id: visit, user_agent: "Mozilla" }
      )
      expect(status).toBe(400)
      expect(Object.keys(body.details ?? {}).sort()).toEqual(
        [
          "events.1.name",
          "events.2.properties.email",
          "events.2.service_id",
          "events.3.id",
          "events.3.properties.place",
          "events.4.ip",
          "events.4.occurred_at",
          "user_agent",
        ].sort()
      )
      expect(JSON.stringify(body)).not.toContain("zoe@example.com")
      expect(await rowsOf(visit)).toEqual([])
      for (const wrong of [[], undefined, "x", Array.from({ length: 51 }, () => event())])
        expect((await send(wrong)).status).toBe(400)
    })

    it("store no ids that are not in the catalog, because they could be text about a person", async () => {
      const visit = randomUUID()
      const properties = { tier_id: "variant_zoe_zander", place: "list" }
      await send([event("service_selected", { service_id: "prod_zoe_zander", properties })], { visit_id: visit })
      expect(await rowsOf(visit)).toMatchObject([{ service_id: null, properties: { place: "list" } }])
    })

    it("are not stored for a browser that refuses tracking", async () => {
      const visit = randomUUID()
      for (const headers of [{ "sec-gpc": "1" }, { dnt: "1" }] as Record<string, string>[])
        expect((await send([event()], { visit_id: visit }, headers)).body).toEqual({ accepted: 0 })
      expect(await rowsOf(visit)).toEqual([])
    })

    it("are limited per address", async () => {
      await withRateLimitFactor(0.01, async () => {
        const headers = { "x-forwarded-for": "198.51.100.9" }
        const answers = [await send([event()], {}, headers)]
        for (let call = 0; call < 4; call++) answers.push(await send([event()], {}, headers))
        expect(answers.some(({ status }) => status === 429)).toBe(true)
      })
    })
  })

  describe("a purchase", () => {
    const paid = async (consent: Record<string, boolean>) => {
      const purchase = await beginPurchase(api, { consent })
      await payWith(api, purchase)
      await completePurchase(api, purchase.id)
      await shop.drainWork()
      return purchase
    }

    it("is written by the shop, without a visit or the order's id, and only once if its work is repeated", async () => {
      const purchase = await paid({ terms: true, analytics: true })
      const rows = await shopRows("purchase_completed")
      expect(rows).toMatchObject([
        {
          visit_id: null,
          service_id: null,
          properties: { amount: purchase.amount, currency_code: purchase.currency_code, units: 1 },
        },
      ])
      expect(JSON.stringify(rows)).not.toContain("order_")
      const { order_id }: { order_id: string } = await shop
        .knex()("service_purchase")
        .where({ id: purchase.id })
        .first("order_id")
      const repeat = () =>
        recordShopEvent(shop.container(), {
          name: "purchase_completed",
          key: order_id,
          properties: { amount: 1, currency_code: "inr", units: 1 },
        })
      await Promise.all([repeat(), repeat(), repeat()])
      expect(await shopRows("purchase_completed")).toEqual(rows)
    })

    it("is not counted for a shopper who did not agree to analytics", async () => {
      const before = await shopRows("purchase_completed")
      await paid({ terms: true })
      expect(await shopRows("purchase_completed")).toEqual(before)
    })

    it("whose payment failed is counted once, when the shopper did not pay meanwhile", async () => {
      const failing = async (consent: Record<string, boolean>) => {
        const purchase = await beginPurchase(api, { consent })
        await payWith(api, purchase, CARDS.declined)
        await shop.drainWork()
      }
      await failing({ terms: true })
      await failing({ terms: true, analytics: true })
      advanceClock(301)
      await shop.drainWork()
      expect(await shopRows("payment_failed")).toMatchObject([{ visit_id: null, properties: {} }])
    })

    it("of a browser is accepted and not stored, because anyone could send it", async () => {
      const visit = randomUUID()
      const answer = await send([event("purchase_completed"), event("confirmation_viewed")], { visit_id: visit })
      expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } })
      expect((await rowsOf(visit)).map(({ name }) => name)).toEqual(["confirmation_viewed"])
    })
  })

  it("leaves the shop in no case without an analytics service", async () => {
    const visit = randomUUID()
    await send([event()], { visit_id: visit, consent: true })
    expect(await rowsOf(visit)).toMatchObject([{ forwarding: "none" }])
    expect(await shop.knex()("work_item").where("kind", "analytics.forward-events")).toEqual([])
  })

  it("keeps events for exactly 13 months, and deletes older ones in batches", async () => {
    setClock(new Date("2026-11-30T08:15:00Z"))
    const visit = randomUUID()
    await shop.knex().raw(
      `INSERT INTO analytics_event (id, name, occurred_at, visit_id, source, forwarding)
       SELECT gen_random_uuid(), 'service_viewed', CAST(at AS timestamptz), CAST(:visit AS uuid), 'browser', 'none'
       FROM unnest(CAST(:times AS text[])) AS at, generate_series(1, 600)`,
      { visit, times: ["2025-10-30T08:14:00Z", "2024-01-01T00:00:00Z", "2025-10-30T08:15:00Z"] }
    )
    const removed = await applyRetention(shop.container())
    expect(removed.analytics_event).toBe(1200)
    const rows = await rowsOf(visit)
    expect(rows).toHaveLength(600)
    expect(new Set(rows.map(({ occurred_at }) => occurred_at.toISOString()))).toEqual(
      new Set(["2025-10-30T08:15:00.000Z"])
    )
    setClock(new Date("2026-11-30T08:16:00Z"))
    expect((await applyRetention(shop.container())).analytics_event).toBe(600)
  })

  it("refuses rows that would lead from a visit to an order", async () => {
    const row = (columns: Record<string, unknown>) =>
      shop
        .knex()("analytics_event")
        .insert({
          id: randomUUID(),
          name: "purchase_completed",
          occurred_at: new Date("2026-11-30T08:15:00Z"),
          source: "shop",
          forwarding: "none",
          ...columns,
        })
    await expect(row({ visit_id: randomUUID() })).rejects.toThrow("analytics_event_shop_has_no_visit")
    await expect(row({ occurred_at: new Date("2026-11-30T08:15:01Z") })).rejects.toThrow("occurred_at")
    await expect(row({ name: "zoe@example.com" })).rejects.toThrow("name")
  })
})
