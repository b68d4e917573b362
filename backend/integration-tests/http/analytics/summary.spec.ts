import { randomUUID } from "node:crypto"

import type { AnalyticsSummary } from "@atrium/analytics/contracts"
import { clock } from "@atrium/kernel"
import { ok, withShop } from "@atrium/test-kit"

jest.setTimeout(180_000)

withShop((shop) => {
  const { api } = shop

  it("counts visits and steps per day for staff, and a visit on two days once in the whole period", async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    const daysAgo = (days: number) => {
      const day = new Date(clock.now().getTime() - days * 86_400_000).toISOString().slice(0, 10)
      return { day, at: new Date(`${day}T23:59:00Z`) }
    }
    const read = async () => {
      const { analytics } = ok(await api.admin.get<{ analytics: AnalyticsSummary }>("/admin/analytics?days=7"))
      return { ...analytics, of: (date: string) => analytics.per_day.find((row) => row.date === date) }
    }
    const before = await read()
    const rows: [string, number, string | null][] = [
      ["service_viewed", 3, first],
      ["service_viewed", 3, first],
      ["service_viewed", 2, first],
      ["service_viewed", 3, second],
      ["cart_item_added", 3, second],
      ["purchase_completed", 3, null],
      ["service_viewed", 7, second],
    ]
    for (const [name, days, visit_id] of rows)
      await shop
        .knex()("analytics_event")
        .insert({
          id: randomUUID(),
          name,
          occurred_at: daysAgo(days).at,
          visit_id,
          source: visit_id ? "browser" : "shop",
          forwarding: "none",
        })
    const after = await read()
    expect(after.per_day).toHaveLength(7)
    expect(after.of(daysAgo(7).day)).toBeUndefined()
    expect(after.of(daysAgo(3).day)).toMatchObject({
      visits: 2,
      service_viewed: 2,
      cart_item_added: 1,
      checkout_started: 0,
      purchase_completed: 1,
    })
    expect(after.of(daysAgo(2).day)).toMatchObject({ visits: 1, service_viewed: 1, cart_item_added: 0 })
    expect(after.totals).toMatchObject({
      visits: before.totals.visits + 2,
      service_viewed: before.totals.service_viewed + 2,
      purchase_completed: before.totals.purchase_completed + 1,
    })
    expect(after.forwarding).toEqual({ service: null, waiting: 0 })
    expect((await api.admin.get("/admin/analytics?days=8")).status).toBe(400)
  })
})
