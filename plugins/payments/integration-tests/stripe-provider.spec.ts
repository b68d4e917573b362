import { knownOutsideService, resetOutsideServices } from "@atrium/server"
import { startStripe, type StripeStandIn } from "@atrium/test-kit"
import { PaymentSessionStatus } from "@medusajs/framework/utils"

import { StripePaymentProvider } from "../src/providers/stripe"

const KEYS = { secretKey: "sk_test_module", publishableKey: "pk_test_module" }
const SHOP = "https://shop.example"
const purchase = {
  cart_id: "cart_1",
  description: "GST registration – Basic",
  customer: { name: "Asha Rao", email: "asha@example.com", phone: "+919876543210" },
}

describe("the Stripe provider", () => {
  let stripe: StripeStandIn
  let provider: StripePaymentProvider
  let count = 0

  beforeAll(async () => {
    stripe = await startStripe({ ...KEYS, sign: () => "", webhookUrl: () => "http://localhost:9" })
    provider = providerWith(KEYS.secretKey)
  })
  afterAll(() => stripe.close())
  beforeEach(resetOutsideServices)
  afterEach(() => jest.useRealTimers())

  const providerWith = (apiKey: string) =>
    new StripePaymentProvider({}, { apiKey, webhookSecret: "whsec_x", apiUrl: stripe.url, shop: SHOP })
  const start = async (data: object = {}, amount: number | string = 4999) => {
    const session_id = `payses_${++count}`
    return provider.initiatePayment({
      amount,
      currency_code: "inr",
      data: { session_id, ...data },
      context: { idempotency_key: session_id, purchase } as object,
    })
  }
  const dataOf = (started: { data?: Record<string, unknown> }) => started.data as { id: string; client_secret: string }
  const paid = async () => {
    const data = dataOf(await start())
    await stripe.confirm(data, "pm_card_visa")
    await provider.capturePayment({ data, context: { idempotency_key: `capt_${data.id}` } })
    return data
  }
  const asked = (path: RegExp) => stripe.requests().filter((request) => path.test(`${request.method} ${request.path}`))

  it("sends Stripe amount, service, receipt address and our ids, and nothing else of the customer [P9 R4.2]", async () => {
    const { data, status } = await start()
    expect(status).toBe(PaymentSessionStatus.PENDING)
    const { form } = asked(/POST .*payment_intents$/).at(-1) ?? { form: {} }
    expect(form).toEqual({
      amount: "499900",
      currency: "inr",
      description: purchase.description,
      receipt_email: "asha@example.com",
      metadata: { session_id: `payses_${count}`, cart_id: "cart_1", shop: SHOP },
      automatic_payment_methods: { enabled: "true" },
      capture_method: "manual",
      expand: ["payment_method"],
    })
    for (const told of ["Asha", "+9198"]) expect(JSON.stringify(form)).not.toContain(told)
    // A session's data reaches browsers.
    expect(Object.keys(data ?? {}).sort()).toEqual(["client_secret", "currency", "id"])
  })

  it("ignores capture method, card, metadata and amount from the browser", async () => {
    await start({ capture_method: "automatic", confirm: true, payment_method: "pm_card_visa", metadata: { shop: "x" } })
    const { form } = asked(/POST .*payment_intents$/).at(-1) ?? { form: {} }
    expect(form).toMatchObject({ capture_method: "manual", metadata: { shop: SHOP } })
    expect(form).not.toHaveProperty("confirm")
    expect(form).not.toHaveProperty("payment_method")
  })

  it("refuses an amount that Stripe would charge differently, before anything starts", async () => {
    const before = stripe.requests().length
    const input = { data: { session_id: "payses_kwd" }, context: { idempotency_key: "payses_kwd" } }
    await expect(provider.initiatePayment({ amount: 1.234, currency_code: "kwd", ...input })).rejects.toMatchObject({
      code: "invalid_input",
    })
    expect(stripe.requests()).toHaveLength(before)
  })

  it("makes one payment when the answer to the first call is lost", async () => {
    stripe.fail({ request: /POST .*payment_intents$/, how: "lost", times: 1 })
    const before = stripe.account.intents.size
    const { data } = await start()
    expect(stripe.account.intents.size).toBe(before + 1)
    expect(stripe.account.intents.get(dataOf({ data: data ?? {} }).id)).toBeDefined()
  })

  it("reports gateway_unavailable when Stripe is down, and when the key is refused", async () => {
    stripe.fail({ request: /POST .*payment_intents$/, how: "unavailable", times: 2 })
    await expect(start()).rejects.toMatchObject({ code: "gateway_unavailable" })
    const stranger = providerWith("sk_test_wrong")
    await expect(stranger.authorizePayment({ data: { id: "pi_1" } })).rejects.toMatchObject({
      code: "gateway_unavailable",
    })
  })

  it("sends Stripe nothing after five failures in a row, whatever is called, and recovers after ten seconds", async () => {
    const data = { ...(await paid()), currency: "inr" }
    stripe.fail({ request: /POST .*payment_intents$/, how: "unavailable", times: 5 })
    // Each call is repeated once.
    for (let call = 0; call < 3; call++) await expect(start()).rejects.toMatchObject({ code: "gateway_unavailable" })
    expect(knownOutsideService("stripe")?.health()).toEqual({ state: "open", since: expect.any(Date) })
    const before = stripe.requests().length
    const context = { idempotency_key: "while_down" }
    const calls = [
      () => start(),
      () => provider.updatePayment({ data, amount: 100, currency_code: "inr" }),
      () => provider.getPaymentStatus({ data }),
      () => provider.retrievePayment({ data }),
      () => provider.capturePayment({ data, context }),
      () => provider.cancelPayment({ data, context }),
      () => provider.refundPayment({ data, amount: 1, context }),
      // Finer than the currency: the amount that is left is read first.
      () => provider.refundPayment({ data, amount: 0.001, context }),
      () => provider.createAccountHolder({ context: { customer: { id: "cus_1", email: "asha@example.com" } } }),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "gateway_unavailable" })
    expect(stripe.requests()).toHaveLength(before)
    jest.useFakeTimers({
      now: Date.now() + 10_001,
      doNotFake: ["nextTick", "setImmediate", "setTimeout", "clearTimeout"],
    })
    await expect(start()).resolves.toMatchObject({ status: PaymentSessionStatus.PENDING })
    expect(knownOutsideService("stripe")?.health()).toMatchObject({ state: "closed" })
    expect(stripe.requests()).toHaveLength(before + 1)
  })

  it("keeps a session usable after a decline", async () => {
    const data = dataOf(await start())
    await stripe.confirm(data, "pm_card_visa_chargeDeclined")
    expect((await provider.authorizePayment({ data })).status).toBe(PaymentSessionStatus.PENDING)
    await stripe.confirm(data, "pm_card_visa")
    expect((await provider.authorizePayment({ data })).status).toBe(PaymentSessionStatus.AUTHORIZED)
  })

  it("captures once under repeated calls, even when the response is lost", async () => {
    const data = dataOf(await start())
    await stripe.confirm(data, "pm_card_visa")
    stripe.fail({ request: /capture$/, how: "lost", times: 1 })
    await provider.capturePayment({ data, context: { idempotency_key: "capt_1" } })
    await provider.capturePayment({ data, context: { idempotency_key: "capt_2" } })
    expect(stripe.account.intents.get(data.id)).toMatchObject({ status: "succeeded", amount_received: 499_900 })
  })

  it("refunds once per key, names whose refund it is, and refuses more than is left", async () => {
    const data = { ...(await paid()), currency: "inr" }
    const refund = (amount: number, key: string) =>
      provider.refundPayment({ data, amount, context: { idempotency_key: key } })
    await Promise.all([refund(1000, "ref_1"), refund(1000, "ref_1")])
    const made = () => stripe.account.refunds.filter((one) => one.payment_intent === data.id)
    expect(made()).toMatchObject([{ amount: 100_000, metadata: { refund_id: "ref_1" } }])
    await expect(refund(4000, "ref_2")).rejects.toMatchObject({ code: "amount_not_available" })
    expect(made()).toHaveLength(1)
  })

  it("finds a refund whose responses were all lost, and refunds nothing twice [R13]", async () => {
    const data = { ...(await paid()), currency: "inr" }
    stripe.fail({ request: /POST .*refunds$/, how: "lost", times: 2 })
    await provider.refundPayment({ data, amount: 500, context: { idempotency_key: "ref_lost" } })
    expect(stripe.account.refunds.filter((one) => one.payment_intent === data.id)).toHaveLength(1)
  })

  it("cancels an authorization any number of times, and deletes a paid session without touching its money", async () => {
    const promised = dataOf(await start())
    await stripe.confirm(promised, "pm_card_visa")
    await provider.cancelPayment({ data: promised, context: { idempotency_key: "pay_1" } })
    await provider.cancelPayment({ data: promised })
    expect(stripe.account.intents.get(promised.id)?.status).toBe("canceled")
    const taken = await paid()
    await expect(provider.deletePayment({ data: taken })).resolves.toEqual({ data: taken })
    await expect(provider.deletePayment({ data: { id: "pi_unknown", currency: "inr" } })).resolves.toBeDefined()
    await expect(provider.deletePayment({})).resolves.toBeDefined()
  })

  it("sends Stripe the email address of a signed-in customer and no name, phone or address", async () => {
    const customer = { id: "cus_1", email: "ravi@example.com", first_name: "Ravi", phone: "+91987" }
    await provider.createAccountHolder({ context: { customer, idempotency_key: "cus_1" } })
    expect(asked(/POST .*customers$/).at(-1)?.form).toEqual({ email: "ravi@example.com" })
  })

  it("refuses a key that comes back with other parameters, as Stripe does", async () => {
    const input = (amount: number) => ({
      amount,
      currency_code: "inr",
      data: { session_id: "payses_same" },
      context: { idempotency_key: "payses_same" },
    })
    const first = await provider.initiatePayment(input(10))
    expect(await provider.initiatePayment(input(10))).toEqual(first)
    await expect(provider.initiatePayment(input(20))).rejects.toThrow(/Keys for idempotent requests/)
  })
})
