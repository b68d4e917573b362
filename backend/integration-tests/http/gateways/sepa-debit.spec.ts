import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { reconcilePayments } from "@atrium/payments/use-cases"
import { env, resetEnv } from "@atrium/server"
import {
  type BegunPurchase,
  completePurchase,
  ok,
  payWith,
  purchaseBody,
  sendCompletion,
  sendPurchase,
  someService,
  withCart,
} from "@atrium/test-kit"

import { sandbox, sepaDebit, stripe, withGateways } from "./all-gateways"
import { booksOf, NOTHING, type OpenPurchase, paidOnce } from "./contract-shop"

jest.setTimeout(180_000)

const PROVIDER = sepaDebit.providerId
const SANDBOX = sandbox.providerId
const DAY = 86_400

type Regions = { regions: { id: string; currency_code: string }[] }
type Shown = { purchase: { status: string; payment: object | null; error: { code: string } | null } }

/** SEPA Direct Debit through Stripe: the bank takes the money days after the shopper confirmed. */
withGateways([sandbox, stripe, sepaDebit], (shop) => {
  const { api } = shop
  afterEach(resetClock)

  const account = () => stripe.standIn().account
  const minor = ({ amount }: BegunPurchase) => Math.round(amount * 100)
  const regionOf = async (currency: string) =>
    ok(await api.store.get<Regions>("/store/regions")).regions.find((one) => one.currency_code === currency)?.id ?? ""

  const begin = async (currency = "eur") => {
    const body = purchaseBody(await someService(api), { email: `${randomUUID()}@example.com` })
    const sent = { ...body, currency_code: currency, payment_provider_id: PROVIDER }
    return { email: body.customer.email, answer: await sendPurchase(api, sent) }
  }
  const start = async (): Promise<OpenPurchase & { email: string }> => {
    const { email, answer } = await begin()
    return { ...(await withCart(shop, ok(answer).purchase)), email }
  }
  const confirm = ({ payment }: BegunPurchase) => stripe.standIn().confirm(payment, "pm_sepa_debit")
  const deliver = async (purchase: BegunPurchase, types: readonly string[]) => {
    for (const type of types) {
      const event = stripe
        .standIn()
        .eventsOf(purchase.payment.id)
        .findLast((one) => one.type === `payment_intent.${type}`)
      if (!event) throw new Error(`Stripe sent no ${type}`)
      expect(await stripe.standIn().deliver(event)).toBe(200)
      await shop.drainWork()
    }
  }
  /** Confirmed, and the shop was told that the bank processes it. */
  const processing = async () => {
    const purchase = await start()
    expect(await confirm(purchase)).toMatchObject({ intent: { status: "processing" } })
    await deliver(purchase, ["processing"])
    return purchase
  }
  const shown = async ({ id }: BegunPurchase) =>
    ok(await api.store.get<Shown>(`/store/service-purchases/${id}`)).purchase
  const payOtherwise = ({ id }: BegunPurchase, provider = SANDBOX) =>
    api.store.post<{ purchase: BegunPurchase; code?: string }>(`/store/service-purchases/${id}/payment`, {
      payment_provider_id: provider,
    })
  const mailsTo = ({ email }: { email: string }) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to.includes(email))
  const requestsOf = async (purchase: OpenPurchase) => {
    const answer = await completePurchase(api, purchase.id)
    return answer.body.service_requests?.length
  }
  const stored = (purchase: OpenPurchase) =>
    shop.knex()("service_purchase").where({ id: purchase.id }).first("status", "expires_at")
  const reconcile = () =>
    reconcilePayments(shop.container(), { since: new Date(Date.now() - 3_600_000) }).then(() => shop.drainWork())

  it("is offered where the currency is the euro and nowhere else, also where other regions have it ticked", async () => {
    const offered = async (currency: string) =>
      ok(
        await api.store.get<{ payment_gateways: { provider_id: string }[] }>(
          `/store/payment-gateways?region_id=${await regionOf(currency)}`
        )
      ).payment_gateways.map((one) => one.provider_id)
    expect(await offered("eur")).toContain(PROVIDER)
    expect(await offered("inr")).not.toContain(PROVIDER)
    expect((await begin("inr")).answer).toMatchObject({
      status: 400,
      body: { code: "invalid_input", details: { payment_provider_id: expect.any(String) } },
    })
    const { gateways } = ok(await api.admin.get<{ gateways: { id: string }[] }>("/admin/gateways"))
    expect(gateways.find(({ id }) => id === "stripe-sepa-debit")).toMatchObject({
      label: "SEPA Direct Debit, through Stripe",
      configured: true,
      currencies: ["eur"],
      webhook_path: "/hooks/gateway/stripe",
      regions: [{ name: "Europe", is_default: false }],
    })
    const own = await api.raw("POST", "/hooks/gateway/stripe-sepa-debit", { rawBody: "{}" })
    expect(own.status).toBe(404)
  })

  it("starts a debit that Stripe takes at once when the bank pays, with nothing but our ids", async () => {
    const purchase = await start()
    expect(account().intent(purchase.payment.id)).toMatchObject({
      amount: minor(purchase),
      currency: "eur",
      capture_method: "automatic",
      payment_method_types: ["sepa_debit"],
      automatic_payment_methods: null,
      metadata: { shop: shop.baseUrl(), cart_id: purchase.cart_id },
    })
    expect(await shown(purchase)).toMatchObject({ status: "awaiting_payment", payment: { id: purchase.payment.id } })
  })

  it("while the bank processes it: no order, no money, no expiry, and nothing else can be paid [R07 R10]", async () => {
    const purchase = await processing()
    const answer = await sendCompletion(api, purchase.id)
    expect([answer.status, answer.body]).toEqual([202, { type: "pending", retry_after: 600, delayed: true }])
    advanceClock(5 * DAY)
    await reconcile()
    expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
    expect(await shown(purchase)).toMatchObject({ status: "processing", error: null })
    expect(Object.keys((await shown(purchase)).payment ?? {})).toEqual(["id"])
    for (const provider of [SANDBOX, stripe.providerId, PROVIDER])
      expect(await payOtherwise(purchase, provider)).toMatchObject({
        status: 409,
        body: { code: "payment_processing" },
      })
    expect((await sendCompletion(api, purchase.id)).status).toBe(202)
    expect(account().intent(purchase.payment.id).status).toBe("processing")
    expect(await stored(purchase)).toMatchObject({ status: "processing" })
    expect(mailsTo(purchase)).toEqual([])
  })

  it("becomes one order when the bank pays days later, whatever the browser and repeated, reordered events do", async () => {
    const purchase = await start()
    await confirm(purchase)
    advanceClock(6 * DAY)
    account().settleDebit(purchase.payment.id, "paid")
    await deliver(purchase, ["succeeded", "processing", "succeeded", "processing"])
    await Promise.all([sendCompletion(api, purchase.id), deliver(purchase, ["succeeded"])])
    await reconcile()
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    expect(await stripe.look(purchase.payment.id)).toEqual({
      state: "captured",
      captured: minor(purchase),
      refunded: 0,
    })
    expect(await requestsOf(purchase)).toBe(1)
    expect(await shown(purchase)).toMatchObject({ status: "completed" })
    expect(mailsTo(purchase).filter(({ subject }) => /payment/i.test(subject))).toEqual([])
  })

  it("becomes an order also when the browser alone completes it, before any event", async () => {
    const purchase = await processing()
    account().settleDebit(purchase.payment.id, "paid")
    expect((await completePurchase(api, purchase.id)).body.type).toBe("order")
    await deliver(purchase, ["succeeded"])
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("that the bank declines is emailed with a link, and the purchase can be paid another way for days", async () => {
    const purchase = await processing()
    advanceClock(6 * DAY)
    account().settleDebit(purchase.payment.id, "failed")
    await deliver(purchase, ["payment_failed", "processing", "payment_failed"])
    expect(await booksOf(shop, purchase.cart_id)).toEqual(NOTHING)
    const mails = mailsTo(purchase)
    expect(mails.map(({ subject }) => subject)).toEqual(["Your payment didn't go through"])
    expect(mails[0]?.text).toContain(`/purchase/${purchase.id}`)
    expect(mails[0]?.text).toContain("direct debit")
    expect(await shown(purchase)).toMatchObject({ status: "failed", error: { code: "debit_failed" } })
    expect((await sendCompletion(api, purchase.id)).body).toMatchObject({ code: "debit_failed" })
    advanceClock(2 * DAY)
    const other = ok(await payOtherwise(purchase)).purchase
    expect(account().intent(purchase.payment.id).status).toBe("canceled")
    ok(await payWith(api, other))
    expect((await completePurchase(api, purchase.id)).body.type).toBe("order")
    await shop.drainWork()
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(other)))
  })

  it("can be tried again with the same payment, and each attempt that fails is emailed once", async () => {
    const purchase = await processing()
    for (const mails of [1, 2]) {
      account().settleDebit(purchase.payment.id, "failed")
      await deliver(purchase, ["payment_failed", "payment_failed"])
      expect(mailsTo(purchase)).toHaveLength(mails)
      await confirm(purchase)
      await deliver(purchase, ["processing"])
      expect(await shown(purchase)).toMatchObject({ status: "processing", error: null })
      expect(await stored(purchase)).toMatchObject({ status: "processing" })
    }
    account().settleDebit(purchase.payment.id, "paid")
    await deliver(purchase, ["succeeded"])
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("is found by the reconciler when its events are lost, paid or declined", async () => {
    const [paid, declined, waiting] = [await start(), await start(), await start()]
    for (const purchase of [paid, declined, waiting]) await confirm(purchase)
    account().settleDebit(paid.payment.id, "paid")
    account().settleDebit(declined.payment.id, "failed")
    for (let round = 0; round < 2; round++) await reconcile()
    expect(await booksOf(shop, paid.cart_id)).toEqual(paidOnce(minor(paid)))
    expect(await booksOf(shop, declined.cart_id)).toEqual(NOTHING)
    expect(mailsTo(declined)).toHaveLength(1)
    expect(await stored(waiting)).toMatchObject({ status: "processing" })
    expect(await booksOf(shop, waiting.cart_id)).toEqual(NOTHING)
  })

  it("records a dispute that takes the money back after the order was made [R12]", async () => {
    const purchase = await processing()
    account().settleDebit(purchase.payment.id, "paid")
    await deliver(purchase, ["succeeded"])
    const dispute = account().dispute(purchase.payment.id)
    account().closeDispute(dispute.id, "lost")
    for (const event of stripe.standIn().eventsOf(purchase.payment.id).slice(-2)) await stripe.standIn().deliver(event)
    await shop.drainWork()
    expect(await shop.knex()("gateway_dispute").where({ reference: dispute.id }).first()).toMatchObject({
      provider: "stripe",
      amount: String(minor(purchase)),
      status: "lost",
    })
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
  })

  it("is refunded through Stripe by staff like any other payment", async () => {
    const purchase = await processing()
    account().settleDebit(purchase.payment.id, "paid")
    await deliver(purchase, ["succeeded"])
    const row = await shop
      .knex()("payment as p")
      .join("cart_payment_collection as l", "l.payment_collection_id", "p.payment_collection_id")
      .where("l.cart_id", purchase.cart_id)
      .first("p.id")
    expect((await api.admin.post(`/admin/payments/${row.id}/refund`, { amount: 1 })).status).toBe(200)
    await shop.drainWork()
    expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase), 100))
    expect((await stripe.look(purchase.payment.id)).refunded).toBe(100)
  })

  it("is returned in full, once and with an email, when the purchase can no longer be ordered", async () => {
    const purchase = await processing()
    await shop.knex()("cart_line_item").where({ cart_id: purchase.cart_id }).update({ quantity: 2 })
    account().settleDebit(purchase.payment.id, "paid")
    await deliver(purchase, ["succeeded", "succeeded"])
    await reconcile()
    expect(await booksOf(shop, purchase.cart_id)).toMatchObject({ orders: 0, captures: 0 })
    expect(await stripe.look(purchase.payment.id)).toMatchObject({ refunded: minor(purchase) })
    expect(mailsTo(purchase).map(({ subject }) => subject)).toEqual(["We returned your payment"])
    expect((await shown(purchase)).status).not.toBe("processing")
  })

  it("is no longer offered once it is switched off, and a debit on its way still becomes an order", async () => {
    const purchase = await processing()
    process.env.STRIPE_SEPA_DEBIT = "0"
    resetEnv()
    try {
      expect(env().stripe?.sepaDebit).toBe(false)
      const gateways = `/store/payment-gateways?region_id=${await regionOf("eur")}`
      expect(JSON.stringify((await api.store.get(gateways)).body)).not.toContain(PROVIDER)
      account().settleDebit(purchase.payment.id, "paid")
      await deliver(purchase, ["succeeded"])
      expect(await booksOf(shop, purchase.cart_id)).toEqual(paidOnce(minor(purchase)))
    } finally {
      process.env.STRIPE_SEPA_DEBIT = "1"
      resetEnv()
    }
  })
})
