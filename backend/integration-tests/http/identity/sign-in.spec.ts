import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { eventually, registerCustomer, withRateLimitFactor, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { mailTo } from "../providers/make-provider"
import normalizeSignInAddresses from "../../../src/migration-scripts/normalize-sign-in-addresses"

// Passwords are hashed slowly on purpose.
jest.setTimeout(120_000)

const someEmail = (who: string) => `${who}-${randomUUID()}@example.com`

withShop((shop) => {
  const { api } = shop
  const signIn = (email: string, password: string, address?: string) =>
    api.raw("POST", "/auth/customer/emailpass", {
      body: { email, password },
      ...(address ? { headers: { "x-forwarded-for": address } } : {}),
    })
  const bare = ({ status, body }: { status: number; body: unknown }) => {
    if (typeof body !== "object" || body === null) return { status, body }
    return { status, body: { ...body, request_id: null } }
  }

  it("answers the same for a wrong password, an unknown address and an account of another type", async () => {
    const { email } = await registerCustomer(shop)
    const answers = [
      await signIn(email, "not the password"),
      await signIn(someEmail("unknown"), "not the password"),
      await signIn("asha@providers.atrium.test", "atrium-demo"),
      await signIn("no-such-account@identity.invalid", "not the password"),
    ].map(bare)
    expect(answers[0]?.status).toBe(401)
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  it("an address that an earlier release stored with capitals can still sign in after the migration", async () => {
    const { email } = await registerCustomer(shop)
    const auth = shop.container().resolve(Modules.AUTH)
    const [identity] = await auth.listProviderIdentities({ entity_id: email, provider: "emailpass" })
    await auth.updateProviderIdentities({ id: identity?.id ?? "", entity_id: email.toUpperCase() })
    await normalizeSignInAddresses({ container: shop.container() })
    const [after] = await auth.listProviderIdentities({ id: [identity?.id ?? ""] })
    expect(after?.entity_id).toBe(email)
  })

  it("does the same work for known and unknown addresses: statement for statement, hash for hash", async () => {
    const { email } = await registerCustomer(shop)
    await signIn(someEmail("warm"), "not the password")
    const work = async (address: string) => {
      const { statements } = await shop.countStatements(() => signIn(address, "not the password"))
      return statements.filter((statement) => !statement.includes("audit_entry")).length
    }
    expect(await work(someEmail("unknown"))).toBe(await work(email))
    const time = async (address: string) => {
      const from = performance.now()
      await signIn(
        address,
        "not the password",
        `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.1`
      )
      return performance.now() - from
    }
    const known: number[] = []
    const unknown: number[] = []
    for (let round = 0; round < 12; round++) {
      known.push(await time(email))
      unknown.push(await time(someEmail("unknown")))
    }
    // Without the hash an unknown address takes a tenth of the time; the benchmark measures the rest.
    const middle = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    expect(middle(unknown)).toBeGreaterThan(middle(known) / 2)
  })

  it("writes one work item for a registration or a reset, whoever asks", async () => {
    const { email } = await registerCustomer(shop)
    for (const ask of [
      (address: string) => api.store.post("/store/registrations", { email: address }),
      (address: string) =>
        api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: address } }),
    ]) {
      const work = async (address: string) => {
        const { result, statements } = await shop.countStatements(() => ask(address))
        return { answer: bare(result), statements: statements.length }
      }
      expect(await work(someEmail("unknown"))).toEqual(await work(email))
    }
  })

  it("treats an address in capitals as the same account", async () => {
    const { email, password } = await registerCustomer(shop)
    expect((await signIn(` ${email.toUpperCase()} `, password)).status).toBe(200)
    await api.store.post("/store/registrations", { email: email.toUpperCase() })
    await shop.drainWork()
    const knex = shop.container().resolve("__pg_connection__")
    const rows: unknown[] = await knex("provider_identity").whereRaw("lower(entity_id) = ?", [email]).select("id")
    expect(rows).toHaveLength(1)
  })

  it("sends someone who has an account another email instead of a link, one in five minutes", async () => {
    const { email } = await registerCustomer(shop)
    const knex = shop.container().resolve("__pg_connection__")
    await knex("emailed_link")
      .where({ email })
      .update({ sent_at: new Date(Date.now() - 6 * 60_000) })
    await knex("work_item").where("kind", "identity.send-registration-link").delete()
    await api.store.post("/store/registrations", { email })
    await shop.drainWork()
    const subjects = shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email)
      .map((mail) => mail.subject)
    expect(subjects).toEqual(["Finish creating your account", "You already have an account"])
  })

  it("sends one email for six password resets at once, and another only after five minutes", async () => {
    const { email } = await registerCustomer(shop)
    const ask = () => api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: email } })
    const emails = async () => {
      await mailTo(shop, email, /^Choose a new password$/)
      const mails = shop.mailbox().mails()
      return mails.filter(({ to, subject }) => to === email && subject === "Choose a new password").length
    }
    const answers = await Promise.all(Array.from({ length: 6 }, ask))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201))
    expect(await emails()).toBe(1)
    try {
      for (const [seconds, sent] of [
        [240, 1],
        [90, 2],
      ] as const) {
        advanceClock(seconds)
        await ask()
        await shop.drainWork()
        await eventually(emails, (count) => count === sent, 3_000)
      }
    } finally {
      resetClock()
    }
  })

  it.each(["known", "unknown"])(
    "limits wrong passwords for a %s address from one network, and slows them from anywhere, but refuses no owner",
    async (kind) => {
      const { email, password } =
        kind === "known" ? await registerCustomer(shop) : { email: someEmail(kind), password: "" }
      const right = { known: 200, unknown: 401 }[kind]
      const networks = ["10.1.1", "10.1.2", "10.1.3", "10.1.4"].map((network) =>
        network.replace("10", `${10 + Number(kind === "known")}`)
      )
      await withRateLimitFactor(0.1, async () => {
        expect((await signIn(email, "not the password", `${networks[0]}.1`)).status).toBe(401)
        const sameNetwork = await signIn(email, password || "a guess", `${networks[0]}.200`)
        expect(sameNetwork.status).toBe(429)
        expect(Number(sameNetwork.headers.get("retry-after"))).toBeGreaterThan(60)
        for (const network of networks.slice(1, 3))
          expect((await signIn(email, "not the password", `${network}.1`)).status).toBe(401)
        const from = performance.now()
        expect((await signIn(email, password || "a guess", `${networks[3]}.1`)).status).toBe(right)
        expect(performance.now() - from).toBeGreaterThan(2_000)
      })
    }
  )

  it("refuses every other provider and account type", async () => {
    for (const [method, path] of [
      ["GET", "/auth/customer/emailpass"],
      ["HEAD", "/auth/customer/emailpass"],
      ["POST", "/auth/Customer/emailpass"],
      ["POST", "/AUTH/customer/emailpass"],
      ["POST", "/auth/api-key/emailpass"],
      ["POST", "/auth/customer/emailpas%73"],
      ["POST", "/auth/customer/emailpass/callback"],
      ["POST", "/auth/emailpass/user"],
      ["POST", "/auth/verification/confirm"],
      ["POST", "/store/customers"],
    ] as const) {
      const headers = { "x-publishable-api-key": shop.publishableKey() }
      expect([
        path,
        (await api.raw(method, path, { headers, ...(method === "POST" ? { body: {} } : {}) })).status,
      ]).toEqual([path, 404])
    }
  })

  it("reports every wrong field of a registration at once and keeps the link valid", async () => {
    const email = someEmail("weak")
    expect((await api.store.post("/store/registrations", { email: "zzz" })).status).toBe(400)
    const refused = await api.store.post<{ details: object }>("/store/registrations/complete", {
      token: "x",
      first_name: "",
      password: "1",
      email,
    })
    expect(refused.status).toBe(400)
    expect(Object.keys(refused.body.details).sort()).toEqual(["email", "first_name", "password"])
  })

  describe("a customer's details and addresses", () => {
    const ADDRESS = {
      first_name: "Nora",
      last_name: "Lind",
      address_1: "1 Lake Road",
      city: "Pune",
      country_code: "in",
    }
    type Address = { id: string; address_1: string; is_default_shipping: boolean }
    const list = async (token: string) =>
      (await api.customer(token).get<{ addresses: Address[] }>("/store/customers/me/addresses")).body.addresses
    type Refusal = { code: string; details: Record<string, string> }

    it("report every invalid and unknown field at once", async () => {
      const { token } = await registerCustomer(shop)
      const own = api.customer(token)
      const profile = await own.post<Refusal>("/store/customers/me", {
        first_name: "http://evil.example",
        last_name: 7,
        phone: "12",
        email: "other@example.com",
        metadata: { a: 1 },
      })
      expect([profile.status, Object.keys(profile.body.details).sort()]).toEqual([
        400,
        ["email", "first_name", "last_name", "metadata", "phone"],
      ])
      const address = await own.post<Refusal>("/store/customers/me/addresses", {
        first_name: "",
        address_1: " ",
        country_code: "India",
        phone: "x",
        customer_id: "cus_1",
      })
      expect([address.status, Object.keys(address.body.details).sort()]).toEqual([
        400,
        ["address_1", "city", "country_code", "customer_id", "first_name", "phone"],
      ])
      const slash = await own.post<Refusal>("/store/customers/me/", { metadata: {} })
      expect(slash.status).toBe(400)
    })

    it("are stored cleaned, have one default even when two are chosen at once, and are only the customer's", async () => {
      const [nora, other] = [await registerCustomer(shop), await registerCustomer(shop)]
      const own = api.customer(nora.token)
      const saved = await own.post<{ customer: object }>("/store/customers/me", {
        first_name: " Zoe\u0308 ",
        last_name: null,
        phone: "+91 98765-43210",
      })
      expect(saved).toMatchObject({
        status: 200,
        body: { customer: { first_name: "Zo\u00eb", last_name: null, phone: "+919876543210" } },
      })
      for (const address_1 of ["1 Lake Road", "2 Hill Street", "3 Mill Lane"])
        expect((await own.post("/store/customers/me/addresses", { ...ADDRESS, address_1 })).status).toBe(200)
      const [first, second, third] = await list(nora.token)
      const path = (address?: Address) => `/store/customers/me/addresses/${address?.id}`
      const chosen = { is_default_shipping: true, is_default_billing: true }
      expect((await own.post(path(first), chosen)).status).toBe(200)
      const atOnce = await Promise.all([own.post(path(second), chosen), own.post(path(third), chosen)])
      for (const { status } of atOnce) expect(status).toBeLessThan(500)
      expect((await list(nora.token)).filter(({ is_default_shipping }) => is_default_shipping)).toHaveLength(1)

      const stranger = api.customer(other.token)
      for (const answer of [
        await stranger.get(path(first)),
        await stranger.post(path(first), { city: "Delhi" }),
        await stranger.delete(path(first)),
      ])
        expect(answer.status).toBe(404)
      expect((await own.delete(path(first))).status).toBe(200)
      expect((await list(nora.token)).map(({ id }) => id)).not.toContain(first?.id)
      expect(await list(other.token)).toEqual([])
    })
  })
})
