import { withShop } from "@atrium/test-kit"
import { workAfterCapture } from "@atrium/payments/extension-points"
import { reconcilePayments, settleCart } from "@atrium/payments/use-cases"
import { advanceClock, resetClock } from "@atrium/kernel"
import { defineWork, workOf } from "@atrium/work-queue/contracts"
import { workHandler, workHandlers } from "@atrium/work-queue/extension-points"
import { z } from "zod"

import {
  booksOf,
  complete,
  intentOf,
  moneyBooksOf,
  onDashboard,
  ONE_OF_EACH,
  openCart,
  pay,
  startPayment,
} from "./cart-driver"

jest.setTimeout(180_000)

const FREE = defineWork({
  kind: "payments-test.free-order",
  version: 1,
  payload: z.object({ order_id: z.string() }),
  maxAttempts: 1,
  backoffSeconds: 1,
})
workHandlers.add(
  "test",
  workHandler(FREE, async () => undefined)
)
workAfterCapture.add("test", {
  name: "free-order",
  work: ({ payment_id, order_id }) => (payment_id ? [] : [workOf(FREE, { key: order_id, payload: { order_id } })]),
})

withShop((shop) => {
  const { api } = shop
  const hourAgo = () => new Date(Date.now() - 3_600_000)
  const loseEverything = () => shop.knex()("work_item").whereIn("status", ["due", "retrying"]).delete()
  afterEach(resetClock)

  describe("a second successful payment for one cart [R10]", () => {
    it("is refunded automatically when it was captured immediately, and the first one stays", async () => {
      const { session, cart_id, collection_id } = await openCart(shop)
      await pay(api, session)
      await onDashboard(shop, session, "capture")
      // Another tab starts again: core deletes the first session, but its payment stays at the gateway.
      const second = await startPayment(shop, collection_id)
      await pay(api, second)
      expect((await complete(api, cart_id)).body.type).toBe("order")
      await shop.drainWork()
      expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      const first = await intentOf(api, session)
      expect(first).toMatchObject({ status: "captured", amount_refunded: first.amount })
      expect(await intentOf(api, second)).toMatchObject({ status: "captured", amount_refunded: 0 })
    })

    it("is also refunded when its event was lost", async () => {
      const { session, cart_id, collection_id } = await openCart(shop)
      await pay(api, session)
      await onDashboard(shop, session, "capture")
      const second = await startPayment(shop, collection_id)
      await pay(api, second)
      await loseEverything()
      expect((await complete(api, cart_id)).body.type).toBe("order")
      advanceClock(120)
      await reconcilePayments(shop.container(), { since: hourAgo() })
      await shop.drainWork()
      const first = await intentOf(api, session)
      expect(first.amount_refunded).toBe(first.amount)
      expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
    })
  })

  describe("a captured payment [R01]", () => {
    it("leads to its order when the browser is closed after paying, with events and without", async () => {
      for (const heard of [true, false]) {
        const cart = await openCart(shop)
        await pay(api, cart.session)
        await onDashboard(shop, cart.session, "capture")
        if (!heard) {
          await loseEverything()
          advanceClock(120)
          await reconcilePayments(shop.container(), { since: hourAgo() })
        }
        await shop.drainWork()
        expect(await booksOf(shop, cart.cart_id)).toEqual(ONE_OF_EACH)
        const taken = Math.round(cart.total * 100)
        expect(await moneyBooksOf(shop, cart)).toMatchObject({ gateway: [taken, 0], transactions: [taken, 0] })
      }
    })

    it("is refunded when no order can be made, and the cart then needs a new payment", async () => {
      const { session, cart_id } = await openCart(shop)
      await pay(api, session)
      await onDashboard(shop, session, "capture")
      await shop.knex()("cart_line_item").where({ cart_id }).update({ quantity: 2 })
      await shop.drainWork()
      const given = await intentOf(api, session)
      expect(given.amount_refunded).toBe(given.amount)
      expect((await booksOf(shop, cart_id)).orders).toBe(0)
      // The cart is repaired: the refunded payment no longer pays for it.
      await shop.knex()("cart_line_item").where({ cart_id }).update({ quantity: 1 })
      await shop.drainWork()
      const answer = await complete(api, cart_id)
      expect([answer.status, answer.body.code]).toEqual([402, "not_paid"])
      advanceClock(120)
      await reconcilePayments(shop.container(), { since: hourAgo() })
      await shop.drainWork()
      expect((await booksOf(shop, cart_id)).orders).toBe(0)
      expect((await intentOf(api, session)).amount_refunded).toBe(given.amount)
    })
  })

  it("records a partial capture on the gateway's own pages as partial, and its refund", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    await onDashboard(shop, cart.session, "capture", { amount: 12_300 })
    await shop.drainWork()
    const part = [12_300, 0]
    expect(await moneyBooksOf(shop, cart)).toMatchObject({ gateway: part, rows: part, transactions: part })
    await onDashboard(shop, cart.session, "refund", { amount: 2300 })
    await shop.drainWork()
    const given = [12_300, 2300]
    expect(await moneyBooksOf(shop, cart)).toMatchObject({ gateway: given, rows: given, transactions: given })
    for (let round = 0; round < 2; round++) {
      advanceClock(180)
      await reconcilePayments(shop.container(), { since: hourAgo() })
      await shop.drainWork()
    }
    expect(await moneyBooksOf(shop, cart)).toMatchObject({ gateway: given, rows: given, transactions: given })
    expect(await shop.knex()("work_item").where({ status: "dead" })).toEqual([])
  })

  it("records a capture that was interrupted before the order's transaction, and schedules nothing before that", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const orderId = (await complete(api, cart.cart_id)).body.order?.id
    await shop.drainWork()
    const payment = await shop.knex()("payment").where({ payment_session_id: cart.session.id }).first()
    const kinds = ["payments.capture-payment", "service-provisioning.provision-payment"]
    const work = () => shop.knex()("work_item").whereIn("kind", kinds).whereLike("key", `%${payment.id}`)
    const due = async (): Promise<string[]> =>
      (await work().where({ status: "due" }).select("kind")).map(({ kind }) => kind)
    // The rows left by a process that dies between core's two writes.
    const transactions = () => shop.knex()("order_transaction").where({ order_id: orderId, reference: "capture" })
    expect(await transactions().delete()).toBe(1)
    expect(await work().delete()).toBe(2)

    await settleCart(shop.container(), cart.cart_id)
    expect(await due()).toEqual(["payments.capture-payment"])
    await work().delete()
    advanceClock(180)
    await reconcilePayments(shop.container(), { since: hourAgo() })
    expect(await due()).toEqual(["payments.capture-payment"])

    await shop.drainWork()
    const whole = [Math.round(cart.total * 100), 0]
    expect(await moneyBooksOf(shop, cart)).toMatchObject({ gateway: whole, rows: whole, transactions: whole })
    expect(await work().where({ status: "done" })).toHaveLength(2)
  })

  it("schedules the work after an order that costs nothing on the ordinary cart path, once, by event or reconciler", async () => {
    for (const heard of [true, false]) {
      const { cart_id, total } = await openCart(shop)
      const code = `FREE${heard ? 1 : 2}`
      const promotion = await api.admin.post("/admin/promotions", {
        code,
        type: "standard",
        status: "active",
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: 100,
          currency_code: "inr",
        },
      })
      expect(promotion.status).toBe(200)
      const applied = await api.store.post<{ cart: { total: number } }>(`/store/carts/${cart_id}/promotions`, {
        promo_codes: [code],
      })
      expect([total > 0, applied.body.cart.total]).toEqual([true, 0])
      const { body } = await complete(api, cart_id)
      expect(body.type).toBe("order")
      const orderId = String(body.order?.id)
      const followed = () =>
        shop
          .knex()("work_item")
          .where({ key: `${FREE.kind}:${orderId}` })
      for (let wait = 0; wait < 30 && (await followed()).length === 0; wait++)
        await new Promise((resolve) => setTimeout(resolve, 100))
      expect(await followed()).toHaveLength(1)
      if (!heard) {
        await shop
          .knex()("work_item")
          .where({ key: `${FREE.kind}:${orderId}` })
          .delete()
        advanceClock(120)
        await reconcilePayments(shop.container(), { since: hourAgo() })
        expect(await followed()).toHaveLength(1)
      }
    }
  })
})
