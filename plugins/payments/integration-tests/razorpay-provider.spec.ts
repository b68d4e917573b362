import { createHmac } from "node:crypto"

import { resetEnv, resetOutsideServices } from "@atrium/server"
import { type RazorpayStandIn, startRazorpay } from "@atrium/test-kit"
import { PaymentSessionStatus } from "@medusajs/framework/utils"

import { RazorpayPaymentProvider, razorpayClient } from "../src/providers/razorpay"
import { razorpayGateway } from "../src/providers/razorpay/gateway"
import { RazorpayPayments } from "../src/providers/razorpay/payments"

const KEYS = { keyId: "rzp_test_module", keySecret: "secret_module", webhookSecret: "webhook_module" }
const SHOP = "https://shop.example"
const purchase = {
  cart_id: "cart_1",
  description: "GST registration – Basic",
  customer: { name: "Asha Rao", email: "asha@example.com", phone: "+919876543210" },
}

describe("the Razorpay provider", () => {
  let razorpay: RazorpayStandIn
  let provider: RazorpayPaymentProvider
  let payments: RazorpayPayments
  let count = 0

  const optionsWith = (change: object = {}) => ({ ...KEYS, apiUrl: razorpay.url, shop: SHOP, ...change })
  beforeAll(async () => {
    razorpay = await startRazorpay(KEYS)
    provider = new RazorpayPaymentProvider({}, optionsWith())
    payments = new RazorpayPayments(razorpayClient(optionsWith()), SHOP)
  })
  beforeEach(resetOutsideServices)
  afterAll(() => razorpay.close())

  const start = async (amount: number | string = 4999, currency_code = "inr") => {
    const session_id = `payses_${++count}`
    const context = { idempotency_key: session_id, purchase } as object
    const { data } = await provider.initiatePayment({ amount, currency_code, data: { session_id }, context })
    return data as { id: string; currency: string }
  }
  const authorized = async () => {
    const data = await start()
    return { data, attempt: razorpay.account.attempt(data.id, "authorized", "upi") }
  }
  const captured = async () => {
    const { data, attempt } = await authorized()
    await provider.capturePayment({ data })
    return { data, attempt }
  }
  const refundedAt = (paymentId: string) => razorpay.account.refunds.filter((one) => one.payment_id === paymentId)

  it("sends Razorpay amount, service and our ids, and nothing of the customer; the browser gets no secret [P9]", async () => {
    const data = await start()
    expect(razorpay.account.order(data.id)).toMatchObject({
      amount: 499900,
      currency: "INR",
      receipt: `payses_${count}`,
      notes: { session_id: `payses_${count}`, cart_id: "cart_1", shop: SHOP, description: purchase.description },
    })
    for (const told of ["Asha", "asha@", "+9198"])
      expect(JSON.stringify(razorpay.account.order(data.id))).not.toContain(told)
    expect(data).toEqual({ id: data.id, currency: "inr", client_secret: data.id })
  })

  it("refuses an amount that Razorpay would round, before it is asked [R03]", async () => {
    const before = razorpay.requests().length
    await expect(start("12.345", "kwd")).rejects.toMatchObject({ code: "invalid_input" })
    expect(razorpay.requests()).toHaveLength(before)
  })

  it("starts a new order when the amount changes, and captures the old one never", async () => {
    const { data } = await authorized()
    const { data: changed } = await provider.updatePayment({ data, amount: 5000, currency_code: "inr" })
    expect(changed?.id).not.toBe(data.id)
    expect(await payments.state(data.id)).toMatchObject({ state: "canceled" })
    await expect(provider.capturePayment({ data })).rejects.toMatchObject({ code: "not_paid" })
    expect(await payments.state(String(changed?.id))).toMatchObject({ state: "awaiting", amount: 500000n })
  })

  it("captures once when the answer to the capture is lost", async () => {
    const { data } = await authorized()
    razorpay.fail({ request: /capture$/, how: "lost", times: 1 })
    expect(await payments.capture(data.id)).toMatchObject({ state: "captured", captured: 499900n })
    expect(await payments.capture(data.id)).toMatchObject({ state: "captured", captured: 499900n })
  })

  it("refunds once with the same id when the answers are lost and when it is asked again in parallel [R13]", async () => {
    const { data, attempt } = await captured()
    razorpay.fail({ request: /refund$/, how: "lost", times: 2 })
    const refund = () => provider.refundPayment({ data, amount: 10, context: { idempotency_key: "ref_01MODULE0001" } })
    await refund()
    await Promise.all([refund(), refund(), refund()])
    expect(refundedAt(attempt.id)).toMatchObject([{ amount: 1000, notes: { refund_id: "ref_01MODULE0001" } }])
    expect(await payments.refunds(data.id)).toMatchObject([{ amount: 1000n, refundId: "ref_01MODULE0001" }])
  })

  it("never refunds more than is left", async () => {
    const { data, attempt } = await captured()
    const context = { idempotency_key: "ref_01MODULE0002" }
    await expect(provider.refundPayment({ data, amount: 5000, context })).rejects.toMatchObject({
      code: "amount_not_available",
    })
    expect(refundedAt(attempt.id)).toEqual([])
  })

  it("releases a payment without an order once: gives up what is authorized, refunds what is captured [R02]", async () => {
    const { data } = await authorized()
    await payments.release(data.id)
    await payments.release(data.id)
    expect(await payments.state(data.id)).toMatchObject({ state: "canceled" })
    const taken = await captured()
    await payments.release(taken.data.id)
    await payments.release(taken.data.id)
    expect(refundedAt(taken.attempt.id)).toMatchObject([{ amount: 499900 }])
    expect(await payments.refunds(taken.data.id)).toMatchObject([{ released: true, refundId: null }])
  })

  it("reports a dispute with Razorpay's id and amount, and the bank's decision [R12]", async () => {
    const { data } = await captured()
    await captured()
    const dispute = razorpay.account.dispute(data.id)
    const told = { reference: dispute.id, amount: 499900n, respondBy: new Date(dispute.respond_by * 1000) }
    expect(await payments.state(data.id)).toMatchObject({ disputed: true, disputes: [{ ...told, status: "open" }] })
    razorpay.account.closeDispute(dispute.id, "lost")
    expect(await payments.state(data.id)).toMatchObject({ disputes: [{ ...told, status: "lost" }] })
  })

  it("knows nothing of an unknown order, nor of one that another shop made in the same account", async () => {
    expect(await payments.state("order_unknown")).toBeNull()
    const theirs = razorpay.account.create({
      amount: 100,
      currency: "INR",
      notes: { session_id: "payses_1", shop: "https://other.example" },
    })
    razorpay.account.attempt(theirs.id, "authorized")
    expect(await payments.state(theirs.id)).toBeNull()
    await payments.release(theirs.id)
    expect(razorpay.account.order(theirs.id).notes).not.toHaveProperty("given_up")
  })

  it("lists what changed, with the ids of the events that report it", async () => {
    const since = new Date(Date.now() - 5000)
    const { data, attempt } = await captured()
    const refund = razorpay.account.refund(attempt.id, { amount: 100 })
    const changes = await payments.changes({ since, until: new Date(Date.now() + 5000) })
    const events = changes.filter(({ orderId }) => orderId === data.id).flatMap((change) => change.events)
    expect(events).toEqual(
      expect.arrayContaining([`payment.authorized:${attempt.id}`, `refund.processed:${refund.id}`])
    )
  })

  it("answers gateway_unavailable while Razorpay is down, and after five failures without asking it", async () => {
    const { data } = await authorized()
    razorpay.fail({ request: /POST .*orders$/, how: "unavailable", times: 5 })
    for (let call = 0; call < 5; call++) await expect(start()).rejects.toMatchObject({ code: "gateway_unavailable" })
    const before = razorpay.requests().length
    await expect(start()).rejects.toMatchObject({ code: "gateway_unavailable" })
    await expect(payments.state(data.id)).rejects.toMatchObject({ code: "gateway_unavailable" })
    expect(razorpay.requests()).toHaveLength(before)
    resetOutsideServices()
    expect((await provider.getPaymentStatus({ data })).status).toBe(PaymentSessionStatus.AUTHORIZED)
  })
})

