import { EnvError, parseEnv } from "./env"

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://localhost/shop",
  REDIS_URL: "redis://localhost:6379",
  JWT_SECRET: "9f1c64a0be27d358f04e7a92c6b1d83512ce47a9",
  COOKIE_SECRET: "5b83e0d7f1942ac6083e9d71b45fc2a6e97d0813",
  ATRIUM_AUDIT_SECRET: "e1f70b52c94d38a6710ce8f5b2d49a037c6e15d8",
  AUTH_MFA_ENCRYPTION_KEY: "c40d92b7e68f13a5d07b4e91f852c6a3b91e7d04",
  ATRIUM_ENCRYPTION_KEYS: "k1:7tXHP2Lbyc8AwLqWm0dB6oBvRkbKf4n1wTtZJ9sGx3E=",
  ATRIUM_BACKEND_URL: "https://api.shop.example",
  ATRIUM_STOREFRONT_URL: "https://shop.example",
  ATRIUM_SMTP_URL: "smtp://user:password@mail.shop.example",
  ATRIUM_MAIL_FROM: "Shop <hello@shop.example>",
}

const problemsOf = (source: Record<string, string | undefined>): string[] => {
  try {
    parseEnv(source)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError)
    return (error as EnvError).message.split("\n")
  }
}

describe("the environment", () => {
  it("starts a demo with nothing but a database", () => {
    expect(parseEnv({ NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/demo" })).toMatchObject({
      demo: true,
      ATRIUM_BACKEND_URL: "http://localhost:9000",
      ATRIUM_SANDBOX_TARGET_URL: "http://localhost:9000",
    })
  })

  it("defaults to production, without a demo", () => {
    const { NODE_ENV: _unset, ...rest } = production
    expect(parseEnv(rest).demo).toBe(false)
  })

  it.each([
    ["a missing Redis", { REDIS_URL: undefined }, "REDIS_URL"],
    ["a Redis URL with another scheme", { REDIS_URL: "http://localhost:6379" }, "REDIS_URL"],
    ["a missing secret", { JWT_SECRET: undefined }, "JWT_SECRET"],
    ["no keys of columns", { ATRIUM_ENCRYPTION_KEYS: undefined }, "ATRIUM_ENCRYPTION_KEYS"],
    ["a malformed key of columns", { ATRIUM_ENCRYPTION_KEYS: "hunter2" }, "ATRIUM_ENCRYPTION_KEYS"],
    ["the plugins in examples/", { ATRIUM_EXAMPLES: "1" }, "ATRIUM_EXAMPLES"],
    ["the demo's secret", { JWT_SECRET: "atrium-demo-jwt-secret-do-not-use-in-production" }, "JWT_SECRET"],
    ["a repeated secret", { JWT_SECRET: "j".repeat(40) }, "JWT_SECRET"],
    ["one secret for two purposes", { COOKIE_SECRET: "9f1c64a0be27d358f04e7a92c6b1d83512ce47a9" }, "COOKIE_SECRET"],
    ["a guessable metrics token", { ATRIUM_METRICS_TOKEN: "metrics-password-1" }, "ATRIUM_METRICS_TOKEN"],
    ["limits that are none", { ATRIUM_RATE_LIMIT_FACTOR: "1000" }, "ATRIUM_RATE_LIMIT_FACTOR"],
    ["a short secret", { COOKIE_SECRET: "short" }, "COOKIE_SECRET"],
    ["a missing address", { ATRIUM_STOREFRONT_URL: undefined }, "ATRIUM_STOREFRONT_URL"],
    ["an address without TLS", { ATRIUM_BACKEND_URL: "http://api.shop.example" }, "ATRIUM_BACKEND_URL"],
    ["an origin without TLS", { ATRIUM_STORE_CORS: "https://shop.example,http://shop.example" }, "ATRIUM_STORE_CORS"],
    ["files without TLS", { ATRIUM_FILES_URL: "http://files.shop.example" }, "ATRIUM_FILES_URL"],
    ["every origin", { ATRIUM_ADMIN_CORS: "*" }, "ATRIUM_ADMIN_CORS"],
    ["the local test inbox", { ATRIUM_SMTP_URL: undefined }, "ATRIUM_SMTP_URL"],
    ["the demo's sender", { ATRIUM_MAIL_FROM: undefined }, "ATRIUM_MAIL_FROM"],
    ["a key of the sandbox gateway", { ATRIUM_SANDBOX_SECRET: "anything" }, "ATRIUM_SANDBOX_SECRET"],
    ["events of the sandbox gateway", { ATRIUM_SANDBOX_WEBHOOK_SECRET: "anything" }, "ATRIUM_SANDBOX_WEBHOOK_SECRET"],
  ])("refuses to start in production with %s and reports only that [R27]", (_what, change, name) => {
    const problems = problemsOf({ ...production, ...change })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(name)
  })

  it("reports every problem of a production environment at once, without secret values [R27]", () => {
    const problems = problemsOf({
      DATABASE_URL: "postgres://localhost/shop",
      COOKIE_SECRET: "hunter2",
      ATRIUM_SANDBOX_SECRET: "sandbox_secret_mine",
    })
    const named = problems.map((problem) => problem.split(" ")[0])
    expect(named).toEqual([
      "JWT_SECRET",
      "COOKIE_SECRET",
      "ATRIUM_AUDIT_SECRET",
      "AUTH_MFA_ENCRYPTION_KEY",
      "REDIS_URL",
      "ATRIUM_SMTP_URL",
      "ATRIUM_MAIL_FROM",
      "ATRIUM_BACKEND_URL",
      "ATRIUM_STOREFRONT_URL",
      "ATRIUM_SANDBOX_SECRET",
      "ATRIUM_ENCRYPTION_KEYS",
    ])
    expect(problems.join()).not.toMatch(/hunter2|sandbox_secret_mine/)
  })

  it.each(["prod", "staging", "live", "Production", "dev", " demo"])(
    "refuses NODE_ENV=%j, which is neither a demo nor production",
    (mode) => {
      const problems = problemsOf({ ...production, NODE_ENV: mode })
      expect(problems).toEqual(["NODE_ENV must be one of production, demo, development, test; unset means production"])
    }
  )

  it("treats an empty NODE_ENV as unset, which means production", () => {
    expect(parseEnv({ ...production, NODE_ENV: "" }).demo).toBe(false)
  })

  it("reports every invalid variable at once", () => {
    const wrong = problemsOf({ NODE_ENV: "demo", PORT: "many", ATRIUM_STOREFRONT_URL: "nowhere" })
    expect(wrong.map((problem) => problem.split(" ")[0]).sort()).toEqual([
      "ATRIUM_STOREFRONT_URL",
      "DATABASE_URL",
      "PORT",
    ])
  })
})
