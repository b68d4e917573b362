import { withShop } from "@atrium/test-kit"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { advanceClock, resetClock } from "@atrium/kernel"

import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"

import {
  complete,
  moneyBooksOf,
  onDashboard,
  openCart,
  openChange,
  type PaidCart,
  pay,
  takenAndRefunded,
} from "./cart-driver"

jest.setTimeout(240_000)

withShop((shop) => {
  const { api } = shop
  const hourAgo = () => new Date(Date.now() - 3_600_000)
  afterEach(resetClock)

  type PaidOrder = PaidCart & { order_id: string; payment_id: string; minor: number }
  const paidOrder = async (): Promise<PaidOrder> => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    await shop.drainWork()
    const payment = await shop.knex()("payment").where({ payment_session_id: cart.session.id }).first()
    return {
      ...cart,
      order_id: String(body.order?.id),
      payment_id: String(payment.id),
      minor: Math.round(cart.total * 100),
    }
  }
  const loseEvents = () => shop.knex()("work_item").whereIn("status", ["due", "retrying"]).delete()
  const refundByStaff = ({ payment_id }: PaidOrder, amount?: number) =>
    api.admin.post(`/admin/payments/${payment_id}/refund`, amount === undefined ? {} : { amount })
  const cancelByStaff = ({ order_id }: PaidOrder) => api.admin.post(`/admin/orders/${order_id}/cancel`)
  /** All records agree, and nothing is owed. */
  const expectBooks = async (order: PaidOrder, refunded: number) => {
    const same: [number, number] = [order.minor, refunded]
    expect(await moneyBooksOf(shop, order)).toEqual({ gateway: same, rows: same, transactions: same, pending: 0 })
  }
  const outcomesOf = async ({ session }: PaidOrder): Promise<[string, string][]> =>
    (await shop.knex()("gateway_event").where({ reference: session.data.id }).orderBy("received_at")).map(
      ({ type, outcome }) => [type, outcome]
    )
  /** Runs all scheduled work. */
  const settleAll = async () => {
    for (let minute = 0; minute < 6; minute++) {
      await shop.drainWork()
      advanceClock(60)
    }
    await shop.drainWork()
  }
  const atGateway = () =>
    Object.getPrototypeOf(shop.container().resolve<{ payments: object }>("sandboxGateway").payments) as {
      refund: (id: string, amount: bigint | undefined, key: string) => Promise<unknown>
    }
  /** The gateway makes the next refund, but its response is lost. */
  const loseNextAnswer = () => {
    const made = atGateway().refund
    const spy = jest.spyOn(atGateway(), "refund").mockImplementationOnce(async function (this: unknown, ...asked) {
      await made.apply(this, asked)
      throw new Error("The gateway did not respond in time")
    })
    return () => spy.mockRestore()
  }

  const refuseNext = () => {
    const spy = jest.spyOn(atGateway(), "refund").mockRejectedValueOnce(new Error("No connection"))
    return () => spy.mockRestore()
  }

  describe("a refund made on the gateway's own pages [R12]", () => {
    it("is recorded by its event: a part, another part, and the rest", async () => {
      const order = await paidOrder()
      await onDashboard(shop, order.session, "refund", { amount: 12_345 })
      await shop.drainWork()
      await expectBooks(order, 12_345)
      await onDashboard(shop, order.session, "refund", { amount: 1 })
      await onDashboard(shop, order.session, "refund", { amount: 4000 })
      await shop.drainWork()
      await expectBooks(order, 16_346)
      await onDashboard(shop, order.session, "refund")
      await shop.drainWork()
      await expectBooks(order, order.minor)
      expect(await outcomesOf(order)).toContainEqual(["payment_intent.refunded", "captured; refunded at the gateway"])
    })

    it("is recorded when its event was lost", async () => {
      const order = await paidOrder()
      await onDashboard(shop, order.session, "refund", { amount: 5000 })
      await loseEvents()
      await shop.drainWork()
      expect((await moneyBooksOf(shop, order)).rows).toEqual([order.minor, 0])
      advanceClock(120)
      expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBeGreaterThanOrEqual(1)
      await shop.drainWork()
      await expectBooks(order, 5000)
      expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBe(0)
    })

    it("is never repeated at the gateway, however often its event comes", async () => {
      const order = await paidOrder()
      await onDashboard(shop, order.session, "refund", { amount: 700 })
      await shop.drainWork()
      const events = await shop.knex()("gateway_event").where({ reference: order.session.data.id })
      for (const { id } of [...events, ...events]) {
        await api.admin.post(`/admin/gateway-events/${id}/retry`)
        await shop.drainWork()
      }
      await expectBooks(order, 700)
    })

    it("is distinguished from a parallel refund by staff: both are recorded once", async () => {
      for (const [byStaff, onPages] of [
        [100, 2500],
        [25, 2500],
      ] as const) {
        const order = await paidOrder()
        const [answer] = await Promise.all([
          refundByStaff(order, byStaff),
          onDashboard(shop, order.session, "refund", { amount: onPages }).then(() => shop.drainWork()),
        ])
        expect(answer.status).toBe(200)
        await settleAll()
        await expectBooks(order, byStaff * 100 + onPages)
      }
    })

    it("reduces what a later cancellation of the order refunds to the rest", async () => {
      const order = await paidOrder()
      await onDashboard(shop, order.session, "refund", { amount: 9900 })
      expect((await cancelByStaff(order)).status).toBe(200)
      await settleAll()
      const books = await moneyBooksOf(shop, order)
      const whole = [order.minor, order.minor]
      expect([books.gateway, books.rows, books.transactions]).toEqual([whole, whole, whole])
    })

    it("is recorded while a change of the order is open, and lowers its total when that is closed", async () => {
      const order = await paidOrder()
      const close = await openChange(shop, order, "edit")
      await onDashboard(shop, order.session, "refund", { amount: 4000 })
      await settleAll()
      expect(await moneyBooksOf(shop, order)).toEqual({ ...takenAndRefunded(order.minor, 4000), pending: 40 })
      await close()
      advanceClock(1200)
      await shop.drainWork()
      await expectBooks(order, 4000)
    })

    it("has the same result before and after the order exists: one order, one capture, that refund", async () => {
      const cart = await openCart(shop)
      await pay(api, cart.session)
      await onDashboard(shop, cart.session, "capture")
      await onDashboard(shop, cart.session, "refund")
      await settleAll()
      const minor = Math.round(cart.total * 100)
      const books = await moneyBooksOf(shop, cart)
      const whole = [minor, minor]
      expect([books.gateway, books.rows, books.transactions]).toEqual([whole, whole, whole])
    })
  })

  describe("refunds by staff", () => {
    it("are written with their own amounts when several come at once", async () => {
      const order = await paidOrder()
      const answers = await Promise.all([100, 20, 3].map((amount) => refundByStaff(order, amount)))
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      await shop.drainWork()
      await expectBooks(order, 12_300)
    })

    it("are made once at the gateway when the response was lost and staff try again [R13]", async () => {
      const order = await paidOrder()
      const restore = loseNextAnswer()
      expect((await refundByStaff(order, 50)).status).toBe(500)
      restore()
      await shop.drainWork()
      expect((await moneyBooksOf(shop, order)).gateway).toEqual([order.minor, 5000])
      expect((await refundByStaff(order, 50)).status).toBe(200)
      await settleAll()
      await expectBooks(order, 5000)
      // A second one of the same amount is intended.
      expect((await refundByStaff(order, 50)).status).toBe(200)
      await settleAll()
      await expectBooks(order, 10_000)
    })

    it("are recorded within five minutes when the response was lost and no one tries again", async () => {
      const order = await paidOrder()
      const restore = loseNextAnswer()
      expect((await refundByStaff(order, 50)).status).toBe(500)
      restore()
      await shop.drainWork()
      advanceClock(290)
      await shop.drainWork()
      await expectBooks(order, 5000)
    })
  })

  describe("a canceled order", () => {
    it("is not canceled while the gateway does not respond, and refunded once when it is canceled again", async () => {
      for (const lost of ["answer", "request"]) {
        const order = await paidOrder()
        const restore = lost === "answer" ? loseNextAnswer() : refuseNext()
        expect((await cancelByStaff(order)).status).toBe(500)
        restore()
        expect(await shop.knex()("order").where({ id: order.order_id }).first("status")).toEqual({ status: "pending" })
        expect((await moneyBooksOf(shop, order)).transactions).toEqual([order.minor, 0])
        expect((await cancelByStaff(order)).status).toBe(200)
        await settleAll()
        expect(await moneyBooksOf(shop, order)).toMatchObject(takenAndRefunded(order.minor, order.minor))
      }
    })

    it("shows no refund the gateway did not make when core's workflow cancels it, until the refund is made [M1]", async () => {
      const order = await paidOrder()
      const spy = jest.spyOn(atGateway(), "refund").mockRejectedValue(new Error("No connection"))
      await cancelOrderWorkflow(shop.container()).run({ input: { order_id: order.order_id } })
      await new Promise((resolve) => setTimeout(resolve, 500))
      await shop.drainWork()
      expect(await moneyBooksOf(shop, order)).toMatchObject(takenAndRefunded(order.minor, 0))
      spy.mockRestore()
      await loseEvents()
      advanceClock(180)
      await reconcilePayments(shop.container(), { since: hourAgo() })
      await settleAll()
      expect(await moneyBooksOf(shop, order)).toMatchObject(takenAndRefunded(order.minor, order.minor))
    })

    it("accepts no more captures", async () => {
      const cart = await openCart(shop)
      await pay(api, cart.session)
      const { body } = await complete(api, cart.cart_id)
      expect((await api.admin.post(`/admin/orders/${body.order?.id}/cancel`)).status).toBe(200)
      await settleAll()
      expect((await moneyBooksOf(shop, cart)).gateway).toEqual([0, 0])
    })
  })

  it("repairs what a process left that died between core's refund row and its transaction", async () => {
    const order = await paidOrder()
    await refundByStaff(order, 30)
    await shop.drainWork()
    const knex = shop.knex()
    const [refund] = await knex("refund").where({ payment_id: order.payment_id })
    await shop
      .container()
      .resolve("order")
      .deleteOrderTransactions(
        (await knex("order_transaction").where({ reference_id: refund.id }).select("id")).map(({ id }) => id)
      )
    expect((await moneyBooksOf(shop, order)).transactions).toEqual([order.minor, 0])
    advanceClock(180)
    expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBeGreaterThanOrEqual(1)
    await shop.drainWork()
    expect((await moneyBooksOf(shop, order)).transactions).toEqual([order.minor, 3000])
  })
})
