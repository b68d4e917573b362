import { paymentMethods } from "@/payment-methods"

import { gatewaysUp } from "./form.fixtures"
import { methodToShow, offeredMethods, originsOf, type PaymentMethod } from "./payment-method"

const SANDBOX = "pp_sandbox_sandbox"
const STRIPE = "pp_stripe_stripe"
const TRANSFER = "pp_bank-transfer_acme"
const RAZORPAY = "pp_razorpay_razorpay"
const KEY = { STRIPE_PUBLISHABLE_KEY: "pk_test_x" }

const offered = (providers: string[], environment = {}) =>
  offeredMethods(paymentMethods, gatewaysUp(providers), environment)
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

  it("Razorpay is offered with its public key, which is all that a browser gets", () => {
    expect(ids([RAZORPAY, SANDBOX])).toEqual([SANDBOX])
    const [, method] = offered([RAZORPAY, SANDBOX], { RAZORPAY_KEY_ID: "rzp_1", RAZORPAY_KEY_SECRET: "secret" })
    expect(method).toMatchObject({ providerId: RAZORPAY, kind: "form", settings: { keyId: "rzp_1" } })
    expect(JSON.stringify(method)).not.toContain("secret")
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
      isDown: false,
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
    const [method] = offeredMethods([walletMethod], gatewaysUp(["pp_wallet_a"]), environment)
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

  const states = (down: readonly string[], byDefault = STRIPE) =>
    [SANDBOX, STRIPE].map((id) => ({ provider_id: id, is_default: id === byDefault, is_down: down.includes(id) }))
  const inState = (down: readonly string[], byDefault?: string) =>
    offeredMethods(paymentMethods, states(down, byDefault), KEY)

  it("the region's default is first, and what is down comes last", () => {
    const order = (down: readonly string[], byDefault?: string) =>
      inState(down, byDefault).map(({ providerId, isDown }) => [providerId, isDown])
    expect(order([])).toEqual([
      [STRIPE, false],
      [SANDBOX, false],
    ])
    expect(order([STRIPE])).toEqual([
      [SANDBOX, false],
      [STRIPE, true],
    ])
    expect(order([SANDBOX, STRIPE])).toEqual([
      [STRIPE, true],
      [SANDBOX, true],
    ])
  })

  it("a method that is down isn't selected for the shopper, even if it is the purchase's, unless all are", () => {
    expect(methodToShow(inState([STRIPE]), STRIPE)?.providerId).toBe(SANDBOX)
    expect(methodToShow(inState([SANDBOX]), STRIPE)?.providerId).toBe(STRIPE)
    expect(methodToShow(inState([SANDBOX, STRIPE]), SANDBOX)?.providerId).toBe(SANDBOX)
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

  it("Razorpay's origins are allowed only when Razorpay is configured", () => {
    const { frames, connect, popups } = originsOf(paymentMethods, { RAZORPAY_KEY_ID: "rzp_1" })
    expect(popups).toBe(true)
    expect(frames.length).toBeGreaterThan(0)
    for (const origin of [...frames, ...connect]) expect(new URL(origin).hostname).toMatch(/\.razorpay\.com$/)
  })
})

it("every payment method in the list has its own provider", () => {
  const providers = paymentMethods.map(({ providerId }) => providerId)
  expect(new Set(providers).size).toBe(providers.length)
})
