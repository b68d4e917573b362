import { withShop } from "@atrium/test-kit"
import { reconcilePayments, registerDisputedPaymentWork } from "@atrium/payments/workflows"
import { advanceClock, resetClock } from "@atrium/kernel"
import { defineWork, workOf } from "@atrium/work-queue/contracts"
import { registerWorkHandler } from "@atrium/work-queue/workflows"
import { z } from "zod"

import { CARD, complete, knexOf, onDashboard, openCart, type PaidCart, pay } from "./cart-driver"

jest.setTimeout(180_000)

const FOLLOW = defineWork({
  kind: "payments-test.disputed",
  version: 1,
  payload: z.object({ payment_id: z.string(), order_id: z.string(), dispute_reference: z.string() }),
  maxAttempts: 1,
  backoffSeconds: 1,
})
registerWorkHandler(FOLLOW, async () => undefined)
registerDisputedPaymentWork("test", (dispute) => [workOf(FOLLOW, { key: dispute.dispute_reference, payload: dispute })])

withShop((shop) => {
  const { api } = shop
  const hourAgo = () => new Date(Date.now() - 3_600_000)
  afterEach(resetClock)

  const disputeOf = ({ session }: PaidCart) =>
    knexOf(shop)("gateway_dispute").where({ payment_reference: session.data.id })
  const followed = ({ session }: PaidCart) =>
    knexOf(shop)("work_item").where({ kind: FOLLOW.kind }).whereLike("key", `%${session.data.id}%`)
  const shown = async (orderId: string) =>
    (
      await api.admin.get<{ gateway_disputes: Record<string, unknown>[]; count: number }>(
        `/admin/gateway-disputes?order_id=${orderId}`
      )
    ).body

  it("[R12] is recorded and followed once, however often it is told, and shown to staff", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    await shop.drainWork()
    await onDashboard(shop, cart.session, "dispute")
    await shop.drainWork()
    const events = await knexOf(shop)("gateway_event").where({ reference: cart.session.data.id })
    expect(events.find(({ type }) => type === "payment_intent.disputed")).toMatchObject({
      status: "processed",
      outcome: "captured; disputed",
    })
    for (const { id } of events) await api.admin.post(`/admin/gateway-events/${id}/retry`)
    await shop.drainWork()
    advanceClock(120)
    await reconcilePayments(shop.container(), { since: hourAgo() })
    expect(await disputeOf(cart)).toHaveLength(1)
    expect(await followed(cart)).toHaveLength(1)
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

  it("of card 0259 is tied to its order, also when it is told before there is one", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session, { ...CARD, number: "4000000000000259" })
    await shop.drainWork()
    advanceClock(10)
    await shop.drainWork()
    expect(await disputeOf(cart)).toMatchObject([{ order_id: expect.stringMatching(/^order_/) }])
    expect(await followed(cart)).toHaveLength(1)
  })

  it("is found by the reconciler when its event was lost", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    await complete(api, cart.cart_id)
    await shop.drainWork()
    await onDashboard(shop, cart.session, "dispute")
    await knexOf(shop)("work_item").whereIn("status", ["due", "retrying"]).delete()
    advanceClock(120)
    await reconcilePayments(shop.container(), { since: hourAgo() })
    expect(await disputeOf(cart)).toMatchObject([{ status: "open", payment_id: expect.stringMatching(/^pay_/) }])
    expect(await followed(cart)).toHaveLength(1)
  })
})
