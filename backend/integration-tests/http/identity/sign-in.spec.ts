import { createHash, randomBytes } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { eventually, registerCustomer, withRateLimitFactor, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { mailTo } from "../providers/make-provider"
import normalizeSignInAddresses from "../../../src/migration-scripts/normalize-sign-in-addresses"
import { someEmail, bare } from "./sign-in-driver"

jest.setTimeout(120_000)

/** A hash that no password has, which costs what Medusa's hashes cost; in tests they are cheap. In scrypt's file format. */
const hashOfProduction = (): string => {
  const [logN, r, p] = [15, 8, 1]
  const header = Buffer.concat([Buffer.from("scrypt\0"), Buffer.from([logN, 0, 0, 0, r, 0, 0, 0, p]), randomBytes(32)])
  const checksum = createHash("sha256").update(header).digest().subarray(0, 16)
  return Buffer.concat([header, checksum, randomBytes(32)]).toString("base64")
}

withShop((shop) => {
  const { api } = shop
  const signIn = (email: string, password: string, address?: string) =>
    api.raw("POST", "/auth/customer/emailpass", {
      body: { email, password },
      ...(address ? { headers: { "x-forwarded-for": address } } : {}),
    })

  it("answers the same for a wrong password, an unknown address and an account of another type", async () => {
    const { email } = await registerCustomer(shop)
    const answers = [
      await signIn(email, "not the password"),
      await signIn(someEmail("unknown"), "not the password"),
      await signIn("asha@providers.atrium.test", "atrium-demo"),
      await signIn("no-such-account@identity.invalid", "not the password"),
    ].map(bare)
    expect(answers[0]).toMatchObject({ status: 401, body: { message: "Your email or password is incorrect." } })
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
    const auth = shop.container().resolve(Modules.AUTH)
    const identityOf = async (entity_id: string) => {
      const [identity] = await auth.listProviderIdentities({ provider: "emailpass", entity_id })
      if (!identity) throw new Error(`${entity_id} has no identity`)
      return { id: identity.id, provider_metadata: identity.provider_metadata }
    }
    const decoy = await identityOf("no-such-account@identity.invalid")
    for (const { id } of [decoy, await identityOf(email)])
      await auth.updateProviderIdentities({ id, provider_metadata: { password: hashOfProduction() } })
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
    expect(middle(known)).toBeGreaterThan(30)
    expect(middle(unknown)).toBeGreaterThan(middle(known) / 2)
    await auth.updateProviderIdentities(decoy)
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
      .filter((mail) => mail.to === email && !/^Welcome/.test(mail.subject))
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
})
