import { paymentMethods } from "@/payment-methods"

import { methodToShow, offeredMethods, originsOf, type PaymentMethod } from "./payment-method"

const SANDBOX = "pp_sandbox_sandbox"
const STRIPE = "pp_stripe_stripe"
const TRANSFER = "pp_bank-transfer_acme"
const KEY = { STRIPE_PUBLISHABLE_KEY: "pk_test_x" }

const offered = (providers: string[], environment = {}) => offeredMethods(paymentMethods, providers, environment)
const ids = (providers: string[], environment = {}) =>
  offered(providers, environment).map(({ providerId }) => providerId)

describe("the payment methods a shopper is offered", () => {
  it("are those whose provider the region has, in the order of the shop's list", () => {
    expect(ids([STRIPE, SANDBOX], KEY)).toEqual([SANDBOX, STRIPE])
    expect(ids([STRIPE], KEY)).toEqual([STRIPE])
    expect(ids(["pp_system_default"], KEY)).toEqual([])
  })

  it("do not include Stripe without its key, nor where the region does not have it", () => {
    expect(ids([STRIPE, SANDBOX])).toEqual([SANDBOX])
    expect(ids([SANDBOX], KEY)).toEqual([SANDBOX])
  })

  it("include the example's bank transfer only where the examples are on", () => {
    expect(ids([SANDBOX, TRANSFER])).toEqual([SANDBOX])
    expect(ids([SANDBOX, TRANSFER], { ATRIUM_EXAMPLES: "0" })).toEqual([SANDBOX])
    expect(offered([SANDBOX, TRANSFER], { ATRIUM_EXAMPLES: "1" })).toContainEqual({
      providerId: TRANSFER,
      kind: "instructions",
      name: "Bank transfer",
      description: expect.any(String),
      settings: {},
    })
  })

  it("carry to the browser what a method publishes, and no other value of the environment", () => {
    const Form = () => null
    const outsider: PaymentMethod = {
      kind: "form",
      providerId: "pp_outsider_a",
      name: "Wallet",
      description: "Any wallet.",
      settings: ({ OUTSIDER_KEY: key }) => (key ? { key } : null),
      Form,
    }
    const environment = { OUTSIDER_KEY: "pk_1", OUTSIDER_SECRET: "sk_1" }
    const [method] = offeredMethods([outsider], ["pp_outsider_a"], environment)
    expect(method?.settings).toEqual({ key: "pk_1" })
    expect(JSON.stringify(method)).not.toContain("sk_1")
    expect(structuredClone(method)).toEqual(method)
  })

  it("begin with the method the purchase was begun with", () => {
    const methods = offered([STRIPE, SANDBOX], KEY)
    expect(methodToShow(methods, STRIPE)?.providerId).toBe(STRIPE)
    expect(methodToShow(methods)?.providerId).toBe(SANDBOX)
    expect(methodToShow([], STRIPE)).toBeUndefined()
  })
})

describe("the origins that the content security policy allows for payment methods", () => {
  it("include Stripe's only where Stripe is configured", () => {
    expect(originsOf(paymentMethods, {})).toEqual({ frames: [], connect: [] })
    expect(originsOf(paymentMethods, KEY)).toEqual({
      frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
      connect: ["https://api.stripe.com"],
    })
  })
})

it("no two methods of the shop's list are for one provider", () => {
  const providers = paymentMethods.map(({ providerId }) => providerId)
  expect(new Set(providers).size).toBe(providers.length)
})
