import { resetEnv, resetOutsideServices } from "@atrium/server"
import { type PayPalStandIn, startPayPal } from "@atrium/test-kit"
import { PaymentSessionStatus } from "@medusajs/framework/utils"

import { paypalApi, PayPalPaymentProvider } from "../src/providers/paypal"
import { paypalGateway } from "../src/providers/paypal/gateway"
import { PayPalPayments } from "../src/providers/paypal/payments"

const KEYS = { clientId: "client_module", clientSecret: "secret_module", webhookId: "1JE4291016473214C" }
const SHOP = "https://shop.example"
const RETURN = "https://store.example/purchase"
const purchase = {
  cart_id: "cart_1",
  purchase_id: "pur_1",
  description: "GST registration – Basic",
  customer: { name: "Asha Rao", email: "asha@example.com", phone: "+919876543210" },
}
type Data = { id: string; currency: string; url?: string }

describe("the PayPal provider", () => {
  let paypal: PayPalStandIn
  let provider: PayPalPaymentProvider
  let payments: PayPalPayments
  let count = 0

  beforeAll(async () => {
    paypal = await startPayPal(KEYS)
    const options = { ...KEYS, apiUrl: paypal.url, shop: SHOP, returnUrl: RETURN }
    provider = new PayPalPaymentProvider({}, options)
    payments = new PayPalPayments(paypalApi(options), SHOP, RETURN)
  })
  beforeEach(resetOutsideServices)
  afterAll(() => paypal.close())

  const start = async (amount: number | string = 49.99, currency_code = "usd", session_id = `payses_${++count}`) => {
    const context = { idempotency_key: session_id, purchase } as object
    const { data } = await provider.initiatePayment({ amount, currency_code, data: { session_id }, context })
    return data as Data
  }
  const approved = async () => {
    const data = await start()
    paypal.account.approve(data.id)
    return data
  }
  const captured = async () => {
    const data = await approved()
    await provider.capturePayment({ data })
    return data
  }
  const refundsOf = (data: Data) => paypal.account.paymentsOf(data.id).refunds

  it("sends PayPal amount, service and our ids, nothing of the customer, and where the shopper comes back to [P9]", async () => {
    const data = await start()
    const [unit] = paypal.account.order(data.id).purchase_units
    expect(unit).toMatchObject({ amount: { value: "49.99", currency_code: "USD" }, description: purchase.description })
    expect(unit.custom_id).toMatch(new RegExp(`^payses_${count}\\|cart_1\\|[0-9a-f]{16}$`))
    for (const told of ["Asha", "asha@", "+9198"])
      expect(JSON.stringify(paypal.account.order(data.id))).not.toContain(told)
    expect(data).toEqual({ id: data.id, currency: "usd", url: `${paypal.url}/checkoutnow?token=${data.id}` })
    expect(paypal.account.returnUrls.get(data.id)).toBe(`${RETURN}/pur_1?returned=paid`)
  })

  it("starts one order for one payment session, also when the answer is lost", async () => {
    paypal.fail({ request: /POST .*orders$/, how: "lost", times: 1 })
    const [one, other] = [await start(10, "usd", "payses_same"), await start(10, "usd", "payses_same")]
    expect(one.id).toBe(other.id)
  })

  it("asks for a token again after PayPal gave none", async () => {
    const fresh = new PayPalPayments(paypalApi({ ...KEYS, apiUrl: paypal.url }), SHOP, RETURN)
    const { id } = await start()
    const fault = { request: /oauth2/, how: "unavailable" as const, times: Infinity }
    paypal.fail(fault)
    await expect(fresh.find(id)).rejects.toMatchObject({ code: "gateway_unavailable" })
    fault.times = 0
    resetOutsideServices()
    expect(await Promise.all([fresh.find(id), fresh.find(id)])).toMatchObject([{ order: { id } }, { order: { id } }])
  })

  it("refuses an amount that PayPal would round, before it is asked [R03]", async () => {
    const before = paypal.requests().length
    await expect(start("12.345", "kwd")).rejects.toMatchObject({ code: "invalid_input" })
    await expect(start("150.5", "huf")).rejects.toMatchObject({ code: "invalid_input" })
    expect(paypal.requests()).toHaveLength(before)
  })

  it("holds no money before the shop asks for it, and holds it once for many who ask at once", async () => {
    const data = await approved()
    expect(paypal.account.paymentsOf(data.id).authorizations).toEqual([])
    const states = await Promise.all(Array.from({ length: 8 }, () => payments.state(data.id)))
    expect(new Set(states.map((payment) => payment?.state))).toEqual(new Set(["authorized"]))
    expect(paypal.account.paymentsOf(data.id).authorizations).toHaveLength(1)
    expect((await provider.getPaymentStatus({ data })).status).toBe(PaymentSessionStatus.AUTHORIZED)
  })

  it("authorizes and captures once when the answers are lost", async () => {
    const data = await approved()
    paypal.fail({ request: /authorize$/, how: "lost", times: 1 })
    expect(await payments.state(data.id)).toMatchObject({ state: "authorized", amount: 4999n, captured: 0n })
    paypal.fail({ request: /capture$/, how: "lost", times: 2 })
    expect(await payments.capture(data.id)).toMatchObject({ state: "captured", captured: 4999n })
    expect(await payments.capture(data.id)).toMatchObject({ state: "captured", captured: 4999n })
    expect(paypal.account.paymentsOf(data.id).captures).toHaveLength(1)
  })

  it("starts a new order when the amount changes, and never authorizes the old one", async () => {
    const data = await approved()
    const { data: changed } = await provider.updatePayment({ data, amount: 60, currency_code: "usd" })
    expect(changed?.id).not.toBe(data.id)
    expect(await payments.state(data.id)).toMatchObject({ state: "canceled" })
    expect(paypal.account.paymentsOf(data.id).authorizations).toEqual([])
    await expect(provider.capturePayment({ data })).rejects.toMatchObject({ code: "not_paid" })
    expect(await payments.state(String(changed?.id))).toMatchObject({ state: "awaiting", amount: 6000n })
  })

  it("refunds once with the same id when the answers are lost and when it is asked again in parallel [R13]", async () => {
    const data = await captured()
    paypal.fail({ request: /refund$/, how: "lost", times: 2 })
    const refund = () => provider.refundPayment({ data, amount: 10, context: { idempotency_key: "ref_01MODULE0001" } })
    await refund()
    await Promise.all([refund(), refund(), refund()])
    expect(refundsOf(data)).toMatchObject([{ amount: { value: "10.00" }, custom_id: "ref_01MODULE0001" }])
    expect(await payments.refunds(data.id)).toMatchObject([{ amount: 1000n, refundId: "ref_01MODULE0001" }])
  })

  it("never refunds more than is left", async () => {
    const data = await captured()
    const context = { idempotency_key: "ref_01MODULE0002" }
    await expect(provider.refundPayment({ data, amount: 50, context })).rejects.toMatchObject({
      code: "amount_not_available",
    })
    expect(refundsOf(data)).toEqual([])
  })

  it("releases a payment without an order once: voids what is authorized, refunds what is captured [R02]", async () => {
    const held = await approved()
    await payments.state(held.id)
    await payments.release(held.id)
    await payments.release(held.id)
    expect(await payments.state(held.id)).toMatchObject({ state: "canceled" })
    const taken = await captured()
    await payments.release(taken.id)
    await payments.release(taken.id)
    expect(refundsOf(taken)).toMatchObject([{ amount: { value: "49.99" } }])
    expect(await payments.refunds(taken.id)).toMatchObject([{ released: true, refundId: null }])
  })

  it("reports a dispute with PayPal's id and amount, and its outcome [R12]", async () => {
    const data = await captured()
    await captured()
    const { dispute_id: reference, seller_response_due_date: due } = paypal.account.dispute(data.id)
    const told = { reference, amount: 4999n, respondBy: new Date(due) }
    expect(await payments.state(data.id)).toMatchObject({ disputed: true, disputes: [{ ...told, status: "open" }] })
    paypal.account.closeDispute(reference, "RESOLVED_BUYER_FAVOUR")
    expect(await payments.state(data.id)).toMatchObject({ disputes: [{ ...told, status: "lost" }] })
  })

  it("knows nothing of an unknown order, nor of one that another shop made in the same account", async () => {
    expect(await payments.state("UNKNOWN")).toBeNull()
    const amount = { value: "1.00", currency_code: "USD" }
    const custom_id = "payses_1|cart_1|another0another0"
    const theirs = paypal.account.create({ intent: "AUTHORIZE", purchase_units: [{ custom_id, amount }] })
    paypal.account.approve(theirs.id)
    expect(await payments.state(theirs.id)).toBeNull()
    await payments.release(theirs.id)
    expect(paypal.account.order(theirs.id)).toMatchObject({ status: "APPROVED", purchase_units: [{ custom_id }] })
  })

  it("lists what changed, and finds the payment of a refund", async () => {
    const since = new Date(Date.now() - 5000)
    const data = await captured()
    const [capture] = paypal.account.paymentsOf(data.id).captures
    paypal.account.refund(capture?.id ?? "")
    const changes = await payments.changes({ since, until: new Date(Date.now() + 5000) })
    const references = changes.map(({ reference }) => reference)
    expect(references).toEqual(expect.arrayContaining([data.id, `capture/${capture?.id}`]))
    expect(await payments.state(`capture/${capture?.id}`)).toMatchObject({ reference: data.id, refunded: 4999n })
  })

  it("answers gateway_unavailable while PayPal is down, and after five failures without asking it", async () => {
    const data = await approved()
    paypal.fail({ request: /authorize$/, how: "unavailable", times: 5 })
    for (let call = 0; call < 5; call++)
      await expect(payments.state(data.id)).rejects.toMatchObject({ code: "gateway_unavailable" })
    const down = { request: /GET .*orders/, how: "unavailable", times: 9 } as const
    paypal.fail(down)
    for (let call = 0; call < 3; call++)
      await expect(payments.find(data.id)).rejects.toMatchObject({ code: "gateway_unavailable" })
    const before = paypal.requests().length
    await expect(start()).rejects.toMatchObject({ code: "gateway_unavailable" })
    expect(paypal.requests()).toHaveLength(before)
  })

  it("keeps the app's secret and token out of its errors", async () => {
    const wrong = paypalApi({ ...KEYS, clientSecret: "a_wrong_secret", apiUrl: paypal.url })
    const error: unknown = await new PayPalPayments(wrong, SHOP, RETURN)
      .find("ANY")
      .catch((failure: unknown) => failure)
    expect(error).toMatchObject({ code: "gateway_unavailable" })
    const { inspect } = await import("node:util")
    expect(inspect(error, { depth: 9 })).not.toMatch(/a_wrong_secret|Basic|Bearer/)
  })
})

