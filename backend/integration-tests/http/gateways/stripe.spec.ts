import { type BegunPurchase, completePurchase } from "@atrium/test-kit"

import { complete, openCart, type PaidCart } from "../payments/cart-driver"
import { sandbox, stripe, withGateways } from "./all-gateways"
import { begin, booksOf, NOTHING, paidOnce } from "./contract-shop"
import { signAsStripe } from "./stripe-driver"

jest.setTimeout(180_000)

/** Behavior specific to Stripe; behavior that all gateways share is in contract.spec.ts. */
withGateways([sandbox, stripe], (shop) => {
  const { api } = shop

  const account = () => stripe.standIn().account
  const minor = (purchase: BegunPurchase) => Math.round(purchase.amount * 100)
  const start = () => begin(shop, stripe.providerId)
  const authorized = async () => {
    const purchase = await start()
    await stripe.confirm(purchase.payment, "succeeds")
    const event = stripe.standIn().eventsOf(purchase.payment.id).at(-1)
    if (!event) throw new Error("Stripe sent no event")
    return { purchase, event }
  }
  const post = (event: object, signature = signAsStripe(JSON.stringify(event))) =>
    api.raw("POST", "/hooks/gateway/stripe", {
      headers: { "content-type": "application/json", "stripe-signature": signature },
      rawBody: JSON.stringify(event),
    })
  const inboxRow = (event: { id: string }) => shop.knex()("gateway_event").where({ event_id: event.id }).first()
  const stored = async () => Number((await shop.knex()("gateway_event").count("* as count").first())?.count)

  it("is available in the region, and shows a browser the payment's secret and nothing else", async () => {
    const purchase = await start()
    expect(Object.keys(purchase.payment).sort()).toEqual(["client_secret", "id"])
    expect(purchase.payment.client_secret).toMatch(/^pi_\w+_secret_\w+$/)
    const region = await shop.knex()("cart").where({ id: purchase.cart_id }).first("region_id")
    const offered = await api.store.get<{ payment_providers: { id: string }[] }>(
      `/store/payment-providers?region_id=${region.region_id}`
    )
    expect(offered.body.payment_providers.map(({ id }) => id)).toContain("pp_stripe_stripe")
    const gateways = await api.admin.get<{ gateways: object[] }>("/admin/gateways")
    expect(gateways.body.gateways).toContainEqual(
      expect.objectContaining({ id: "stripe", mode: "sandbox", webhook_path: "/hooks/gateway/stripe" })
    )
  })

  it("sends Stripe four requests for a purchase, and none when its events come", async () => {
    const before = stripe.standIn().requests().length
    const { purchase } = await authorized()
    await completePurchase(api, purchase.id)
    await shop.drainWork()
    for (const event of stripe.standIn().eventsOf(purchase.payment.id)) await stripe.standIn().deliver(event)
    await shop.drainWork()
    // The reconciler may run in the meantime and request events.
    const asked = stripe
      .standIn()
      .requests()
      .slice(before)
      .filter(({ path }) => path.includes("/payment_intents"))
    expect(asked.map(({ method, path }) => `${method} ${path.replace(purchase.payment.id, ":id")}`)).toEqual([
      "POST /v1/payment_intents",
      // Stripe.js in the shopper's browser.
      "POST /v1/payment_intents/:id/confirm",
      // Check the payment, check the amount, capture once the order exists; the response tells what was captured.
      "GET /v1/payment_intents/:id",
      "GET /v1/payment_intents/:id",
      "POST /v1/payment_intents/:id/capture",
    ])
  })

  it("takes the payment of an ordinary cart through core's own routes, whatever a browser adds to it", async () => {
    const { cart_id, collection_id } = await openCart(shop)
    const answer = await api.store.post<{ payment_collection: { payment_sessions: PaidCart["session"][] } }>(
      `/store/payment-collections/${collection_id}/payment-sessions`,
      { provider_id: stripe.providerId, data: { capture_method: "automatic", metadata: { shop: "x" } } }
    )
    expect(answer.status).toBe(200)
    const [started] = answer.body.payment_collection.payment_sessions
    if (!started) throw new Error("No payment session")
    expect(account().intent(started.data.id)).toMatchObject({
      capture_method: "manual",
      metadata: { session_id: started.id, shop: shop.baseUrl() },
    })
    await stripe.confirm(started.data, "succeeds")
    expect((await complete(api, cart_id)).body.type).toBe("order")
    await shop.drainWork()
    expect(await booksOf(shop, cart_id)).toMatchObject({ orders: 1, captures: 1, refunded: 0 })
    expect((await stripe.look(started.data.id)).state).toBe("captured")
  })

  it("refuses a signature that is wrong, stale or missing, and leaves nothing", async () => {
    const { event } = await authorized()
    const before = await stored()
    const body = JSON.stringify(event)
    const stale = signAsStripe(body).replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000) - 301}`)
    for (const signature of ["", "t=1,v1=00", stale, signAsStripe(body, "whsec_other")])
      expect(await post(event, signature)).toMatchObject({ status: 400, body: { code: "invalid_signature" } })
    expect(await stored()).toBe(before)
  })

  it.each([
    ["of the other mode", { livemode: true }],
    ["of a connected account", { account: "acct_somebody" }],
  ])("keeps an event %s and does nothing [R11]", async (_what, change) => {
    const { purchase, event } = await authorized()
    const odd = { ...event, ...change, id: `${event.id}x` }
    expect((await post(odd)).status).toBe(200)
    await shop.drainWork()
    expect(await inboxRow(odd)).toMatchObject({ status: "ignored", reference: null })
    expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
  })

  it("never changes a payment that another shop made in the same account", async () => {
    const { purchase } = await authorized()
    const marks: Record<string, string>[] = [{ session_id: "payses_theirs", shop: "https://other.example" }, {}]
    for (const metadata of marks) {
      const theirs = account().create({ amount: "1000", currency: "inr", capture_method: "manual", metadata })
      account().confirm(theirs.id, { payment_method: "pm_card_visa" })
      for (const event of stripe.standIn().eventsOf(theirs.id)) expect((await post(event)).status).toBe(200)
      await shop.drainWork()
      expect(account().intent(theirs.id).status).toBe("requires_capture")
    }
    expect((await stripe.look(purchase.payment.id)).state).toBe("authorized")
  })

  it("captures once when the answers to the capture are lost", async () => {
    const { purchase } = await authorized()
    stripe.standIn().fail({ request: /capture$/, how: "lost", times: 2 })
    await completePurchase(api, purchase.id)
    for (let round = 0; round < 3; round++) {
      await shop
        .knex()("work_item")
        .where({ status: "retrying" })
        .update({ run_at: new Date(0) })
      await shop.drainWork()
    }
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    expect(await stripe.look(purchase.payment.id)).toEqual({
      state: "captured",
      captured: minor(purchase),
      refunded: 0,
    })
  })

  it("answers gateway_unavailable while Stripe is down, and completes the purchase afterwards", async () => {
    const { purchase } = await authorized()
    stripe.standIn().fail({ request: /GET .*payment_intents/, how: "unavailable", times: 2 })
    const down = await completePurchase(api, purchase.id)
    expect([down.status, down.body]).toEqual([503, expect.objectContaining({ code: "gateway_unavailable" })])
    expect((await completePurchase(api, purchase.id)).body.type).toBe("order")
  })

  it("stores a dispute with Stripe's id and amount, and the bank's decision [R12]", async () => {
    const { purchase } = await authorized()
    await completePurchase(api, purchase.id)
    await shop.drainWork()
    const dispute = account().dispute(purchase.payment.id)
    const kept = () => shop.knex()("gateway_dispute").where({ reference: dispute.id }).first()
    const told = async () => {
      const event = stripe.standIn().eventsOf(purchase.payment.id).at(-1)
      await post(event ?? {})
      await shop.drainWork()
    }
    await told()
    expect(await kept()).toMatchObject({
      provider: "stripe",
      amount: String(minor(purchase)),
      status: "open",
      respond_by: new Date((dispute.evidence_details.due_by ?? 0) * 1000),
    })
    account().closeDispute(dispute.id, "lost")
    await told()
    expect(await kept()).toMatchObject({ status: "lost" })
  })

  it("refunds, once, a payment for a purchase that can't become an order", async () => {
    const { purchase, event } = await authorized()
    await stripe.capture(purchase.payment.id)
    await shop.knex()("cart_line_item").where({ cart_id: purchase.cart_id }).update({ quantity: 2 })
    await post(event)
    await shop.drainWork()
    await post({ ...event, id: `${event.id}again` })
    await shop.drainWork()
    expect(await booksOf(shop, purchase.cart_id)).toMatchObject({ orders: 0 })
    expect(await stripe.look(purchase.payment.id)).toEqual({
      state: "captured",
      captured: minor(purchase),
      refunded: minor(purchase),
    })
  })
})