describe("Razorpay's events", () => {
  const before = { ...process.env }
  beforeAll(() => {
    Object.assign(process.env, {
      NODE_ENV: "test",
      DATABASE_URL: "postgres://localhost/none",
      RAZORPAY_KEY_ID: KEYS.keyId,
      RAZORPAY_KEY_SECRET: KEYS.keySecret,
      RAZORPAY_WEBHOOK_SECRET: KEYS.webhookSecret,
    })
    resetEnv()
  })
  afterAll(() => {
    process.env = before
    resetEnv()
  })
  const event = (payload: object, name = "payment.authorized") =>
    Buffer.from(JSON.stringify({ entity: "event", event: name, created_at: 1700000000, payload }))
  const payment = { payment: { entity: { id: "pay_1", order_id: "order_1", notes: [] } } }

  it("accepts the signature of exactly these bytes and no other", () => {
    const body = event(payment)
    const sign = (secret: string) => createHmac("sha256", secret).update(body).digest("hex")
    const verify = (signature: string | undefined, bytes = body) =>
      razorpayGateway.verify(bytes, signature === undefined ? {} : { "x-razorpay-signature": signature }, new Date())
    expect(verify(sign(KEYS.webhookSecret))).toBe(true)
    for (const wrong of [undefined, "", "00", sign("other_secret"), sign(KEYS.webhookSecret).toUpperCase()])
      expect(verify(wrong)).toBe(false)
    expect(verify(sign(KEYS.webhookSecret), Buffer.concat([body, Buffer.from(" ")]))).toBe(false)
  })

  it("names the order, and the same event by the same id in each delivery; a dispute's events stay apart", () => {
    expect(razorpayGateway.interpret(event(payment))).toEqual({
      eventId: "payment.authorized:pay_1",
      type: "payment.authorized",
      reference: "order_1",
      sessionId: null,
    })
    const refund = { ...payment, refund: { entity: { id: "rfnd_1" } } }
    expect(razorpayGateway.interpret(event(refund, "refund.processed"))?.eventId).toBe("refund.processed:rfnd_1")
    const dispute = { ...payment, dispute: { entity: { id: "disp_1" } } }
    const type = "payment.dispute.created"
    expect(razorpayGateway.interpret(event(dispute, type))?.eventId).toBe(`${type}:disp_1:1700000000`)
    expect(razorpayGateway.reportsCapturedMoney(type)).toBe(true)
    expect(razorpayGateway.interpret(event({}, "settlement.processed"))).toMatchObject({ reference: null })
    expect(razorpayGateway.interpret(Buffer.from("{"))).toBeNull()
  })
})
