import { withShop } from "@atrium/test-kit"
import {
  reconcilePayments,
  registerCanceledOrderWork,
  registerDisputedPaymentWork,
  registerRefundedOrderWork,
} from "@atrium/payments/workflows"
import { advanceClock, resetClock } from "@atrium/kernel"
import { defineWork, workOf } from "@atrium/work-queue/contracts"
import { registerWorkHandler } from "@atrium/work-queue/workflows"
import { z } from "zod"

import { complete, knexOf, openCart, pay } from "./cart-driver"

jest.setTimeout(180_000)

const FOLLOW = defineWork({
  kind: "payments-test.follow",
  version: 1,
  payload: z.record(z.string(), z.string().nullable()),
  maxAttempts: 3,
  backoffSeconds: 1,
})
registerWorkHandler(FOLLOW, async () => undefined)
registerRefundedOrderWork("test", (refund) => [workOf(FOLLOW, { key: `refund:${refund.refund_id}`, payload: refund })])
registerCanceledOrderWork("test", (order) => [workOf(FOLLOW, { key: `canceled:${order.order_id}`, payload: order })])
registerDisputedPaymentWork("test", (dispute) => [
  workOf(FOLLOW, { key: `dispute:${dispute.dispute_reference}`, payload: dispute }),
])

withShop((shop) => {
  const { api } = shop
  const hourAgo = () => new Date(Date.now() - 3_600_000)
  afterEach(resetClock)

  const paidOrder = async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    await shop.drainWork()
    const payment = await knexOf(shop)("payment").where({ payment_session_id: cart.session.id }).first()
    return { ...cart, order_id: String(body.order?.id), payment_id: String(payment.id) }
  }
  const refundIds = async (payment: string): Promise<string[]> =>
    (await knexOf(shop)("refund").where({ payment_id: payment }).whereNull("deleted_at").select("id")).map(
      ({ id }) => id
    )
  const followed = async (ids: string[]): Promise<string[]> =>
    (
      await knexOf(shop)("work_item")
        .where({ kind: FOLLOW.kind })
        .whereIn(
          "key",
          ids.map((id) => `${FOLLOW.kind}:${id}`)
        )
        .select("key")
    ).map(({ key }) => key)
  /** Subscribers run beside the request. */
  const eventually = async (ids: string[]) => {
    for (let wait = 0; wait < 50 && (await followed(ids)).length < ids.length; wait++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await followed(ids)).toHaveLength(ids.length)
  }

  it("makes due once what follows each refund by staff", async () => {
    const { payment_id } = await paidOrder()
    for (const amount of [100, 200]) {
      const answer = await api.admin.post(`/admin/payments/${payment_id}/refund`, { amount })
      expect(answer.status).toBe(200)
    }
    const ids = await refundIds(payment_id)
    expect(ids).toHaveLength(2)
    await eventually(ids.map((id) => `refund:${id}`))
  })

  it("[R17] follows the cancellation of a paid order, which core refunds without payment.refunded", async () => {
    const { payment_id, order_id } = await paidOrder()
    expect((await api.admin.post(`/admin/orders/${order_id}/cancel`)).status).toBe(200)
    const ids = await refundIds(payment_id)
    expect(ids).toHaveLength(1)
    await eventually([`canceled:${order_id}`, ...ids.map((id) => `refund:${id}`)])
  })

  it("finds refunds and cancellations whose events were lost, and nothing twice", async () => {
    const { payment_id, order_id } = await paidOrder()
    await api.admin.post(`/admin/payments/${payment_id}/refund`, { amount: 100 })
    await api.admin.post(`/admin/orders/${order_id}/cancel`)
    const keys = [`canceled:${order_id}`, ...(await refundIds(payment_id)).map((id) => `refund:${id}`)]
    expect(keys).toHaveLength(3)
    await eventually(keys)
    await knexOf(shop)("work_item").where({ kind: FOLLOW.kind }).delete()
    advanceClock(300)
    expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBeGreaterThanOrEqual(3)
    expect(await followed(keys)).toHaveLength(3)
    await shop.drainWork()
    expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBe(0)
  })

  it("answers core's own refusals as Medusa's reference says, with the sentence staff need", async () => {
    const { payment_id, order_id } = await paidOrder()
    type Refusal = { code: string; type: string; message: string; request_id: string }
    const tooMuch = await api.admin.post<Refusal>(`/admin/payments/${payment_id}/refund`, { amount: 10_000_000 })
    expect([tooMuch.status, tooMuch.body.type]).toEqual([400, "invalid_data"])
    expect((await api.admin.post(`/admin/orders/${order_id}/complete`)).status).toBe(200)
    const completed = await api.admin.post<Refusal>(`/admin/orders/${order_id}/cancel`)
    expect([completed.status, completed.body.type]).toEqual([400, "not_allowed"])
    expect(completed.body.message).toMatch(/completed order/)
    expect(completed.body).toMatchObject({ retryable: false, suggested_action: expect.any(String) })
    // Ours keep our contract.
    expect((await api.admin.post("/admin/gateway-events/gwev_nobody/retry")).status).toBe(404)
  })
})
