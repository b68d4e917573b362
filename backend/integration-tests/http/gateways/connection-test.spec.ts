import { testGateway } from "@atrium/payments/use-cases"
import { resetEnv, resetOutsideServices } from "@atrium/server"

import { paypal, razorpay, stripe, withGateways } from "./all-gateways"
import { begin } from "./contract-shop"

jest.setTimeout(180_000)

/** Values that no answer may contain. */
const secretsIn = (variables: Readonly<Record<string, string>>): string[] =>
  Object.entries(variables).flatMap(([name, value]) => (/KEY|SECRET|CLIENT|WEBHOOK/.test(name) ? [value] : []))

/** A gateway with the variables that make its credentials wrong, and the request that its test sends. */
const GATEWAYS: {
  driver: typeof stripe | typeof razorpay | typeof paypal
  label: string
  wrong: Readonly<Record<string, string>>
  request: RegExp
  settings: readonly string[]
}[] = [
  {
    driver: stripe,
    label: "Stripe",
    wrong: { STRIPE_API_KEY: "sk_test_wrong" },
    request: /GET \/v1\/payment_intents$/,
    settings: ["STRIPE_API_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_PUBLISHABLE_KEY"],
  },
  {
    driver: razorpay,
    label: "Razorpay",
    wrong: { RAZORPAY_KEY_ID: "rzp_test_wrong" },
    request: /GET \/v1\/payments$/,
    settings: ["RAZORPAY_KEY_ID", "RAZORPAY_KEY_SECRET", "RAZORPAY_WEBHOOK_SECRET"],
  },
  {
    driver: paypal,
    label: "PayPal",
    wrong: { PAYPAL_CLIENT_ID: "wrong_client_id" },
    request: /POST \/v1\/oauth2\/token$/,
    settings: ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID", "PAYPAL_ENVIRONMENT"],
  },
]

type Test = { gateway_test: { id: string; result: string; message: string; suggested_action: string } }
type Listed = {
  gateways: {
    id: string
    configured: boolean
    mode: string | null
    breaker: { state: string; since: string | null } | null
    settings: string[]
    regions: { name: string; is_default: boolean }[]
  }[]
}

withGateways([stripe, razorpay, paypal], (shop) => {
  const { api } = shop
  const ask = async (id: string) => (await api.admin.post<Test>(`/admin/gateways/${id}/test`)).body.gateway_test
  const listed = async () => (await api.admin.get<Listed>("/admin/gateways")).body.gateways
  /** Runs with other settings, as after a restart. */
  const withSettings = async <T>(changes: Readonly<Record<string, string>>, job: () => Promise<T>): Promise<T> => {
    const before = Object.fromEntries(Object.keys(changes).map((name) => [name, process.env[name]]))
    Object.assign(process.env, changes)
    resetEnv()
    try {
      return await job()
    } finally {
      Object.assign(process.env, before)
      resetEnv()
    }
  }

  describe.each(GATEWAYS)("the test of $label", ({ driver, label, wrong, request, settings }) => {
    it("is ok with valid credentials", async () => {
      expect(await ask(driver.name)).toMatchObject({
        id: driver.name,
        result: "ok",
        message: `${label} accepted the credentials.`,
        suggested_action: "",
      })
    })

    it("reports credentials that the gateway refuses", async () => {
      const test = await withSettings(wrong, () => ask(driver.name))
      expect(test).toMatchObject({ result: "refused", suggested_action: expect.stringContaining(label) })
      for (const secret of secretsIn(driver.env)) expect(JSON.stringify(test)).not.toContain(secret)
    })

    it.each(["lost", "unavailable"] as const)("reports an answer that is %s as not reachable", async (how) => {
      // Stripe's library asks again when a connection was closed.
      driver.standIn().fail({ request, how, times: driver === stripe && how === "lost" ? 2 : 1 })
      expect(await ask(driver.name)).toMatchObject({ result: "unreachable" })
      expect(await ask(driver.name)).toMatchObject({ result: "ok" })
    })

    it("names the settings of a gateway that isn't configured, and asks no one", async () => {
      // Direct debit without Stripe isn't a valid configuration.
      const none = { STRIPE_SEPA_DEBIT: "0", ...Object.fromEntries(settings.map((name) => [name, ""])) }
      await withSettings(none, async () => {
        const before = driver.standIn().requests().length
        const test = await ask(driver.name)
        expect(test.result).toBe("not_configured")
        for (const name of settings) expect(test.suggested_action).toContain(name)
        expect(driver.standIn().requests()).toHaveLength(before)
        expect((await listed()).find(({ id }) => id === driver.name)).toMatchObject({ configured: false, mode: null })
      })
    })
  })

  it("shows mode, regions and default of each gateway, and no secrets", async () => {
    const gateways = await listed()
    expect(gateways.map(({ id }) => id).sort()).toEqual([
      "paypal",
      "razorpay",
      "sandbox",
      "stripe",
      "stripe-sepa-debit",
    ])
    const paypalView = gateways.find(({ id }) => id === "paypal")
    expect(paypalView).toMatchObject({ configured: true, mode: "sandbox" })
    expect(paypalView?.regions.length).toBeGreaterThan(0)
    // The first by name; the others are offered too.
    expect(paypalView?.regions.every((region) => region.is_default)).toBe(true)
    expect(gateways.find(({ id }) => id === "stripe")?.regions.some((region) => region.is_default)).toBe(false)
    expect(gateways.find(({ id }) => id === "sandbox")?.regions).toEqual([])
    for (const { driver } of GATEWAYS)
      for (const secret of secretsIn(driver.env)) expect(JSON.stringify(gateways)).not.toContain(secret)
  })

  it.each(GATEWAYS)("shows staff that $label is down and since when, and still tests it", async ({ driver }) => {
    const breaker = async () => (await listed()).find(({ id }) => id === driver.name)?.breaker
    resetOutsideServices()
    expect(await breaker()).toEqual({ state: "closed", since: null })
    const startedAt = Date.now()
    driver.standIn().fail({ request: /POST .*(orders|payment_intents)$/, how: "unavailable", times: 5 })
    for (let call = 0; call < 5; call++) await begin(shop, driver.providerId).catch(() => null)
    const down = await breaker()
    expect(down).toMatchObject({ state: "open" })
    expect(Date.parse(down?.since ?? "")).toBeGreaterThanOrEqual(startedAt)
    const before = driver.standIn().requests().length
    await begin(shop, driver.providerId).catch(() => null)
    expect(driver.standIn().requests()).toHaveLength(before)
    expect(await ask(driver.name)).toMatchObject({ result: "ok" })
    resetOutsideServices()
    expect((await listed()).find(({ id }) => id === "sandbox")?.breaker).toBeNull()
  })

  it("is always ok at the sandbox, and unknown gateways are not found", async () => {
    expect(await ask("sandbox")).toMatchObject({ result: "ok" })
    expect((await api.admin.post("/admin/gateways/unknown/test")).status).toBe(404)
    await expect(testGateway(shop.container(), "unknown")).rejects.toMatchObject({ code: "not_found" })
  })

  it("is in the audit log with the gateway's name", async () => {
    await ask("sandbox")
    const log = await api.admin.get<{ audit_entries: { action: string; target: { id: string | null } }[] }>(
      "/admin/audit-log?limit=20"
    )
    expect(log.body.audit_entries).toContainEqual(
      expect.objectContaining({ action: "gateway.tested", target: expect.objectContaining({ id: "sandbox" }) })
    )
  })
})
