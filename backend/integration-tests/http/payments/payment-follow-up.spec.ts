import { withShop } from "@atrium/test-kit"
import { workAfterCancellation, workAfterDispute, workAfterRefund } from "@atrium/payments/extension-points"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { refundWorkflow } from "@atrium/payments/workflows"
import { advanceClock, commonErrors, resetClock } from "@atrium/kernel"
import { defineWork, workOf } from "@atrium/work-queue/contracts"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { z } from "zod"

import { CARD, complete, onDashboard, openCart, type PaidCart, pay } from "./cart-driver"

jest.setTimeout(180_000)

const FOLLOW = defineWork({
  kind: "payments-test.follow",
  version: 1,
  payload: z.record(z.string(), z.string().nullable()),
  maxAttempts: 3,
  backoffSeconds: 1,
})
workHandlers.add(
  "test",
  workHandler(FOLLOW, async () => undefined)
)
const follow = (key: string, payload: Record<string, string | null>) => [workOf(FOLLOW, { key, payload })]
workAfterRefund.add("test", { name: "follow", work: (refund) => follow(`refund:${refund.refund_id}`, refund) })
workAfterCancellation.add("test", { name: "follow", work: (order) => follow(`canceled:${order.order_id}`, order) })
workAfterDispute.add("test", {
  name: "follow",
  work: (dispute) => follow(`dispute:${dispute.dispute_reference}`, dispute),
})

const refused = new Set<string>()
const refundedBy: string[] = []
refundWorkflow.hooks.validate(({ refund }) => {
  if (refused.has(refund.payment_id)) throw commonErrors.fail("forbidden")
})
refundWorkflow.hooks.refunded(({ refund }) => void refundedBy.push(refund.payment_id))

withShop((shop) => {
  const { api } = shop
  const hourAgo = () => new Date(Date.now() - 3_600_000)
  afterEach(resetClock)

  const paidOrder = async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    await shop.drainWork()
    const payment = await shop.knex()("payment").where({ payment_session_id: cart.session.id }).first()
    return { ...cart, order_id: String(body.order?.id), payment_id: String(payment.id) }
  }
  const refundIds = async (payment: string): Promise<string[]> =>
    (await shop.knex()("refund").where({ payment_id: payment }).whereNull("deleted_at").select("id")).map(
      ({ id }) => id
    )
  const followed = async (ids: string[]): Promise<string[]> =>
    (
      await shop
        .knex()("work_item")
        .where({ kind: FOLLOW.kind })
        .whereIn(
          "key",
          ids.map((id) => `${FOLLOW.kind}:${id}`)
        )
        .select("key")
    ).map(({ key }) => key)
  /** Subscribers run in the background. */
  const eventually = async (ids: string[]) => {
    for (let wait = 0; wait < 50 && (await followed(ids)).length < ids.length; wait++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await followed(ids)).toHaveLength(ids.length)
  }

  it("schedules once the work after each refund by staff", async () => {
    const { payment_id } = await paidOrder()
    for (const amount of [100, 200]) {
      const answer = await api.admin.post(`/admin/payments/${payment_id}/refund`, { amount })
      expect(answer.status).toBe(200)
    }
    const ids = await refundIds(payment_id)
    expect(ids).toHaveLength(2)
    await eventually(ids.map((id) => `refund:${id}`))
  })

  it("a plugin refuses a refund before it is made, and acts on one that was made", async () => {
    const { payment_id } = await paidOrder()
    refused.add(payment_id)
    const refund = (amount: number) =>
      api.admin.post<{ code: string }>(`/admin/payments/${payment_id}/refund`, { amount })
    const answer = await refund(100)
    expect([answer.status, answer.body.code, await refundIds(payment_id)]).toEqual([403, "forbidden", []])
    refused.delete(payment_id)
    const answered = await api.admin.post<{ payment: { id: string; refunds: { amount: number }[] } }>(
      `/admin/payments/${payment_id}/refund`,
      { amount: 100 }
    )
    expect(answered.body.payment).toMatchObject({ id: payment_id, refunds: [{ amount: 100 }] })
    expect(refundedBy.filter((id) => id === payment_id)).toHaveLength(1)
    // Without an event: the workflow itself schedules the work.
    expect(await followed((await refundIds(payment_id)).map((id) => `refund:${id}`))).toHaveLength(1)
  })

  it("follows the cancellation of a paid order, which core refunds without payment.refunded [R17]", async () => {
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
    await shop.knex()("work_item").where({ kind: FOLLOW.kind }).delete()
    advanceClock(300)
    expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBeGreaterThanOrEqual(3)
    expect(await followed(keys)).toHaveLength(3)
    await shop.drainWork()
    expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBe(0)
  })

  it("answers core's own refusals in Medusa's documented shape, with the sentence that staff need", async () => {
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

  const disputeOf = ({ session }: PaidCart) =>
    shop.knex()("gateway_dispute").where({ payment_reference: session.data.id })
  const disputeFollowed = ({ session }: PaidCart) =>
    shop.knex()("work_item").where({ kind: FOLLOW.kind }).whereLike("key", `%dispute:${session.data.id}%`)
  const shown = async (orderId: string) =>
    (
      await api.admin.get<{ gateway_disputes: Record<string, unknown>[]; count: number }>(
        `/admin/gateway-disputes?order_id=${orderId}`
      )
    ).body

  it("a dispute is recorded and handled once, however often its event comes, and shown to staff [R12]", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    await shop.drainWork()
    await onDashboard(shop, cart.session, "dispute")
    await shop.drainWork()
    const events = await shop.knex()("gateway_event").where({ reference: cart.session.data.id })
    expect(events.find(({ type }) => type === "payment_intent.disputed")).toMatchObject({
      status: "processed",
      outcome: "captured; disputed",
    })
    for (const { id } of events) await api.admin.post(`/admin/gateway-events/${id}/retry`)
    await shop.drainWork()
    advanceClock(120)
    await reconcilePayments(shop.container(), { since: hourAgo() })
    expect(await disputeOf(cart)).toHaveLength(1)
    expect(await disputeFollowed(cart)).toHaveLength(1)
    expect(await shown(String(body.order?.id))).toMatchObject({
      count: 1,
      gateway_disputes: [
        {
          provider: "sandbox",
          payment_reference: cart.session.data.id,
          amount: cart.total,
          currency_code: cart.currency_code,
          status: "open",
          order_id: body.order?.id,
          closed_at: null,
        },
      ],
    })
  })

  it("a dispute of card 0259 is linked to its order, also when its event comes before the order", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session, { ...CARD, number: "4000000000000259" })
    await shop.drainWork()
    advanceClock(10)
    await shop.drainWork()
    expect(await disputeOf(cart)).toMatchObject([{ order_id: expect.stringMatching(/^order_/) }])
    expect(await disputeFollowed(cart)).toHaveLength(1)
  })

  it("a dispute is found by the reconciler when its event was lost", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    await complete(api, cart.cart_id)
    await shop.drainWork()
    await onDashboard(shop, cart.session, "dispute")
    await shop.knex()("work_item").whereIn("status", ["due", "retrying"]).delete()
    advanceClock(120)
    await reconcilePayments(shop.container(), { since: hourAgo() })
    expect(await disputeOf(cart)).toMatchObject([{ status: "open", payment_id: expect.stringMatching(/^pay_/) }])
    expect(await disputeFollowed(cart)).toHaveLength(1)
  })
})
