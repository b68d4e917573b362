import { withShop } from "@atrium/test-kit"
import { reconcilePayments, settleCart } from "@atrium/payments/use-cases"
import { advanceClock, resetClock } from "@atrium/kernel"
import { Modules } from "@medusajs/framework/utils"

import { booksOf, CARD, complete, DASHBOARD, intentOf, ONE_OF_EACH, openCart, pay, startPayment } from "./cart-driver"

jest.setTimeout(180_000)

withShop(
  (shop) => {
    const { api } = shop
    const eventsOf = (id: string) => shop.knex()("gateway_event").where({ reference: id }).orderBy("received_at")
    const outcomes = async (id: string) => (await eventsOf(id)).map(({ status, outcome }) => [status, outcome])
    const workOf = (kind: string, id: string) => shop.knex()("work_item").where({ kind }).whereLike("key", `%${id}`)
    const paymentOf = (sessionId: string) => shop.knex()("payment").where({ payment_session_id: sessionId }).first()
    afterEach(resetClock)

    describe("paying at the sandbox", () => {
      it("reports each wrong field of the card with one sentence, and stores nothing", async () => {
        const { session } = await openCart(shop)
        const answer = await pay(api, session, { number: "4242424242424241", exp_month: 13, exp_year: 2020, cvc: "1" })
        expect(answer.status).toBe(400)
        expect(Object.keys(answer.body.details ?? {}).sort()).toEqual([
          "card.cvc",
          "card.exp_month",
          "card.exp_year",
          "card.number",
        ])
        expect(JSON.stringify(answer.body)).not.toContain("4242424242424241")
        expect((await intentOf(api, session)).status).toBe("requires_payment_method")
      })

      it.each([
        ["4000000000000002", "card_declined"],
        ["4000000000009995", "insufficient_funds"],
        ["4000000000000069", "expired_card"],
      ])("answers %s with %s, and the same cart then succeeds with another card", async (number, code) => {
        const { session, cart_id } = await openCart(shop)
        const declined = await pay(api, session, { ...CARD, number })
        expect(declined.body).toMatchObject({ status: "failed", error: { code } })
        const refused = await complete(api, cart_id)
        expect([refused.status, refused.body.code]).toEqual([402, code])
        expect((await pay(api, session)).body).toEqual({ id: session.data.id, status: "succeeded" })
        expect((await complete(api, cart_id)).body.type).toBe("order")
      })

      it("asks for the bank's check, and fails or succeeds with it", async () => {
        const { session, cart_id } = await openCart(shop)
        const authenticate = (outcome: string) =>
          api.raw("POST", `/sandbox-gateway/payment-intents/${session.data.id}/authenticate`, {
            body: { client_secret: session.data.client_secret, outcome },
          })
        const card = { ...CARD, number: "4000002500003155" }
        expect((await pay(api, session, card)).body.status).toBe("requires_action")
        expect((await complete(api, cart_id)).status).toBe(402)
        expect((await authenticate("fail")).body).toMatchObject({
          status: "failed",
          error: { code: "authentication_failed" },
        })
        expect((await pay(api, session, card)).body.status).toBe("requires_action")
        expect((await authenticate("pass")).body).toMatchObject({ status: "succeeded" })
        expect((await complete(api, cart_id)).body.type).toBe("order")
      })

      it("delays the response for card 0119 although the payment is made at once", async () => {
        const { session } = await openCart(shop)
        const started = Date.now()
        const answer = pay(api, session, { ...CARD, number: "4000000000000119" })
        await new Promise((resolve) => setTimeout(resolve, 400))
        expect((await intentOf(api, session)).status).toBe("authorized")
        expect((await answer).body.status).toBe("succeeded")
        expect(Date.now() - started).toBeGreaterThanOrEqual(1000)
      })

      it("answers the same for an unknown payment and a wrong secret, and accepts the storefront's origin", async () => {
        const { session } = await openCart(shop)
        const wrong = await pay(api, session, CARD, "wrong")
        const unknown = await pay(api, { ...session, data: { ...session.data, id: "sbxpi_nobody" } })
        for (const answer of [wrong, unknown]) expect([answer.status, answer.body.code]).toEqual([404, "not_found"])
        const preflight = await api.raw("OPTIONS", `/sandbox-gateway/payment-intents/${session.data.id}/confirm`, {
          headers: { origin: "http://localhost:8000", "access-control-request-method": "POST" },
        })
        expect(preflight.headers.get("access-control-allow-origin")).toBe("http://localhost:8000")
      })
    })

    describe("from authorization to capture", () => {
      it("a database that fails while the order is written leaves nothing of it and takes no money [R01]", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        const before = await shop.knex()("order").count("id as n").first()
        const failing = jest
          .spyOn(shop.container().resolve(Modules.CART), "updateCarts")
          .mockRejectedValueOnce(new Error("connection lost"))
        await expect(settleCart(shop.container(), cart_id)).rejects.toBeDefined()
        expect(failing).toHaveBeenCalled()
        failing.mockRestore()
        // Order and ties are written by other modules than the one that failed.
        expect(await shop.knex()("order").count("id as n").first()).toEqual(before)
        expect(await shop.knex()("order_cart").where({ cart_id })).toEqual([])
        expect(await intentOf(api, session)).toMatchObject({ status: "authorized" })
        await settleCart(shop.container(), cart_id)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      })

      it("makes the order from the gateway's event alone when the browser is closed after paying", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
        expect(await intentOf(api, session)).toMatchObject({ status: "captured" })
        expect(await outcomes(session.data.id)).toEqual([
          ["processed", "ordered"],
          ["processed", "captured"],
        ])
      })

      it("captures the payment of an order that core's own route made", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        expect((await complete(api, cart_id)).body.type).toBe("order")
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      })

      it("ends in one order and one capture when twenty completions and events race [R04]", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        const completions = Array.from({ length: 20 }, () => complete(api, cart_id))
        const [answers] = await Promise.all([Promise.all(completions), shop.drainWork()])
        expect(new Set(answers.map(({ body }) => body.order?.id)).size).toBe(1)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
        expect(await intentOf(api, session)).toMatchObject({ status: "captured", amount_refunded: 0 })
      })

      it("refuses an unpaid cart with not_paid and makes no order", async () => {
        const { cart_id } = await openCart(shop)
        const answer = await complete(api, cart_id)
        expect([answer.status, answer.body.code]).toEqual([402, "not_paid"])
        expect((await booksOf(shop, cart_id)).orders).toBe(0)
      })

      it("refuses a cart whose total changed after the authorization, and releases the authorization", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        // Behind core's back: its own routes renew the payment session, which the next test shows.
        await shop.knex()("cart_line_item").where({ cart_id }).update({ quantity: 2 })
        const answer = await complete(api, cart_id)
        expect([answer.status, answer.body.code]).toEqual([409, "amount_changed"])
        await shop.drainWork()
        expect((await booksOf(shop, cart_id)).orders).toBe(0)
        expect((await intentOf(api, session)).status).toBe("canceled")
        expect(await outcomes(session.data.id)).toContainEqual(["processed", "released: amount_changed"])
      })

      it("releases an abandoned session's authorization when another one is started", async () => {
        const { session, cart_id, collection_id } = await openCart(shop)
        await pay(api, session)
        const second = await startPayment(shop, collection_id)
        expect((await intentOf(api, session)).status).toBe("canceled")
        await pay(api, second)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
        expect((await intentOf(api, second)).status).toBe("captured")
      })

      it("captures nothing twice when it was already captured on the gateway's own pages", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await api.raw("POST", `/sandbox-gateway/payment-intents/${session.data.id}/capture`, { headers: DASHBOARD })
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
        expect(await intentOf(api, session)).toMatchObject({ status: "captured", amount_refunded: 0 })
      })

      it("marks the payment of an order whose authorization was canceled at the gateway", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await complete(api, cart_id)
        await api.raw("POST", `/sandbox-gateway/payment-intents/${session.data.id}/cancel`, { headers: DASHBOARD })
        await shop
          .knex()("work_item")
          .where({ kind: "payments.capture-payment", status: "due" })
          .update({ status: "cancelled" })
        await shop.drainWork()
        expect((await paymentOf(session.id)).canceled_at).not.toBeNull()
      })

      it("finishes a capture that was interrupted after core started it", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await complete(api, cart_id)
        const payment = await paymentOf(session.id)
        const cutOff = {
          id: `capt_cut_${payment.id}`,
          payment_id: payment.id,
          amount: payment.amount,
          raw_amount: payment.raw_amount,
          created_at: new Date(Date.now() - 60_000),
        }
        await shop.knex()("capture").insert(cutOff)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
        expect((await paymentOf(session.id)).captured_at).not.toBeNull()
        expect(await shop.knex()("capture").where({ id: cutOff.id }).whereNull("deleted_at")).toHaveLength(0)
      })

      it("follows up a manual capture in Admin, and captures nothing again", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await complete(api, cart_id)
        const payment = await paymentOf(session.id)
        expect((await api.admin.post(`/admin/payments/${payment.id}/capture`)).status).toBe(200)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      })
    })

    describe("the reconciler", () => {
      const hourAgo = () => new Date(Date.now() - 3_600_000)

      it("captures the payment of an order whose work and events were all lost", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await complete(api, cart_id)
        // Subscribers run in the background.
        await new Promise((resolve) => setTimeout(resolve, 500))
        await shop.knex()("work_item").whereIn("status", ["due", "retrying"]).delete()
        await shop.drainWork()
        expect((await booksOf(shop, cart_id)).captures).toBe(0)
        advanceClock(300)
        expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBeGreaterThanOrEqual(1)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      })

      it("makes the order of an authorization whose events were lost", async () => {
        const { session, cart_id } = await openCart(shop)
        await pay(api, session)
        await shop.knex()("work_item").whereIn("status", ["due", "retrying"]).delete()
        advanceClock(300)
        await reconcilePayments(shop.container(), { since: hourAgo() })
        expect(await workOf("payments.settle-authorization", session.data.id)).toHaveLength(1)
        await shop.drainWork()
        expect(await booksOf(shop, cart_id)).toEqual(ONE_OF_EACH)
      })

      it("finds nothing to do when everything is done", async () => {
        await shop.drainWork()
        advanceClock(300)
        await reconcilePayments(shop.container(), { since: hourAgo() })
        await shop.drainWork()
        expect((await reconcilePayments(shop.container(), { since: hourAgo() })).written).toBe(0)
        const lock = shop.container().resolve(Modules.LOCKING)
        expect(await lock.execute("free", async () => true)).toBe(true)
      })
    })
  },
  { ATRIUM_SANDBOX_TIMEOUT_SECONDS: "1" }
)
