import { EnvError, parseEnv } from "./env"

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://localhost/shop",
  REDIS_URL: "redis://localhost:6379",
  JWT_SECRET: "j".repeat(32),
  COOKIE_SECRET: "c".repeat(32),
}

describe("the environment", () => {
  it("starts a demo with nothing but a database", () => {
    expect(parseEnv({ NODE_ENV: "demo", DATABASE_URL: "postgres://localhost/demo" })).toMatchObject({
      demo: true,
      ATRIUM_BACKEND_URL: "http://localhost:9000",
    })
  })

  it("is production, without a demo, when nobody says otherwise", () => {
    const { NODE_ENV: _unset, ...rest } = production
    expect(parseEnv(rest).demo).toBe(false)
  })

  it.each([
    ["a missing Redis", { REDIS_URL: undefined }, "REDIS_URL"],
    ["a default secret", { JWT_SECRET: undefined }, "JWT_SECRET"],
    ["a short secret", { COOKIE_SECRET: "short" }, "COOKIE_SECRET"],
  ])("refuses to start in production on %s and names it", (_what, change, name) => {
    expect(() => parseEnv({ ...production, ...change })).toThrow(EnvError)
    expect(() => parseEnv({ ...production, ...change })).toThrow(name)
  })

  it("names every wrong variable at once", () => {
    const wrong = () => parseEnv({ NODE_ENV: "demo", PORT: "many", ATRIUM_STOREFRONT_URL: "nowhere" })
    for (const name of ["DATABASE_URL", "PORT", "ATRIUM_STOREFRONT_URL"]) expect(wrong).toThrow(name)
  })
})
