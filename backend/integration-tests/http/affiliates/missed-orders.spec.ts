import { advanceClock, resetClock } from "@atrium/kernel"
import { reconcileCommissions } from "@atrium/affiliate-commissions/use-cases"
import { EVERYTHING, recently } from "@atrium/work-queue/use-cases"
import { CARDS, ok, withShop } from "@atrium/test-kit"

import { clickOn, commissionsOf, eventually, metricsOf, purchase, refund, someAffiliate, workOn } from "./driver"

jest.setTimeout(180_000)

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)
  const forget = (pattern: string) => shop.knex()("work_item").where("key", "like", pattern).delete()

  it("an order without an event is found by the reconciler, even weeks later, with the result of the payment date", async () => {
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

  it("an order without an event is found by the reconciler also when a part was refunded before", async () => {
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

  it("a commission is repaired when a refund's work was lost", async () => {
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
    await eventually(async () => {
      await shop.drainWork()
      return (await commissionsOf(api, bought.order_id))[0]?.status === "held"
    })
    expect(await commissionsOf(api, bought.order_id)).toMatchObject([{ status: "held", hold: { reason: "dispute" } }])
  })
})
