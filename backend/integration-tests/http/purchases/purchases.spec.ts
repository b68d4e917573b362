import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import {
  beginPurchase,
  CARDS,
  completePurchase,
  DEMO_PASSWORD,
  payWith,
  purchaseBody,
  someService,
  withShop,
} from "@atrium/test-kit"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

jest.setTimeout(180_000)

type Refusal = { code: string; details?: Record<string, string> }
type Begun = { purchase: { id: string; cart_id: string; amount: number } }

withShop((shop) => {
  const { api } = shop
  const knex = () => shop.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const key = () => ({ "idempotency-key": randomUUID() })

  it("refuses with every wrong field at once, the catalogue's and the form's", async () => {
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

  it("wants an Idempotency-Key, answers it again alike, and refuses it for another body", async () => {
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

  it("gives the key back after a refusal, so that a corrected form may be sent with it", async () => {
    const body = purchaseBody(await someService(api))
    const headers = key()
    const broken = { ...body, items: body.items.map((item) => ({ ...item, quantity: 999 })) }
    expect((await api.store.post("/store/service-purchases", broken, headers)).status).toBe(400)
    expect((await api.store.post("/store/service-purchases", body, headers)).status).toBe(201)
  })

  it("costs what core's own cart costs", async () => {
    const service = await someService(api)
    const begun = await api.store.post<Begun>("/store/service-purchases", purchaseBody(service, { quantity: 2 }), key())
    const regions = await api.store.get<{ regions: { id: string; currency_code: string }[] }>("/store/regions")
    const cart = await api.store.post<{ cart: { total: number } }>("/store/carts", {
      region_id: regions.body.regions.find((region) => region.currency_code === "inr")?.id,
      items: [{ variant_id: service.tiers[0]?.id, quantity: 2 }],
    })
    expect(begun.body.purchase.amount).toBe(cart.body.cart.total)
    const own = await api.store.get<{ cart: { total: number } }>(`/store/carts/${begun.body.purchase.cart_id}`)
    expect(own.body.cart.total).toBe(cart.body.cart.total)
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

  it("takes no money when the price changed after the purchase was begun", async () => {
    const purchase = await beginPurchase(api)
    const tier = await knex()("cart_line_item").where({ cart_id: purchase.cart_id }).first("variant_id")
    const prices = knex()("price")
      .whereIn(
        "price_set_id",
        knex()("product_variant_price_set").where({ variant_id: tier.variant_id }).select("price_set_id")
      )
      .where({ currency_code: "inr" })
    const before = await prices.clone().select("id", "amount", "raw_amount")
    const raised = { amount: 1, raw_amount: JSON.stringify({ value: "1", precision: 20 }), updated_at: new Date() }
    await prices.clone().update(raised)
    try {
      await payWith(api, purchase)
      expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 422, body: { code: "price_changed" } })
      const [orders] = await knex()("order_cart").where({ cart_id: purchase.cart_id }).count()
      expect(Number(orders?.count)).toBe(0)
    } finally {
      for (const { id, amount, raw_amount } of before)
        await knex()("price")
          .where({ id })
          .update({ amount, raw_amount: JSON.stringify(raw_amount) })
    }
    expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200 })
  })

  it("accepts analytics events, and forgets those of a browser that refuses them", async () => {
    const body = { events: [{ name: "service_viewed", occurred_at: new Date().toISOString() }] }
    expect(await api.store.post("/store/analytics-events", body)).toMatchObject({ status: 202, body: { accepted: 1 } })
    expect((await api.store.post("/store/analytics-events", body, { "sec-gpc": "1" })).body).toEqual({ accepted: 0 })
    expect(
      (await api.store.post("/store/analytics-events", { events: [{ ...body.events[0], name: "spied" }] })).status
    ).toBe(400)
  })
})
