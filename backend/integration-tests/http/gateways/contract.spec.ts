import { advanceClock, resetClock } from "@atrium/kernel"
import { reconcilePayments, settleCart } from "@atrium/payments/use-cases"
import { type BegunPurchase, completePurchase, eventually } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { ALL_GATEWAYS, withGateways } from "./all-gateways"
import { BehaviourTable } from "./behaviour-table"
import { begin, booksOf, NOTHING, type OpenPurchase, paidOnce, paymentIdOf } from "./contract-shop"
import { promiseEventsInAnyOrder } from "./events-in-any-order"
import type { GatewayEvent } from "./gateway-driver"

jest.setTimeout(180_000)

const table = new BehaviourTable(ALL_GATEWAYS.map(({ name }) => name))

withGateways(ALL_GATEWAYS, (shop) => {
  const { api } = shop
  afterEach(resetClock)
  afterAll(() => {
    process.stdout.write(`\nGateway contract\n${table.toString()}\n\n`)
  })

  const complete = (purchase: BegunPurchase) => completePurchase(api, purchase.id)
  const minor = (purchase: BegunPurchase) => Math.round(purchase.amount * 100)

  describe.each(ALL_GATEWAYS)("the gateway $name [P10 R4.6]", (gateway) => {
    /** One row of the table and one test. */
    const promise = (behaviour: string, test: () => Promise<void>) =>
      it(behaviour, async () => {
        table.note(behaviour, gateway.name, "broken")
        await test()
        table.note(behaviour, gateway.name, "holds")
      })
    const start = (key?: string) => begin(shop, gateway.providerId, key)
    const eventAbout = async (purchase: OpenPurchase, about: GatewayEvent["about"]): Promise<GatewayEvent> => {
      const found = (await gateway.events(purchase.payment.id)).find((event) => event.about === about)
      if (!found) throw new Error(`No event about ${about}`)
      return found
    }
    const paid = async () => {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      expect((await complete(purchase)).body.type).toBe("order")
      await shop.drainWork()
      return purchase
    }
    const refundByStaff = async (purchase: OpenPurchase, amount: number) =>
      api.admin.post(`/admin/payments/${await paymentIdOf(shop, purchase.cart_id)}/refund`, { amount: amount / 100 })

    promise("initiates with the cart's amount, its service and our ids", async () => {
      const purchase = await start()
      const told = await gateway.told(purchase.payment.id)
      expect(told).toMatchObject({ amount: minor(purchase), currency_code: "inr", cart_id: purchase.cart_id })
      expect(told.description).toBeTruthy()
      expect(told.session_id).toMatch(/^payses_/)
      expect(await gateway.look(purchase.payment.id)).toEqual({ state: "open", captured: 0, refunded: 0 })
      expect((await complete(purchase)).body).toMatchObject({ code: "not_paid" })
    })

    promise("authorizes: the event alone makes the order when the browser is closed", async () => {
      const purchase = await start()
      expect(await gateway.confirm(purchase.payment, "succeeds")).toBe("succeeded")
      // The order comes first: nothing is captured yet.
      expect(await gateway.look(purchase.payment.id)).toEqual({ state: "authorized", captured: 0, refunded: 0 })
      await gateway.withhold()
      expect(await gateway.deliver(await eventAbout(purchase, "authorized"))).toBe(200)
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    })

    promise("captures once, after the order", async () => {
      const purchase = await paid()
      expect(await gateway.look(purchase.payment.id)).toEqual({
        state: "captured",
        captured: minor(purchase),
        refunded: 0,
      })
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    })

    promise("does not capture again what was captured on the gateway's own pages", async () => {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      await gateway.capture(purchase.payment.id)
      expect((await complete(purchase)).body.type).toBe("order")
      const paymentId = await paymentIdOf(shop, purchase.cart_id)
      // The answer is worked for like any other; nothing else works here.
      const requests = () => shop.knex()("service_request").where({ payment_id: paymentId }).select("id")
      await eventually(requests, (rows) => rows.length === 1)
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
      expect(await gateway.look(purchase.payment.id)).toMatchObject({ captured: minor(purchase), refunded: 0 })
    })

    promise("keeps one order with its money when the database fails after the money was taken [R01]", async () => {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      const failing = jest
        .spyOn(shop.container().resolve(Modules.ORDER), "addOrderTransactions")
        .mockRejectedValueOnce(new Error("connection lost"))
      await expect(settleCart(shop.container(), purchase.cart_id)).rejects.toBeDefined()
      expect(failing).toHaveBeenCalled()
      failing.mockRestore()
      expect(await gateway.look(purchase.payment.id)).toMatchObject({ captured: minor(purchase), refunded: 0 })
      // The order was taken back, and the payment that another module wrote in the same transaction with it.
      expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
      await settleCart(shop.container(), purchase.cart_id)
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
      expect(await gateway.look(purchase.payment.id)).toMatchObject({ captured: minor(purchase), refunded: 0 })
    })

    promise("cancels the authorization when the shopper changes the gateway", async () => {
      const other = ALL_GATEWAYS.find((one) => one !== gateway) ?? gateway
      const purchase = await start()
      const answer = await api.store.post<{ purchase: BegunPurchase }>(
        `/store/service-purchases/${purchase.id}/payment`,
        {
          payment_provider_id: other.providerId,
        }
      )
      expect(answer.status).toBe(200)
      expect((await gateway.look(purchase.payment.id)).state).toBe("canceled")
      const changed = answer.body.purchase
      expect(changed).toMatchObject({ id: purchase.id, payment_provider_id: other.providerId })
      await other.confirm(changed.payment, "succeeds")
      expect((await complete(changed)).body.type).toBe("order")
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toMatchObject({ orders: 1, captured: minor(purchase) })
    })

    promise("makes no order of a canceled authorization", async () => {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      await gateway.cancel(purchase.payment.id)
      expect((await complete(purchase)).status).toBe(402)
      for (const event of await gateway.events(purchase.payment.id)) await gateway.deliver(event)
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
    })

    promise("refunds in part and then in full from Admin, and never more", async () => {
      const purchase = await paid()
      const third = Math.floor(minor(purchase) / 3)
      expect((await refundByStaff(purchase, third)).status).toBe(200)
      expect((await gateway.look(purchase.payment.id)).refunded).toBe(third)
      expect((await refundByStaff(purchase, minor(purchase))).status).toBeGreaterThanOrEqual(400)
      expect((await refundByStaff(purchase, minor(purchase) - third)).status).toBe(200)
      await shop.drainWork()
      expect((await gateway.look(purchase.payment.id)).refunded).toBe(minor(purchase))
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase), minor(purchase)))
    })

    promise("records a refund made on the gateway's own pages", async () => {
      const purchase = await paid()
      await gateway.refund(purchase.payment.id, 100)
      await gateway.deliver(await eventAbout(purchase, "refunded"))
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase), 100))
      expect((await gateway.look(purchase.payment.id)).refunded).toBe(100)
    })

    promise(
      "refunds what it has left when the order is canceled, and no amount finer than the currency [M1]",
      async () => {
        const purchase = await paid()
        // The shop does not know about this one.
        await gateway.refund(purchase.payment.id, 1234)
        for (const amount of [0.5, minor(purchase) - 1233])
          expect((await refundByStaff(purchase, amount)).status).toBe(400)
        expect(await gateway.look(purchase.payment.id)).toMatchObject({ captured: minor(purchase), refunded: 1234 })
        const { order_id } = await shop.knex()("order_cart").where({ cart_id: purchase.cart_id }).first("order_id")
        expect((await api.admin.post(`/admin/orders/${order_id}/cancel`)).status).toBe(200)
        expect((await gateway.look(purchase.payment.id)).refunded).toBe(minor(purchase))
        await shop.drainWork()
        const books = await booksOf(shop, purchase.cart_id)
        expect(books).toEqual(paidOnce(minor(purchase), minor(purchase)))
      }
    )

    promise("performs a request sent twice with the same key once", async () => {
      const key = `key-${gateway.name}-${Date.now()}`
      const answers = await Promise.all(Array.from({ length: 5 }, () => start(key)))
      expect(new Set(answers.map(({ payment }) => payment.id)).size).toBe(1)
      const purchase = await paid()
      await gateway.refund(purchase.payment.id, 100, `${key}-refund`)
      await gateway.refund(purchase.payment.id, 100, `${key}-refund`)
      expect((await gateway.look(purchase.payment.id)).refunded).toBe(100)
    })

    promise("reports a decline with the shop's codes, and accepts another card afterwards", async () => {
      const cards = {
        declined: "card_declined",
        insufficient: "insufficient_funds",
        expired: "expired_card",
      } as const
      for (const [card, code] of Object.entries(cards)) {
        const purchase = await start()
        expect(await gateway.confirm(purchase.payment, card as keyof typeof cards)).toBe("declined")
        const refused = await complete(purchase)
        expect([refused.status, refused.body]).toEqual([402, expect.objectContaining({ code })])
        expect(await gateway.confirm(purchase.payment, "succeeds")).toBe("succeeded")
        expect((await complete(purchase)).body.type).toBe("order")
        expect(await booksOf(shop, purchase.cart_id)).toMatchObject({ orders: 1, payments: 1, refunded: 0 })
      }
    })

    promise("ends in one order when the response is lost after the payment was made", async () => {
      const purchase = await start()
      expect(await gateway.confirmAndLoseTheAnswer(purchase.payment)).toBe("lost")
      expect((await complete(purchase)).body.type).toBe("order")
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    })

    promise("finds an authorization and a refund whose events were all lost [R01 R12]", async () => {
      const hourAgo = () => new Date(Date.now() - 3_600_000)
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      await gateway.withhold()
      advanceClock(300)
      await reconcilePayments(shop.container(), { since: hourAgo() })
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
      await gateway.refund(purchase.payment.id, 100)
      await gateway.withhold()
      advanceClock(600)
      await reconcilePayments(shop.container(), { since: hourAgo() })
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase), 100))
    })

    promise("asks for the bank's authentication and continues when it succeeds", async () => {
      const purchase = await start()
      expect(await gateway.confirm(purchase.payment, "authentication")).toBe("requires_action")
      expect((await complete(purchase)).body).toMatchObject({ code: "not_paid" })
      expect(await gateway.authenticate(purchase.payment, true)).toBe("succeeded")
      expect((await complete(purchase)).body.type).toBe("order")
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    })

    promise("returns authentication_failed when it fails, and lets the shopper try again", async () => {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "authentication")
      expect(await gateway.authenticate(purchase.payment, false)).toBe("declined")
      expect((await complete(purchase)).body).toMatchObject({ code: "authentication_failed" })
      expect(await gateway.confirm(purchase.payment, "authentication")).toBe("requires_action")
      expect(await gateway.authenticate(purchase.payment, true)).toBe("succeeded")
      expect((await complete(purchase)).body.type).toBe("order")
    })

    promise("refuses an event that was changed after it was signed", async () => {
      const purchase = await start()
      await gateway.confirm(purchase.payment, "succeeds")
      await gateway.withhold()
      expect(await gateway.deliver(await eventAbout(purchase, "authorized"), "tampered")).toBe(400)
      await shop.drainWork()
      expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
    })

    promise(
      "makes one order, one capture and no refund of 20 parallel completions and 20 parallel events [R04]",
      async () => {
        const purchase = await start()
        await gateway.confirm(purchase.payment, "succeeds")
        const event = await eventAbout(purchase, "authorized")
        const completions = Promise.all(Array.from({ length: 20 }, () => complete(purchase)))
        const deliveries = Promise.all(Array.from({ length: 20 }, () => gateway.deliver(event)))
        const [answers, statuses] = await Promise.all([completions, deliveries, shop.drainWork()])
        expect(new Set(answers.map(({ body }) => body.order?.id)).size).toBe(1)
        expect(new Set(statuses)).toEqual(new Set([200]))
        await shop.drainWork()
        expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
        expect(await gateway.look(purchase.payment.id)).toMatchObject({ captured: minor(purchase), refunded: 0 })
      }
    )

    promiseEventsInAnyOrder({ shop, gateway, promise, start, eventAbout, complete, refundByStaff })
  })
})
