import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import {
  asCustomer,
  buy,
  emailedToken,
  eventually,
  registerCustomer,
  withRateLimitFactor,
  withShop,
} from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { activeProvider, mailTo, PASSWORD as PROVIDER_PASSWORD } from "../providers/make-provider"
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

  describe("changing the password of one's own account", () => {
    const NEXT = "the next password"
    const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

    it("requires the current password, ends every other sign-in, keeps this one, and notifies the owner once", async () => {
      const provider = await activeProvider(shop)
      const customer = await registerCustomer(shop)
      for (const { actor, email, password, path, read } of [
        { actor: "customer", ...customer, path: "/store/customers/me/password", read: "/store/customers/me" },
        {
          actor: "provider",
          ...provider,
          password: PROVIDER_PASSWORD,
          path: "/provider/me/password",
          read: "/provider/me",
        },
      ] as const) {
        const ask = (method: string, route: string, token: string, body?: object) =>
          api.raw<{ token: string; details: object }>(method, route, {
            headers: { authorization: `Bearer ${token}`, "x-publishable-api-key": shop.publishableKey() },
            ...(body ? { body } : {}),
          })
        const [token, other] = [await shop.signIn(actor, email, password), await shop.signIn(actor, email, password)]
        const cookie = (await api.raw("POST", "/auth/session", bearer(other))).headers.getSetCookie()[0]?.split(";")[0]
        const refused = await ask("POST", path, token, { current_password: "", password: "1", extra: 1 })
        expect([actor, refused.status, Object.keys(refused.body.details).sort()]).toEqual([
          actor,
          400,
          ["current_password", "extra", "password"],
        ])
        const wrong = await ask("POST", path, token, { current_password: "not the password", password: NEXT })
        expect([wrong.status, Object.keys(wrong.body.details)]).toEqual([400, ["current_password"]])
        const common = await ask("POST", path, token, { current_password: password, password: "password1" })
        expect([common.status, Object.keys(common.body.details)]).toEqual([400, ["password"]])
        const done = await ask("POST", path, token, { current_password: password, password: NEXT })
        expect([actor, done.status]).toEqual([actor, 200])
        expect((await ask("GET", read, token)).status).toBe(401)
        expect((await ask("GET", read, other)).status).toBe(401)
        expect((await api.store.get("/store/customers/me", { cookie: cookie ?? "" })).status).toBe(401)
        expect((await ask("GET", read, done.body.token)).status).toBe(200)
        await expect(shop.signIn(actor, email, password)).rejects.toThrow("401")
        expect((await ask("GET", read, await shop.signIn(actor, email, NEXT))).status).toBe(200)
        await shop.drainWork()
        const notices = shop.mailbox().mails()
        expect(
          notices.filter((mail) => mail.to === email && mail.subject === "Your password was changed")
        ).toHaveLength(1)
      }
    })

    it("keeps a session's cookie, is closed to API keys, and refuses guesses", async () => {
      const staff = { email: "admin@atrium.test", password: "atrium-demo" }
      const key = await api.admin.post<{ api_key: { token: string } }>("/admin/api-keys", {
        title: `Password ${randomUUID()}`,
        type: "secret",
      })
      const byKey = await api.raw("POST", "/admin/users/me/password", {
        headers: { authorization: `Basic ${btoa(`${key.body.api_key.token}:`)}` },
        body: { current_password: staff.password, password: NEXT },
      })
      expect([401, 403]).toContain(byKey.status)
      const { email, password, token } = await registerCustomer(shop)
      const signedIn = await api.raw("POST", "/auth/session", bearer(token))
      const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? ""
      const origin = shop.baseUrl()
      const changed = await api.raw("POST", "/store/customers/me/password", {
        headers: { cookie, origin, "x-publishable-api-key": shop.publishableKey() },
        body: { current_password: password, password: NEXT },
      })
      expect([changed.status, changed.body]).toEqual([200, { token: null }])
      expect((await api.store.get("/store/customers/me", { cookie })).status).toBe(200)
      expect((await api.customer(token).get("/store/customers/me")).status).toBe(401)
      const mine = await shop.signIn("customer", email, NEXT)
      const guess = (current_password: string) =>
        api.customer(mine).post("/store/customers/me/password", { current_password, password: "one more password" })
      await withRateLimitFactor(0.1, async () => {
        expect((await guess("a guess")).status).toBe(400)
        // Not the limit of the route, which allows more: this password is right.
        expect((await guess(NEXT)).status).toBe(429)
      })
      const own = await shop.signIn("user", staff.email, staff.password)
      const wrong = await api.raw("POST", "/admin/users/me/password", {
        ...bearer(own),
        body: { current_password: "wrong", password: NEXT },
      })
      expect(wrong).toMatchObject({ status: 400, body: { details: { current_password: expect.any(String) } } })
    })
  })

  describe("changing the email address", () => {
    type Registered = Awaited<ReturnType<typeof registerCustomer>>
    const request = (one: Registered, email: string, token = one.token) =>
      api.customer(token).post<{ status: string }>("/store/customers/me/email", {
        email,
        current_password: one.password,
      })
    const confirm = (bearerToken: string, token: string) =>
      api
        .customer(bearerToken)
        .post<{ email: string; token: string; code: string }>("/store/customers/me/email/confirm", { token })
    const stop = (token: string) => api.store.post<{ code: string }>("/store/email-changes/stop", { token })
    const LINK = /^Confirm your new email address$/
    const NOTICE = /^Your email address is about to change$/
    const me = (token: string) => api.customer(token).get<{ customer: { email: string } }>("/store/customers/me")
    const mailsTo = async (email: string) => {
      await shop.drainWork()
      return shop
        .mailbox()
        .mails()
        .filter(({ to }) => to === email)
        .map(({ subject }) => subject)
    }

    it("changes sign-in, account, orders and requests, ends other sign-ins and keeps this one and the history", async () => {
      const nora = await registerCustomer(shop)
      const bought = await buy(asCustomer(api, nora.token), {
        customer: { full_name: "Nora Lind", email: nora.email, phone: "+919812345677" },
      })
      await shop.drainWork()
      const to = someEmail("moved")
      expect((await request({ ...nora, password: "wrong" }, to)).status).toBe(400)
      expect(await request(nora, to.toUpperCase())).toMatchObject({ status: 202, body: { status: "email_sent" } })
      const other = await shop.signIn("customer", nora.email, nora.password)
      const token = await emailedToken(shop, to, LINK)
      expect(await mailsTo(nora.email)).toContain("Your email address is about to change")
      expect((await me(nora.token)).body.customer.email).toBe(nora.email)
      const done = await confirm(nora.token, token)
      expect(done).toMatchObject({ status: 200, body: { email: to } })
      for (const ended of [nora.token, other]) expect((await me(ended)).status).toBe(401)
      expect((await me(done.body.token)).body.customer.email).toBe(to)
      await expect(shop.signIn("customer", nora.email, nora.password)).rejects.toThrow("401")
      const again = await shop.signIn("customer", to, nora.password)
      await shop.drainWork()
      const orders = await api
        .customer(again)
        .get<{ orders: { id: string; email: string }[] }>("/store/orders?fields=id,email")
      expect(orders.body.orders.map(({ id, email }) => ({ id, email }))).toEqual([{ id: bought.order.id, email: to }])
      const knex = shop.container().resolve("__pg_connection__")
      await eventually(
        async (): Promise<string[]> => {
          await shop.drainWork()
          return knex("service_request").where({ order_id: bought.order.id }).pluck("customer_email")
        },
        (emails) => emails.length === 1 && emails[0] === to
      )
      // A replayed link changes nothing.
      expect(await confirm(again, token)).toMatchObject({ status: 422, body: { code: "email_change_link_invalid" } })
    })

    it("answers the same for an address in use, and changes nothing", async () => {
      const [nora, taken] = [await registerCustomer(shop), await registerCustomer(shop)]
      const answers = [await request(nora, taken.email), await request(nora, someEmail("free"))].map(bare)
      expect(answers[0]).toEqual(answers[1])
      const subjects = await mailsTo(taken.email)
      expect(subjects).toContain("You already have an account")
      expect(subjects.filter((subject) => LINK.test(subject))).toEqual([])
      expect((await mailsTo(nora.email)).filter((subject) => NOTICE.test(subject))).toHaveLength(2)
      expect((await request(nora, nora.email)).status).toBe(400)
    })

    it("refuses another person's link, one that was replaced, and one that has expired", async () => {
      const [nora, thief] = [await registerCustomer(shop), await registerCustomer(shop)]
      const [first, second] = [someEmail("first"), someEmail("second")]
      await request(nora, first)
      const replaced = await emailedToken(shop, first, LINK)
      expect((await confirm(thief.token, replaced)).status).toBe(422)
      expect((await api.store.post("/store/customers/me/email/confirm", { token: replaced })).status).toBe(401)
      await request(nora, second)
      const current = await emailedToken(shop, second, LINK)
      expect((await confirm(nora.token, replaced)).status).toBe(422)
      advanceClock(25 * 3_600)
      try {
        expect((await confirm(nora.token, current)).status).toBe(422)
      } finally {
        resetClock()
      }
      expect((await confirm(nora.token, current)).status).toBe(200)
    })

    it("lets one of two customers have an address that both asked for, and one of two clicks", async () => {
      const [one, two] = [await registerCustomer(shop), await registerCustomer(shop)]
      const to = someEmail("wanted")
      await request(one, to)
      const first = await emailedToken(shop, to, LINK)
      await request(two, to)
      await shop.drainWork()
      const second = await emailedToken(shop, to, LINK)
      expect(second).not.toBe(first)
      const answers = await Promise.all([
        confirm(one.token, first),
        confirm(one.token, first),
        confirm(two.token, second),
        confirm(two.token, second),
      ])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422])
      const winner = answers.findIndex(({ status }) => status === 200) < 2 ? one : two
      const loser = winner === one ? two : one
      expect((await me(await shop.signIn("customer", to, winner.password))).status).toBe(200)
      expect((await me(loser.token)).body.customer.email).toBe(loser.email)
    })

    it.each(["customer", "auth_identity"])(
      "finishes a minute after the process failed at the table %s",
      async (table) => {
        const nora = await registerCustomer(shop)
        const to = someEmail("moved")
        await request(nora, to)
        const token = await emailedToken(shop, to, LINK)
        const knex = shop.container().resolve("__pg_connection__")
        await knex.raw(`
          CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'out of order'; END $$;
          CREATE TRIGGER refuse_change BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_change()`)
        try {
          expect((await confirm(nora.token, token)).status).toBe(500)
        } finally {
          await knex.raw(`DROP TRIGGER refuse_change ON ${table}; DROP FUNCTION refuse_change()`)
        }
        advanceClock(61)
        try {
          await shop.drainWork()
        } finally {
          resetClock()
        }
        expect((await me(nora.token)).status).toBe(401)
        const again = await shop.signIn("customer", to, nora.password)
        expect((await me(again)).body.customer.email).toBe(to)
      }
    )

    it("can be stopped before and after it is confirmed: the account is the previous address's again", async () => {
      const nora = await registerCustomer(shop)
      const [first, second] = [someEmail("thief"), someEmail("thief")]
      await request(nora, first)
      const link = await emailedToken(shop, first, LINK)
      const notice = await emailedToken(shop, nora.email, NOTICE)
      const moved = await confirm(nora.token, link)
      expect(moved.status).toBe(200)
      // The thief moves the account on, so that their own address gets the next notice.
      await request({ ...nora, email: first }, second, moved.body.token)
      const thiefsNotice = await emailedToken(shop, first, NOTICE)
      const movedAgain = await confirm(moved.body.token, await emailedToken(shop, second, LINK))
      expect(movedAgain.status).toBe(200)

      expect((await stop(notice)).status).toBe(200)
      expect((await me(movedAgain.body.token)).status).toBe(401)
      for (const email of [first, second, nora.email])
        await expect(shop.signIn("customer", email, nora.password)).rejects.toThrow("401")
      for (const used of [notice, thiefsNotice, "x"])
        expect(await stop(used)).toMatchObject({ status: 422, body: { code: "email_change_link_invalid" } })
      expect(await mailsTo(nora.email)).toContain("Your password was changed")
      await api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: nora.email } })
      const reset = await emailedToken(shop, nora.email, /^Choose a new password$/)
      const chosen = await api.raw("POST", "/auth/customer/emailpass/update", {
        headers: { authorization: `Bearer ${reset}` },
        body: { password: "the next password" },
      })
      expect(chosen.status).toBe(200)
      const owner = await shop.signIn("customer", nora.email, "the next password")
      expect((await me(owner)).body.customer.email).toBe(nora.email)

      const third = someEmail("third")
      await request({ ...nora, password: "the next password" }, third, owner)
      const pending = await emailedToken(shop, third, LINK)
      expect((await stop(await emailedToken(shop, nora.email, NOTICE))).status).toBe(200)
      expect((await confirm(owner, pending)).status).toBe(401)
    })
  })
})