describe("PayPal's events", () => {
  const before = { ...process.env }
  let paypal: PayPalStandIn
  beforeAll(async () => {
    paypal = await startPayPal(KEYS)
    Object.assign(process.env, {
      NODE_ENV: "test",
      DATABASE_URL: "postgres://localhost/none",
      PAYPAL_CLIENT_ID: KEYS.clientId,
      PAYPAL_CLIENT_SECRET: KEYS.clientSecret,
      PAYPAL_WEBHOOK_ID: KEYS.webhookId,
      PAYPAL_ENVIRONMENT: "sandbox",
      PAYPAL_API_URL: paypal.url,
    })
    resetEnv()
    resetOutsideServices()
  })
  afterAll(async () => {
    process.env = before
    resetEnv()
    await paypal.close()
  })
  const body = JSON.stringify({
    id: "WH-1",
    event_type: "CHECKOUT.ORDER.APPROVED",
    resource: { id: "ORDER1", purchase_units: [] },
  })
  const verify = (headers: Record<string, string>, bytes = Buffer.from(body), at = new Date()) =>
    paypalGateway.verify(bytes, headers, at)
  const certificatesLoaded = () => paypal.requests().filter((line) => line.includes("/certs/")).length

  it("accepts the signature of exactly these bytes, and loads the certificate once", async () => {
    const signed = paypal.sign(body)
    expect(await verify(signed)).toBe(true)
    expect(await verify(paypal.sign(body))).toBe(true)
    expect(certificatesLoaded()).toBe(1)
    expect(await verify(signed, Buffer.from(`${body} `))).toBe(false)
    const other = paypal.sign("{}")
    for (const [name, value] of Object.entries({
      "paypal-transmission-sig": other["paypal-transmission-sig"] ?? "",
      "paypal-transmission-id": "another",
      "paypal-transmission-time": "2020-01-01T00:00:00Z",
      "paypal-auth-algo": "none",
    }))
      expect([name, await verify({ ...signed, [name]: value })]).toEqual([name, false])
    expect(await verify({})).toBe(false)
  })

  it("loads no certificate from another address, and accepts none that has expired", async () => {
    const signed = paypal.sign(body)
    const loaded = certificatesLoaded()
    for (const address of ["http://169.254.169.254/latest", "https://evil.example/v1/notifications/certs/CERT-1"])
      expect(await verify({ ...signed, "paypal-cert-url": address })).toBe(false)
    expect(certificatesLoaded()).toBe(loaded)
    expect(await verify(signed, Buffer.from(body), new Date(Date.now() + 10 * 366 * 86_400_000))).toBe(false)
  })

  it("asks PayPal to send the event again while the certificate can't be loaded", async () => {
    const address = `${paypal.url}/v1/notifications/certs/CERT-other`
    expect(await verify({ ...paypal.sign(body), "paypal-cert-url": address })).toBe(false)
    const url = process.env.PAYPAL_API_URL
    process.env.PAYPAL_API_URL = "http://localhost:9"
    resetEnv()
    const unreachable = { ...paypal.sign(body), "paypal-cert-url": "http://localhost:9/v1/notifications/certs/CERT-1" }
    await expect(verify(unreachable)).rejects.toMatchObject({ code: "gateway_unavailable" })
    process.env.PAYPAL_API_URL = url
    resetEnv()
  })

  it("names the order by PayPal's id of the event, and knows which events report captured money", () => {
    expect(paypalGateway.interpret(Buffer.from(body))).toEqual({
      eventId: "WH-1",
      type: "CHECKOUT.ORDER.APPROVED",
      reference: "ORDER1",
      sessionId: null,
    })
    expect(paypalGateway.interpret(Buffer.from("{"))).toBeNull()
    expect(paypalGateway.reportsCapturedMoney("CUSTOMER.DISPUTE.CREATED")).toBe(true)
    expect(paypalGateway.reportsCapturedMoney("PAYMENT.CAPTURE.COMPLETED")).toBe(false)
  })
})
