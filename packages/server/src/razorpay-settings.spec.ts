import { EnvError, parseEnv } from "./env"

const demo = { NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/demo" }
const keys = {
  RAZORPAY_KEY_ID: "rzp_test_abc",
  RAZORPAY_KEY_SECRET: "secret_abc",
  RAZORPAY_WEBHOOK_SECRET: "webhook_abc",
}

describe("Razorpay's keys", () => {
  it("does not offer Razorpay without its keys, and offers it with all three", () => {
    expect(parseEnv(demo).razorpay).toBeNull()
    expect(parseEnv({ ...demo, ...keys }).razorpay).toEqual({
      keyId: "rzp_test_abc",
      keySecret: "secret_abc",
      webhookSecret: "webhook_abc",
      apiUrl: "https://api.razorpay.com",
      live: false,
    })
    expect(parseEnv({ ...demo, ...keys, RAZORPAY_KEY_ID: "rzp_live_abc" }).razorpay?.live).toBe(true)
  })

  it.each(Object.keys(keys))("refuses to start and reports %s when only the other keys are set", (missing) => {
    expect(() => parseEnv({ ...demo, ...keys, [missing]: "" })).toThrow(EnvError)
    expect(() => parseEnv({ ...demo, ...keys, [missing]: "" })).toThrow(`${missing} must be set too`)
  })

  it("refuses a malformed key id, and plain HTTP in production", () => {
    expect(() => parseEnv({ ...demo, ...keys, RAZORPAY_KEY_ID: "key_abc" })).toThrow("RAZORPAY_KEY_ID")
    const away = { ...demo, ...keys, NODE_ENV: "production", RAZORPAY_API_URL: "http://localhost:1" }
    expect(() => parseEnv(away)).toThrow("RAZORPAY_API_URL")
  })
})
