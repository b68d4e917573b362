import { EnvError, parseEnv } from "./env"

const demo = { NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/demo" }
const keys = {
  STRIPE_API_KEY: "sk_test_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abc",
  STRIPE_PUBLISHABLE_KEY: "pk_test_abc",
}

describe("Stripe's keys", () => {
  it("does not offer Stripe without its keys", () => {
    expect(parseEnv(demo).stripe).toBeNull()
  })

  it("offers Stripe when all three keys are set", () => {
    expect(parseEnv({ ...demo, ...keys }).stripe).toEqual({
      apiKey: "sk_test_abc",
      webhookSecret: "whsec_abc",
      publishableKey: "pk_test_abc",
      apiUrl: "https://api.stripe.com",
      live: false,
      sepaDebit: false,
    })
  })

  it("offers SEPA Direct Debit only where it was switched on, and refuses the switch without keys", () => {
    expect(parseEnv({ ...demo, ...keys, STRIPE_SEPA_DEBIT: "1" }).stripe?.sepaDebit).toBe(true)
    expect(parseEnv({ ...demo, ...keys, STRIPE_SEPA_DEBIT: "" }).stripe?.sepaDebit).toBe(false)
    expect(() => parseEnv({ ...demo, STRIPE_SEPA_DEBIT: "1" })).toThrow("STRIPE_SEPA_DEBIT needs Stripe's keys")
  })

  it.each(Object.keys(keys))("refuses to start and reports %s when only the other keys are set", (missing) => {
    expect(() => parseEnv({ ...demo, ...keys, [missing]: "" })).toThrow(EnvError)
    expect(() => parseEnv({ ...demo, ...keys, [missing]: "" })).toThrow(`${missing} must be set too`)
  })

  it("refuses mixed test and live keys, a malformed key, and plain HTTP in production", () => {
    expect(() => parseEnv({ ...demo, ...keys, STRIPE_PUBLISHABLE_KEY: "pk_live_abc" })).toThrow("same mode")
    expect(() => parseEnv({ ...demo, ...keys, STRIPE_API_KEY: "pk_test_abc" })).toThrow("STRIPE_API_KEY")
    const away = { ...demo, ...keys, NODE_ENV: "production", STRIPE_API_URL: "http://localhost:1" }
    expect(() => parseEnv(away)).toThrow("STRIPE_API_URL")
  })
})
