import { resetEnv } from "@atrium/server"

import { gateways } from "../../extension-points"
import { canTakePayments, gatewayOf } from "../../use-cases/find-gateway"
import { stripeGateway } from "./gateway"
import { stripeSepaDebitGateway } from "./sepa-debit-gateway"

gateways.add("payments", stripeGateway)
gateways.add("payments", stripeSepaDebitGateway)

const KEYS = {
  STRIPE_API_KEY: "sk_test_unit",
  STRIPE_WEBHOOK_SECRET: "whsec_unit",
  STRIPE_PUBLISHABLE_KEY: "pk_test_unit",
}
const body = (change: object) =>
  Buffer.from(
    JSON.stringify({
      id: "evt_1",
      object: "event",
      type: "payment_intent.succeeded",
      livemode: false,
      data: {
        object: {
          id: "pi_1",
          object: "payment_intent",
          metadata: { session_id: "payses_1", shop: "http://localhost:9000" },
        },
      },
      ...change,
    })
  )

describe("Stripe as a gateway", () => {
  const withKeys = (keys: Partial<typeof KEYS> & { STRIPE_SEPA_DEBIT?: string }) => {
    const none = { STRIPE_API_KEY: "", STRIPE_WEBHOOK_SECRET: "", STRIPE_PUBLISHABLE_KEY: "", STRIPE_SEPA_DEBIT: "" }
    Object.assign(process.env, none, { NODE_ENV: "test", DATABASE_URL: "postgres://localhost/none" }, keys)
    resetEnv()
  }
  const before = { ...process.env }
  beforeEach(() => withKeys(KEYS))
  afterAll(() => {
    process.env = before
    resetEnv()
  })

  it("is unavailable without keys: no webhook and no payment, even if Medusa still lists it", () => {
    withKeys({})
    expect(gatewayOf("stripe")).toBeUndefined()
    expect(canTakePayments("pp_stripe_stripe", "eur")).toBe(false)
    expect(canTakePayments("pp_system_default", "eur")).toBe(true)
  })

  it("is available with keys, and shown to staff as a sandbox while they are test keys", () => {
    expect(gatewayOf("stripe")).toMatchObject({ providerId: "pp_stripe_stripe", mode: "sandbox" })
    withKeys({ ...KEYS, STRIPE_API_KEY: "sk_live_unit", STRIPE_PUBLISHABLE_KEY: "pk_live_unit" })
    expect(gatewayOf("stripe")?.mode).toBe("live")
  })

  it("takes SEPA Direct Debit in euros where it is switched on, and settles debits on their way without the switch", () => {
    const debit = "pp_stripe-sepa-debit_stripe"
    expect(canTakePayments(debit, "eur")).toBe(false)
    expect(gatewayOf("stripe-sepa-debit")).toMatchObject({ providerId: debit })
    withKeys({ ...KEYS, STRIPE_SEPA_DEBIT: "1" })
    expect(canTakePayments(debit, "EUR")).toBe(true)
    expect(canTakePayments(debit, "inr")).toBe(false)
    withKeys({})
    expect(gatewayOf("stripe-sepa-debit")).toBeUndefined()
  })

  it("reads which payment an event is about, of charges, refunds and disputes too", () => {
    const stripe = gatewayOf("stripe")
    expect(stripe?.interpret(body({}))).toEqual({
      eventId: "evt_1",
      type: "payment_intent.succeeded",
      reference: "pi_1",
      sessionId: "payses_1",
    })
    for (const object of ["charge", "refund", "dispute"])
      for (const payment_intent of ["pi_2", { id: "pi_2" }])
        expect(stripe?.interpret(body({ data: { object: { id: "x", object, payment_intent } } }))).toMatchObject({
          reference: "pi_2",
          sessionId: null,
        })
  })

  it.each([
    ["of the other mode", { livemode: true }],
    ["of a connected account", { account: "acct_1" }],
    ["about something else", { data: { object: { id: "cus_1", object: "customer" } } }],
    [
      "about another shop's payment",
      { data: { object: { id: "pi_9", object: "payment_intent", metadata: { session_id: "s", shop: "http://x" } } } },
    ],
  ])("takes an event %s for one about no payment here", (_what, change) => {
    expect(gatewayOf("stripe")?.interpret(body(change))).toMatchObject({ reference: null, sessionId: null })
  })

  it("returns nothing for a body that is not an event", () => {
    for (const text of ["", "null", "[]", "{", '{"id":"evt_1"}'])
      expect(gatewayOf("stripe")?.interpret(Buffer.from(text))).toBeNull()
  })

  it("distinguishes events about captured money from others", () => {
    const tells = (type: string) => gatewayOf("stripe")?.reportsCapturedMoney(type)
    for (const type of ["charge.refunded", "charge.refund.updated", "refund.created", "charge.dispute.closed"])
      expect(tells(type)).toBe(true)
    for (const type of ["payment_intent.succeeded", "charge.captured", "charge.succeeded"])
      expect(tells(type)).toBe(false)
  })
})
