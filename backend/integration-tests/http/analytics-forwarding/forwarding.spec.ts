import { randomUUID } from "node:crypto"

import { advanceClock, clock, resetClock } from "@atrium/kernel"
import { resetOutsideServices } from "@atrium/server"
import { beginPurchase, completePurchase, payWith, type PostHogStandIn, startPostHog, withShop } from "@atrium/test-kit"

jest.setTimeout(180_000)

const KEY = "phc_stand_in_0123456789"
let posthog: PostHogStandIn

const environment = {
  open: async () => {
    posthog = await startPostHog(KEY)
    return { POSTHOG_API_KEY: KEY, POSTHOG_HOST: posthog.url }
  },
  close: () => posthog.close(),
}

withShop((shop) => {
  const { api } = shop

  // What other files left waiting is sent before.
  beforeAll(() => later(3_600))
  beforeEach(() => {
    resetOutsideServices()
    Object.assign(posthog, { state: "up", bodies: [] })
    posthog.events.clear()
  })
  // Not after each: what is sent goes out once per five minutes, which would be the same ones again.
  afterAll(resetClock)

  const send = async (visit: string, rest: Record<string, unknown> = { consent: true }): Promise<string> => {
    const id = randomUUID()
    const events = [{ id, name: "service_viewed", occurred_at: clock.now().toISOString() }]
    const answer = await api.store.post("/store/analytics-events", { events, visit_id: visit, ...rest })
    expect(answer.status).toBe(202)
    return id
  }
  const stateOf = async (id: string): Promise<string> => {
    const row: { forwarding: string } = await shop.knex()("analytics_event").where({ id }).first("forwarding")
    return row.forwarding
  }
  /** Runs what is due after these seconds. */
  const later = async (seconds: number): Promise<void> => {
    advanceClock(seconds)
    await shop.drainWork()
  }

  it("sends the events of a visitor who agreed, once, with their own id and time and without a person", async () => {
    const visit = randomUUID()
    const ids = [await send(visit), await send(visit)]
    await later(301)
    for (const id of ids) {
      expect(posthog.events.get(id)).toMatchObject({
        event: "service_viewed",
        distinct_id: visit,
        properties: { $process_person_profile: false, $geoip_disable: true },
      })
      expect(posthog.events.get(id)?.timestamp).toMatch(/:00(\.000)?Z$/)
      expect(await stateOf(id)).toBe("sent")
    }
    expect(JSON.stringify([...posthog.events.values()])).not.toMatch(/\$ip"|user_agent|email/i)
    const batches = posthog.bodies.length
    await send(visit)
    await later(301)
    expect(posthog.bodies).toHaveLength(batches + 1)
  })

  it("sends nothing without consent", async () => {
    const ids = [await send(randomUUID(), {}), await send(randomUUID(), { consent: false })]
    await later(301)
    expect(posthog.bodies).toEqual([])
    expect(await Promise.all(ids.map(stateOf))).toEqual(["none", "none"])
  })

  it("sends nothing of a visit that was withdrawn: not what waits, and not what arrives later", async () => {
    const [visit, other] = [randomUUID(), randomUUID()]
    const waiting = await send(visit)
    const kept = await send(other)
    expect((await api.store.post(`/store/analytics-visits/${visit}/withdraw`)).status).toBe(200)
    const late = await send(visit)
    await later(301)
    expect([...posthog.events.keys()]).toEqual([kept])
    expect(await Promise.all([waiting, late].map(stateOf))).toEqual(["withdrawn", "withdrawn"])
  })

  it.each(["down", "broken"] as const)(
    "keeps events while the service is %s, without shoppers noticing, and sends each later",
    async (state) => {
      posthog.state = state
      const visit = randomUUID()
      const ids = [await send(visit), await send(visit)]
      await later(301)
      expect(posthog.bodies.length).toBeGreaterThan(0)
      expect(posthog.events.size).toBe(0)
      expect(await Promise.all(ids.map(stateOf))).toEqual(["waiting", "waiting"])
      ids.push(await send(visit))
      posthog.state = "up"
      resetOutsideServices()
      await later(3_600)
      expect([...posthog.events.keys()].sort()).toEqual([...ids].sort())
      expect(await Promise.all(ids.map(stateOf))).toEqual(["sent", "sent", "sent"])
    }
  )

  it("does not call a service that failed several times in a row", async () => {
    posthog.state = "down"
    for (let sent = 0; sent < 40; sent++) await send(randomUUID())
    await later(301)
    const calls = posthog.bodies.length
    expect(calls).toBeGreaterThanOrEqual(5)
    await later(120)
    // At most one call tries whether it is back.
    expect(posthog.bodies.length).toBeLessThanOrEqual(calls + 1)
    posthog.state = "up"
    resetOutsideServices()
    await later(3_600)
    expect(posthog.events.size).toBe(40)
  })

  it("sends a purchase without a visit, the buyer or the order's id", async () => {
    const purchase = await beginPurchase(api, { consent: { terms: true, analytics: true } })
    await payWith(api, purchase)
    await completePurchase(api, purchase.id)
    await shop.drainWork()
    await later(301)
    const [sent, ...others] = [...posthog.events.values()]
    expect(others).toEqual([])
    expect(sent).toMatchObject({
      event: "purchase_completed",
      distinct_id: sent?.uuid,
      properties: { amount: purchase.amount, currency_code: purchase.currency_code, units: 1 },
    })
    expect(posthog.bodies.join()).not.toMatch(/order_|cus_|@/)
  })
}, environment)
