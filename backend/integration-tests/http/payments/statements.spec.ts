import { withShop } from "@atrium/test-kit"
import { performWork } from "@atrium/work-queue/use-cases"

import { complete, onDashboard, openCart, pay } from "./cart-driver"

jest.setTimeout(180_000)

withShop((shop) => {
  const { api } = shop
  const dueKeys = async (kind: string): Promise<string[]> =>
    (await shop.knex()("work_item").where({ kind, status: "due" }).select("key")).map(({ key }) => key)
  /** Statements of the scheduled work of one kind, including the queue's. */
  const costOf = async (kind: string) => {
    const causedBy = await dueKeys(kind)
    expect(causedBy).toHaveLength(1)
    const perform = () => performWork(shop.container(), { causedBy, kinds: [{ kind }], waitMs: 30_000 })
    // The last statement checks whether anything is left, which a worker does not do.
    return (await shop.countStatements(perform)).statements.length - 1
  }

  it("adds at most 52 statements to a purchase: confirmation, two events and the capture", async () => {
    const { session, cart_id } = await openCart(shop)
    const confirm = await shop.countStatements(() => pay(api, session))
    await complete(api, cart_id)
    // The subscriber of order.placed runs in the background.
    for (let wait = 0; wait < 50 && (await dueKeys("payments.capture-payment")).length === 0; wait++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    const cost = {
      confirm: confirm.statements.length,
      authorizedDelivered: await costOf("payments.deliver-sandbox-event"),
      authorizedProcessed: await costOf("payments.process-gateway-event"),
      capture: await costOf("payments.capture-payment"),
      capturedDelivered: await costOf("payments.deliver-sandbox-event"),
    }
    // The event about the capture reports what the books show already: it is processed when it is stored.
    expect(await dueKeys("payments.process-gateway-event")).toEqual([])
    expect({ ...cost, total: Object.values(cost).reduce((sum, part) => sum + part, 0) }).toEqual({
      confirm: 2,
      authorizedDelivered: 3,
      authorizedProcessed: expect.any(Number),
      capture: expect.any(Number),
      capturedDelivered: 3,
      total: expect.any(Number),
    })
    expect(cost.capture).toBeLessThanOrEqual(39)
    expect(Object.values(cost).reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(52)
  })

  it("records a refund made on the gateway's own pages in at most 100 statements, most of them core's, and recognizes one by staff as recorded", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    await complete(api, cart.cart_id)
    await shop.drainWork()
    await onDashboard(shop, cart.session, "refund", { amount: 1000 })
    await costOf("payments.deliver-sandbox-event")
    const event = await costOf("payments.process-gateway-event")
    const recorded = await costOf("payments.settle-refunds")
    const payment = await shop.knex()("payment").where({ payment_session_id: cart.session.id }).first()
    await shop.drainWork()
    await api.admin.post(`/admin/payments/${payment.id}/refund`, { amount: 10 })
    await costOf("payments.deliver-sandbox-event")
    await costOf("payments.process-gateway-event")
    const nothingToDo = await costOf("payments.settle-refunds")
    expect(event).toBeLessThanOrEqual(8)
    expect(recorded).toBeLessThanOrEqual(92)
    expect(nothingToDo).toBeLessThanOrEqual(10)
  })
})
