import { BigNumber } from "@medusajs/framework/utils"
import { toMajorText } from "@atrium/kernel"
import fc from "fast-check"

import { outcomeOf } from "../src/domain/sandbox-cards"
import { openPayments, type Payments } from "./with-payments"

jest.setTimeout(120_000)

const charge = { kind: "charge", outcome: outcomeOf("4242424242424242"), last4: "4242", brand: "visa" } as const

describe("Medusa's payment provider for the sandbox gateway", () => {
  let payments: Payments
  let made = 0
  beforeAll(async () => {
    payments = await openPayments()
  }, 240_000)
  afterAll(() => payments.close())

  const start = (amount: number | string = 1499, context: Record<string, unknown> = {}) => {
    const sessionId = `payses_provider_${++made}`
    return payments.provider.initiatePayment({
      amount,
      currency_code: "inr",
      data: { session_id: sessionId },
      context: { idempotency_key: sessionId, ...context },
    })
  }
  const idOf = (data: Record<string, unknown> | undefined) => String(data?.id)

  it("sends the gateway the amount, the name of what is bought and who buys it, exactly [P9 R4.2]", async () => {
    const text = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 60 })
      .filter((value) => !value.includes("\u0000"))
    const purchase = fc.record({
      cart_id: fc.stringMatching(/^cart_[A-Z0-9]{5,26}$/),
      description: text,
      customer: fc.record({ name: text, email: fc.emailAddress(), phone: fc.stringMatching(/^\+[1-9][0-9]{6,14}$/) }),
    })
    const money = fc.record({
      currency: fc.constantFrom("inr", "usd", "eur", "jpy", "kwd"),
      minor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    })
    await fc.assert(
      fc.asyncProperty(money, purchase, async ({ currency, minor }, bought) => {
        const sessionId = `payses_p9_${++made}`
        const answer = await payments.provider.initiatePayment({
          amount: new BigNumber(toMajorText(minor, currency)),
          currency_code: currency,
          data: { session_id: sessionId },
          context: { idempotency_key: sessionId, ...{ purchase: bought } },
        })
        const intent = await payments.gateway.get(answer.id)
        expect(intent).toMatchObject({ amount: minor, currency_code: currency, session_id: sessionId, ...bought })
        // The browser is given what it needs to pay, and nothing of the person.
        expect(Object.keys(answer.data ?? {}).sort()).toEqual(["client_secret", "id"])
      }),
      { numRuns: 120 }
    )
  })

  it("sends the signed-in customer on the ordinary cart path", async () => {
    const customer = {
      id: "cus_1",
      email: "ravi@customers.atrium.test",
      first_name: "Ravi",
      last_name: "Iyer",
      phone: null,
    }
    const { id } = await start(1, { customer })
    expect((await payments.gateway.get(id)).customer).toEqual({ name: "Ravi Iyer", email: customer.email, phone: null })
  })

  it("starts the same payment when core repeats itself", async () => {
    const input = {
      amount: 10,
      currency_code: "inr",
      data: { session_id: "payses_again" },
      context: { idempotency_key: "payses_again" },
    }
    const [first, second] = await Promise.all([
      payments.provider.initiatePayment(input),
      payments.provider.initiatePayment(input),
    ])
    expect(second).toEqual(first)
  })

  it("reports for each payment what core may do with it, and keeps a declined one usable", async () => {
    const { id, data } = await start()
    const status = async () => (await payments.provider.getPaymentStatus({ data })).status
    expect(await status()).toBe("pending")
    await payments.gateway.run(id, { ...charge, outcome: outcomeOf("4000000000000002") })
    expect(await status()).toBe("pending")
    await payments.gateway.run(id, { ...charge, outcome: outcomeOf("4000002500003155") })
    expect(await status()).toBe("requires_more")
    await payments.gateway.run(id, { kind: "authenticate", passed: true })
    expect((await payments.provider.authorizePayment({ data })).status).toBe("authorized")
    await payments.provider.capturePayment({ data })
    expect(await status()).toBe("captured")
  })

  it("refunds once per refund of core, in its currency's minor units", async () => {
    const { id, data } = await start("1499.99")
    await payments.gateway.run(id, charge)
    await payments.provider.capturePayment({ data })
    const refund = { data, amount: new BigNumber("400.5"), context: { idempotency_key: "refund_1" } }
    await Promise.all([payments.provider.refundPayment(refund), payments.provider.refundPayment(refund)])
    expect((await payments.gateway.get(id)).refunded).toBe(40_050n)
    await expect(
      payments.provider.refundPayment({ data, amount: 2000, context: { idempotency_key: "refund_2" } })
    ).rejects.toMatchObject({ code: "amount_not_available" })
  })

  it("releases the authorization of a deleted session, any number of times", async () => {
    const { id, data } = await start()
    await payments.gateway.run(id, charge)
    await payments.provider.deletePayment({ data })
    await payments.provider.deletePayment({ data })
    expect((await payments.gateway.get(id)).status).toBe("canceled")
    expect(await payments.provider.deletePayment({ data: { id: "x" } })).toEqual({ data: { id: "x" } })
  })

  it("follows a changed total until it is authorized", async () => {
    const { id, data } = await start(100)
    await payments.provider.updatePayment({ data, amount: 120, currency_code: "inr" })
    expect((await payments.gateway.get(id)).amount).toBe(12_000n)
    await payments.gateway.run(id, charge)
    await expect(payments.provider.updatePayment({ data, amount: 90, currency_code: "inr" })).rejects.toMatchObject({
      code: "invalid_transition",
    })
    expect(idOf(data)).toBe(id)
  })
})
