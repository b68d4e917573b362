import { resetOutsideServices } from "@atrium/server"
import { startStripe, type StripeStandIn } from "@atrium/test-kit"
import { PaymentSessionStatus } from "@medusajs/framework/utils"

import { StripeSepaDebitProvider } from "../src/providers/stripe/sepa-debit-service"

const KEYS = { secretKey: "sk_test_module", publishableKey: "pk_test_module" }
const SHOP = "https://shop.example"

describe("the provider of SEPA Direct Debit", () => {
  let stripe: StripeStandIn
  let provider: StripeSepaDebitProvider
  let count = 0

  beforeAll(async () => {
    stripe = await startStripe({ ...KEYS, sign: () => "", webhookUrl: () => "http://localhost:9" })
    provider = providerWith(true)
  })
  afterAll(() => stripe.close())
  beforeEach(resetOutsideServices)

  const providerWith = (sepaDebit: boolean) =>
    new StripeSepaDebitProvider(
      {},
      { apiKey: KEYS.secretKey, webhookSecret: "whsec_x", apiUrl: stripe.url, shop: SHOP, sepaDebit }
    )
  const start = (by = provider, currency_code = "eur") => {
    const session_id = `payses_${++count}`
    return by.initiatePayment({
      amount: 49.99,
      currency_code,
      data: { session_id },
      context: { idempotency_key: session_id },
    })
  }
  const begun = async () => (await start()).data as { id: string; client_secret: string; currency: string }
  const processing = async () => {
    const data = await begun()
    await stripe.confirm(data, "pm_sepa_debit")
    return data
  }
  const statusOf = async (data: object) => (await provider.getPaymentStatus({ data: { ...data } })).status

  it("asks Stripe for a debit that is taken at once, of nothing but the amount and our ids", async () => {
    const { status } = await start()
    expect(status).toBe(PaymentSessionStatus.PENDING)
    expect(stripe.requests().at(-1)?.form).toEqual({
      amount: "4999",
      currency: "eur",
      metadata: { session_id: `payses_${count}`, shop: SHOP },
      payment_method_types: ["sepa_debit"],
      capture_method: "automatic",
      expand: ["payment_method"],
    })
  })

  it("refuses where it isn't switched on, and other currencies, before Stripe is asked", async () => {
    const before = stripe.requests().length
    await expect(start(providerWith(false))).rejects.toMatchObject({ code: "payment_method_unavailable" })
    await expect(start(provider, "inr")).rejects.toMatchObject({ code: "invalid_input" })
    expect(stripe.requests()).toHaveLength(before)
  })

  it("never gives up a debit that its bank processes", async () => {
    const data = await processing()
    await expect(provider.cancelPayment({ data })).rejects.toMatchObject({ code: "payment_processing" })
    await expect(provider.deletePayment({ data })).rejects.toMatchObject({ code: "payment_processing" })
    expect(stripe.account.intent(data.id).status).toBe("processing")
  })

  it("cancels one that was not confirmed or that the bank declined, and forgets one that Stripe doesn't know", async () => {
    const open = await begun()
    const declined = await processing()
    stripe.account.settleDebit(declined.id, "failed")
    expect(await statusOf(declined)).toBe(PaymentSessionStatus.PENDING)
    for (const data of [open, declined]) {
      await provider.deletePayment({ data })
      expect(stripe.account.intent(data.id).status).toBe("canceled")
    }
    await expect(provider.deletePayment({ data: { id: "pi_unknown", currency: "eur" } })).resolves.toBeDefined()
    await expect(provider.deletePayment({})).resolves.toBeDefined()
  })

  it("reports a debit that the bank paid as captured, captures it no second time, and refunds it", async () => {
    const data = await processing()
    expect(await statusOf(data)).not.toBe(PaymentSessionStatus.CAPTURED)
    stripe.account.settleDebit(data.id, "paid")
    expect(await statusOf(data)).toBe(PaymentSessionStatus.CAPTURED)
    await provider.capturePayment({ data, context: { idempotency_key: "capt_1" } })
    expect(stripe.account.intent(data.id).amount_received).toBe(4999)
    await provider.refundPayment({ data, amount: 10, context: { idempotency_key: "ref_1" } })
    expect(stripe.account.refunds.filter((one) => one.payment_intent === data.id)).toMatchObject([{ amount: 1000 }])
  })
})
