import { paymentMethods } from "@/payment-methods"

import { methodToShow, offeredMethods, originsOf, type PaymentMethod } from "./payment-method"

const SANDBOX = "pp_sandbox_sandbox"
const STRIPE = "pp_stripe_stripe"
const TRANSFER = "pp_bank-transfer_acme"
const KEY = { STRIPE_PUBLISHABLE_KEY: "pk_test_x" }

const offered = (providers: string[], environment = {}) => offeredMethods(paymentMethods, providers, environment)
const ids = (providers: string[], environment = {}) =>
  offered(providers, environment).map(({ providerId }) => providerId)

describe("offered payment methods", () => {
  it("the methods of the region's providers are offered in the order of the list", () => {
    expect(ids([STRIPE, SANDBOX], KEY)).toEqual([SANDBOX, STRIPE])
    expect(ids([STRIPE], KEY)).toEqual([STRIPE])
    expect(ids(["pp_system_default"], KEY)).toEqual([])
  })

  it("Stripe is not offered without its key or where the region doesn't have it", () => {
    expect(ids([STRIPE, SANDBOX])).toEqual([SANDBOX])
    expect(ids([SANDBOX], KEY)).toEqual([SANDBOX])
  })

  it("the example bank transfer is offered only when the examples are enabled", () => {
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

  it("only a method's public settings are passed to the browser", () => {
    const Form = () => null
    const walletMethod: PaymentMethod = {
      kind: "form",
      providerId: "pp_wallet_a",
      name: "Wallet",
      description: "Any wallet.",
      settings: ({ WALLET_KEY: key }) => (key ? { key } : null),
      Form,
    }
    const environment = { WALLET_KEY: "pk_1", WALLET_SECRET: "sk_1" }
    const [method] = offeredMethods([walletMethod], ["pp_wallet_a"], environment)
    expect(method?.settings).toEqual({ key: "pk_1" })
    expect(JSON.stringify(method)).not.toContain("sk_1")
    expect(structuredClone(method)).toEqual(method)
  })

  it("the method of an existing purchase is selected first", () => {
    const methods = offered([STRIPE, SANDBOX], KEY)
    expect(methodToShow(methods, STRIPE)?.providerId).toBe(STRIPE)
    expect(methodToShow(methods)?.providerId).toBe(SANDBOX)
    expect(methodToShow([], STRIPE)).toBeUndefined()
  })
})

describe("content security policy origins", () => {
  it("Stripe's origins are allowed only when Stripe is configured", () => {
    expect(originsOf(paymentMethods, {})).toEqual({ frames: [], connect: [] })
    expect(originsOf(paymentMethods, KEY)).toEqual({
      frames: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
      connect: ["https://api.stripe.com"],
    })
  })
})

it("every payment method in the list has its own provider", () => {
  const providers = paymentMethods.map(({ providerId }) => providerId)
  expect(new Set(providers).size).toBe(providers.length)
})
