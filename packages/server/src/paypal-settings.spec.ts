import { EnvError, parseEnv } from "./env"

const demo = { NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/demo" }
const keys = {
  PAYPAL_CLIENT_ID: "client_abc",
  PAYPAL_CLIENT_SECRET: "secret_abc",
  PAYPAL_WEBHOOK_ID: "1JE4291016473214C",
  PAYPAL_ENVIRONMENT: "sandbox",
}

describe("PayPal's keys", () => {
  it("does not offer PayPal without its keys, and offers it with all four", () => {
    expect(parseEnv(demo).paypal).toBeNull()
    expect(parseEnv({ ...demo, ...keys }).paypal).toEqual({
      clientId: "client_abc",
      clientSecret: "secret_abc",
      webhookId: "1JE4291016473214C",
      apiUrl: "https://api-m.sandbox.paypal.com",
      certificateOrigins: ["https://api.sandbox.paypal.com", "https://api-m.sandbox.paypal.com"],
      live: false,
    })
    expect(parseEnv({ ...demo, ...keys, PAYPAL_ENVIRONMENT: "live" }).paypal).toMatchObject({
      apiUrl: "https://api-m.paypal.com",
      certificateOrigins: ["https://api.paypal.com", "https://api-m.paypal.com"],
      live: true,
    })
  })

  it.each(Object.keys(keys))("refuses to start and reports %s when only the other keys are set", (missing) => {
    expect(() => parseEnv({ ...demo, ...keys, [missing]: "" })).toThrow(EnvError)
    expect(() => parseEnv({ ...demo, ...keys, [missing]: "" })).toThrow(`${missing} must be set too`)
  })

  it("refuses a malformed webhook id and environment, and plain HTTP in production", () => {
    expect(() => parseEnv({ ...demo, ...keys, PAYPAL_WEBHOOK_ID: "https://x" })).toThrow("PAYPAL_WEBHOOK_ID")
    expect(() => parseEnv({ ...demo, ...keys, PAYPAL_ENVIRONMENT: "test" })).toThrow("PAYPAL_ENVIRONMENT")
    const away = { ...demo, ...keys, NODE_ENV: "production", PAYPAL_API_URL: "http://localhost:1" }
    expect(() => parseEnv(away)).toThrow("PAYPAL_API_URL")
  })
})
