import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import {
  type BegunPurchase,
  beginPurchase,
  CARDS,
  completePurchase,
  DEMO_PASSWORD,
  eventually,
  payWith,
  purchaseBody,
  someService,
  withShop,
} from "@atrium/test-kit"
import { completions } from "@atrium/service-provisioning/use-cases"

import { booksOf, complete, DASHBOARD, openCart, pay } from "../payments/cart-driver"

jest.setTimeout(180_000)

type Refusal = { code: string; details?: Record<string, string> }
type Begun = { purchase: { id: string; amount: number } }

withShop((shop) => {
  const { api, knex } = shop
  const key = () => ({ "idempotency-key": randomUUID() })

  it("refuses with every wrong field at once, the catalog's and the form's", async () => {
    const service = await someService(api)
    const required = service.intake.questions.find(
      (question) => question.required && question.type !== "file" && !question.show_when
    )
    const answer = await api.store.post<Refusal>(
      "/store/service-purchases",
      {
        items: [
          { tier_id: service.tiers[0]?.id, quantity: service.max_quantity + 1 },
          { tier_id: "variant_none", quantity: 1 },
        ],
        customer: { email: "nobody" },
        currency_code: "inr",
        payment_provider_id: "pp_none",
        surprise: true,
      },
      key()
    )
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input" } })
    expect(Object.keys(answer.body.details ?? {})).toEqual(
      expect.arrayContaining([
        "items.0.quantity",
        ...(required ? [`items.0.intake.${required.id}`] : []),
        "items.1.tier_id",
        "customer.full_name",
        "customer.email",
        "customer.phone",
        "requirements",
        "payment_provider_id",
        "surprise",
      ])
    )
  })

  it("requires an Idempotency-Key, repeats the response for it, and refuses it for another body", async () => {
    const body = purchaseBody(await someService(api))
    expect(await api.store.post("/store/service-purchases", body)).toMatchObject({
      status: 400,
      body: { code: "idempotency_key_required" },
    })
    const headers = key()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.store.post<Begun>("/store/service-purchases", body, headers))
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    const [carts] = await knex()("cart").where({ email: body.customer.email }).count()
    expect(Number(carts?.count)).toBe(1)
    const other = await api.store.post("/store/service-purchases", { ...body, requirements: "Something else" }, headers)
    expect(other).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } })
  })

  it("a double click, a second tab, a reload and a retry all lead to the same order [R05]", async () => {
    const body = purchaseBody(await someService(api))
    const headers = key()
    const begin = () => api.store.post<{ purchase: BegunPurchase }>("/store/service-purchases", body, headers)
    const [clicked, again] = await Promise.all([begin(), begin()])
    const purchase = clicked.body.purchase
    expect(again.body).toEqual(clicked.body)
    await Promise.all([payWith(api, purchase), payWith(api, purchase)])
    const tabs = await Promise.all(Array.from({ length: 6 }, () => completePurchase(api, purchase.id)))
    const reloaded = await completePurchase(api, purchase.id)
    await shop.drainWork()
    expect((await begin()).body).toEqual(clicked.body)
    const retried = await completePurchase(api, purchase.id)
    const orders = [...tabs, reloaded, retried].map(({ status, body }) => [status, body.type, body.order?.id])
    const [order] = orders
    expect(order).toEqual([200, "order", expect.stringMatching(/^order_/)])
    expect(orders).toEqual(Array.from(orders, () => order))
    const made = await knex()("order").where({ email: body.customer.email }).select("id")
    expect(made).toEqual([{ id: order?.[2] }])
    const captures = knex()("order_transaction").where({ order_id: order?.[2], reference: "capture" })
    expect(await captures).toHaveLength(1)
  })

  it("releases the key after a refusal, so that a corrected form may be sent with it", async () => {
    const body = purchaseBody(await someService(api))
    const headers = key()
    const broken = { ...body, items: body.items.map((item) => ({ ...item, quantity: 999 })) }
    expect((await api.store.post("/store/service-purchases", broken, headers)).status).toBe(400)
    expect((await api.store.post("/store/service-purchases", body, headers)).status).toBe(201)
  })

  it("has the same total as core's own cart", async () => {
    const service = await someService(api)
    const begun = await api.store.post<Begun>("/store/service-purchases", purchaseBody(service, { quantity: 2 }), key())
    const regions = await api.store.get<{ regions: { id: string; currency_code: string }[] }>("/store/regions")
    const cart = await api.store.post<{ cart: { total: number } }>("/store/carts", {
      region_id: regions.body.regions.find((region) => region.currency_code === "inr")?.id,
      items: [{ variant_id: service.tiers[0]?.id, quantity: 2 }],
    })
    expect(begun.body.purchase.amount).toBe(cart.body.cart.total)
    expect(begun.body.purchase).not.toHaveProperty("cart_id")
  })

  it("shows a purchase to whoever has its id, and personal data only to its owner", async () => {
    const token = await shop.signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD)
    const body = purchaseBody(await someService(api))
    const begun = await api.customer(token).post<Begun>("/store/service-purchases", body, key())
    const path = `/store/service-purchases/${begun.body.purchase.id}`
    const stranger = await api.store.get(path)
    expect(stranger).toMatchObject({ status: 200, body: { purchase: { status: "awaiting_payment" } } })
    expect(JSON.stringify(stranger.body)).not.toContain(body.customer.email)
    expect((await api.customer(token).get(path)).body).toMatchObject({
      purchase: { customer: { email: body.customer.email } },
    })
    expect((await api.store.get(`/store/service-purchases/pur_${"A".repeat(32)}`)).status).toBe(404)
  })

  it("shows a payment's secret only while it can still be paid", async () => {
    const shown = async (id: string) => {
      const { body } = await api.store.get<{ purchase: { status: string; payment: object | null } }>(
        `/store/service-purchases/${id}`
      )
      return [body.purchase.status, Object.keys(body.purchase.payment ?? {})]
    }
    const paid = await beginPurchase(api)
    expect(await shown(paid.id)).toEqual(["awaiting_payment", ["id", "client_secret"]])
    await payWith(api, paid, CARDS.declined)
    expect(await shown(paid.id)).toEqual(["failed", ["id", "client_secret"]])
    await payWith(api, paid)
    expect(await shown(paid.id)).toEqual(["processing", ["id"]])
    await completePurchase(api, paid.id)
    expect(await shown(paid.id)).toEqual(["completed", ["id"]])

    const canceled = await beginPurchase(api)
    const cancel = `/sandbox-gateway/payment-intents/${canceled.payment.id}/cancel`
    expect((await api.raw("POST", cancel, { headers: DASHBOARD, body: {} })).status).toBe(200)
    expect(await shown(canceled.id)).toEqual(["awaiting_payment", ["id"]])

    const late = await beginPurchase(api)
    advanceClock(25 * 3600)
    try {
      expect(await shown(late.id)).toEqual(["expired", ["id"]])
    } finally {
      resetClock()
    }
  })

  it("starts another payment for the same purchase and cancels the old one", async () => {
    const purchase = await beginPurchase(api)
    const path = `/store/service-purchases/${purchase.id}/payment`
    const refused = await api.store.post<Refusal>(path, { payment_provider_id: "pp_none" })
    expect(refused).toMatchObject({ status: 400, body: { details: { payment_provider_id: expect.any(String) } } })
    const changed = await api.store.post<{ purchase: typeof purchase }>(path, {
      payment_provider_id: "pp_sandbox_sandbox",
    })
    expect(changed.status).toBe(200)
    expect(changed.body.purchase.payment.id).not.toBe(purchase.payment.id)
    await payWith(api, changed.body.purchase)
    expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200, body: { provisioning: "done" } })
    expect(await api.store.post(path, { payment_provider_id: "pp_sandbox_sandbox" })).toMatchObject({
      status: 409,
      body: { code: "already_paid" },
    })
  })

  it("emails once that a payment failed, with a link to pay again, unless the purchase is paid meanwhile", async () => {
    const failed = `declined-${randomUUID()}@example.com`
    const mended = `mended-${randomUUID()}@example.com`
    const purchase = await beginPurchase(api, { email: failed })
    const other = await beginPurchase(api, { email: mended })
    for (const one of [purchase, other]) for (let tries = 0; tries < 2; tries++) await payWith(api, one, CARDS.declined)
    await shop.drainWork()
    await payWith(api, other)
    expect(await completePurchase(api, other.id)).toMatchObject({ status: 200 })
    const mailsTo = (email: string) =>
      shop
        .mailbox()
        .mails()
        .filter(({ to, subject }) => to === email && subject.includes("payment"))
    expect(mailsTo(failed)).toEqual([])
    advanceClock(6 * 60)
    await shop.drainWork()
    expect(mailsTo(mended)).toEqual([])
    expect(mailsTo(failed)).toMatchObject([{ text: expect.stringContaining(`/purchase/${purchase.id}`) }])
    await payWith(api, purchase, CARDS.declined)
    await shop.drainWork()
    advanceClock(6 * 60)
    await shop.drainWork()
    expect(mailsTo(failed)).toHaveLength(1)
    resetClock()
  })

  it("core's completion of a cart waits for its turn, and the metrics show how many wait", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const ends: (() => void)[] = []
    while (!completions.isBusy) ends.push((await completions.turn()) ?? (() => undefined))
    const waiting = async () => {
      const { body } = await api.raw<string>("GET", "/metrics")
      return /^atrium_waiting_requests\{line="complete"\} (\d+)$/m.exec(body)?.[1]
    }
    const completed = complete(api, cart.cart_id)
    await eventually(waiting, (length) => length === "1")
    expect(await booksOf(shop, cart.cart_id)).toMatchObject({ orders: 0 })
    for (const end of ends) end()
    expect(await completed).toMatchObject({ status: 200, body: { type: "order" } })
    expect(await waiting()).toBe("0")
    // Each turn has ended.
    expect(completions.isBusy).toBe(false)
  })
})
