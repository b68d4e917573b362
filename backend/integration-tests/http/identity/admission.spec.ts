import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { clearAuthorizations, endSignIns } from "@atrium/identity/use-cases"
import { emailedToken, registerCustomer, withShop } from "@atrium/test-kit"
import { generateJwtToken, Modules } from "@medusajs/framework/utils"

import { activeProvider, mailTo } from "../providers/make-provider"

// Passwords are hashed slowly on purpose.
jest.setTimeout(120_000)

const PASSWORD = "three quiet words"
const someEmail = (who: string) => `${who}-${randomUUID()}@example.com`

withShop((shop) => {
  const { api } = shop
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  const me = (token: string) => api.customer(token).get("/store/customers/me")
  const staffMe = (token: string) => api.raw("GET", "/admin/users/me", bearer(token))
  const secret = () => shop.container().resolve("configModule").projectConfig.http.jwtSecret

  /** What was possible before requests were authorized this way: an identity with an unverified address. */
  const unprovenIdentity = async (email: string, password: string) => {
    const auth = shop.container().resolve(Modules.AUTH)
    const { authIdentity } = await auth.register("emailpass", { body: { email, password } })
    if (!authIdentity) throw new Error("Not registered")
    const token = (actorType: string) =>
      generateJwtToken(
        {
          actor_id: "",
          actor_type: actorType,
          auth_identity_id: authIdentity.id,
          auth_provider: "emailpass",
          app_metadata: {},
          user_metadata: {},
        },
        { secret: secret(), expiresIn: "1d" }
      )
    return { id: authIdentity.id, token }
  }

  const invite = async (email: string) => {
    const { body } = await api.admin.post<{ invite: { id: string; token: string } }>("/admin/invites", { email })
    return body.invite.token
  }
  const accept = async (invitation: string, email: string, password = PASSWORD) => {
    const chosen = await api.raw<{ token: string }>("POST", "/auth/user/emailpass/register", {
      body: { email, password },
    })
    return api.raw("POST", `/admin/invites/accept?token=${invitation}`, {
      ...bearer(chosen.body.token),
      body: { email, first_name: "Ira", last_name: "Sen" },
    })
  }
  const newStaff = async () => {
    const email = someEmail("staff")
    const accepted = await accept(await invite(email), email)
    if (accepted.status !== 200) throw new Error(`Not accepted: ${JSON.stringify(accepted.body)}`)
    return { email, id: (accepted.body.user as { id: string }).id, token: await shop.signIn("user", email, PASSWORD) }
  }

  it("C1: a token from before an invitation does not become staff", async () => {
    const email = someEmail("invitee")
    const early = await unprovenIdentity(email, "an intruder waits")
    const [asUser, asCustomer] = [early.token("user"), early.token("customer")]
    const accepted = await accept(await invite(email), email)
    expect(accepted.status).toBe(200)
    for (const token of [asUser, asCustomer]) {
      expect((await staffMe(token)).status).toBe(401)
      expect((await api.raw("POST", "/auth/token/refresh", bearer(token))).status).toBe(404)
      expect((await api.raw("POST", "/auth/session", bearer(token))).status).toBe(401)
    }
    await expect(shop.signIn("user", email, "an intruder waits")).rejects.toThrow("401")
    expect((await staffMe(await shop.signIn("user", email, PASSWORD))).status).toBe(200)
  })

  it("an invitation makes only its own address staff, once, with its own token", async () => {
    const email = someEmail("invitee")
    const invitation = await invite(email.toUpperCase())
    expect((await accept(invitation, someEmail("other"))).status).toBe(401)
    const early = await unprovenIdentity(someEmail("early"), PASSWORD)
    const path = `/admin/invites/accept?token=${invitation}`
    expect((await api.raw("POST", path, { ...bearer(early.token("user")), body: {} })).status).toBe(401)
    expect((await api.raw("POST", path, { body: {} })).status).toBe(401)
    expect((await accept(invitation, email)).status).toBe(200)
    expect((await accept(invitation, email)).status).toBe(401)
    expect((await accept(await invite(someEmail("x")), email)).status).toBe(401)
  })

  it("C2: a token of an address registered by a stranger does not become its owner's account", async () => {
    const email = someEmail("victim")
    const early = await unprovenIdentity(email, "an intruder waits")
    const owner = await registerCustomer(shop, { email })
    expect((await me(owner.token)).status).toBe(200)
    expect((await me(early.token("customer"))).status).toBe(401)
    expect((await api.raw("POST", "/auth/token/refresh", bearer(early.token("customer")))).status).toBe(404)
    await expect(shop.signIn("customer", email, "an intruder waits")).rejects.toThrow("401")
  })

  it("C1: no one registers as staff, as a provider, as an API key or as a type that does not exist", async () => {
    const body = { email: someEmail("stranger"), password: PASSWORD }
    for (const actor of ["customer", "provider", "api-key", "root", "User"])
      expect((await api.raw("POST", `/auth/${actor}/emailpass/register`, { body })).status).toBe(404)
    const forAdmin = await api.raw<{ token: string }>("POST", "/auth/user/emailpass/register", { body })
    expect((await staffMe(forAdmin.body.token)).status).toBe(401)
    expect((await api.raw("POST", "/auth/session", bearer(forAdmin.body.token))).status).toBe(401)
    const auth = shop.container().resolve(Modules.AUTH)
    expect(await auth.listProviderIdentities({ entity_id: body.email })).toEqual([])
    const early = await unprovenIdentity(someEmail("key"), PASSWORD)
    for (const type of ["api-key", "root"]) {
      const session = await api.raw("POST", "/auth/session", bearer(early.token(type)))
      expect(session.status).toBe(401)
    }
  })

  it("H1: a password reset ends bearer tokens and sessions, in the same second too", async () => {
    const customer = await registerCustomer(shop)
    const session = await api.raw("POST", "/auth/session", bearer(customer.token))
    const cookie = session.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const byCookie = () => api.store.get("/store/customers/me", { cookie })
    expect((await byCookie()).status).toBe(200)
    await api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: customer.email } })
    const reset = await emailedToken(shop, customer.email, /new password/)
    const early = await shop.signIn("customer", customer.email, customer.password)
    const changed = await api.raw("POST", "/auth/customer/emailpass/update", {
      ...bearer(reset),
      body: { password: "the next password" },
    })
    expect(changed.status).toBe(200)
    const late = await shop.signIn("customer", customer.email, "the next password")
    for (const token of [customer.token, early]) {
      expect((await me(token)).status).toBe(401)
      expect((await api.raw("POST", "/auth/session", bearer(token))).status).toBe(401)
    }
    expect((await byCookie()).status).toBe(401)
    expect((await me(late)).status).toBe(200)
  })

  const changedMails = async (email: string) => {
    await shop.drainWork()
    const mails = shop.mailbox().mails()
    return mails.filter(({ to, subject }) => to === email && subject === "Your password was changed")
  }
  const resetPassword = async (actor: "customer" | "user" | "provider", email: string) => {
    await api.raw("POST", `/auth/${actor}/emailpass/reset-password`, { body: { identifier: email } })
    const { text } = await mailTo(shop, email, /^Choose a new password$/)
    const token = /[?#&]token=([^&\s]+)/.exec(text)?.[1] ?? ""
    const body = { password: "the next password" }
    return api.raw("POST", `/auth/${actor}/emailpass/update`, { ...bearer(token), body })
  }

  it("notifies the owner once that their password was changed, for every account type and way of changing it", async () => {
    const [customer, both] = [await registerCustomer(shop), await registerCustomer(shop)]
    const provider = await activeProvider(shop)
    const staff = await newStaff()
    for (const [actor, email] of [
      ["customer", customer.email],
      ["user", staff.email],
      ["provider", provider.email],
    ] as const) {
      expect(await changedMails(email)).toEqual([])
      expect([actor, (await resetPassword(actor, email)).status]).toEqual([actor, 200])
      expect([actor, (await changedMails(email)).length]).toEqual([actor, 1])
    }
    // A customer who becomes staff chooses a password at the invitation: it is the customer's from then on.
    expect((await accept(await invite(both.email), both.email, "one more password")).status).toBe(200)
    const [mail, ...others] = await changedMails(both.email)
    expect(others).toEqual([])
    expect(mail?.text).toContain("You've been signed out on all other devices")
  })

  it("ends all sessions and notifies the owner even if the process fails right after the password change", async () => {
    const customer = await registerCustomer(shop)
    const knex = shop.container().resolve("__pg_connection__")
    await knex.raw(`
      CREATE FUNCTION refuse_message() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'out of order'; END $$;
      CREATE TRIGGER refuse_message BEFORE INSERT ON message FOR EACH ROW
        WHEN (NEW.template = 'identity.password-changed') EXECUTE FUNCTION refuse_message()`)
    try {
      expect((await resetPassword("customer", customer.email)).status).toBe(500)
    } finally {
      await knex.raw("DROP TRIGGER refuse_message ON message; DROP FUNCTION refuse_message()")
    }
    expect((await me(customer.token)).status).toBe(200)
    advanceClock(61)
    try {
      expect(await changedMails(customer.email)).toHaveLength(1)
    } finally {
      resetClock()
    }
    expect((await me(customer.token)).status).toBe(401)
    expect((await me(await shop.signIn("customer", customer.email, "the next password"))).status).toBe(200)
  })

  it("H1: a weak password does not use up the email's link", async () => {
    const customer = await registerCustomer(shop)
    await api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: customer.email } })
    const reset = await emailedToken(shop, customer.email, /new password/)
    const change = (password: string) =>
      api.raw("POST", "/auth/customer/emailpass/update", { ...bearer(reset), body: { password } })
    for (const weak of ["1", "password1", "x".repeat(129)]) {
      const refused = await change(weak)
      expect(refused).toMatchObject({ status: 400, body: { code: "invalid_input" } })
      expect(refused.body.details).toHaveProperty("password")
    }
    expect((await change("the next password")).status).toBe(200)
    expect((await change("one more password")).status).toBe(401)
  })

  it("H1: deleted staff, deleted customers and accounts that never existed are refused at once", async () => {
    const staff = await newStaff()
    expect((await staffMe(staff.token)).status).toBe(200)
    expect((await api.admin.delete(`/admin/users/${staff.id}`)).status).toBe(200)
    expect((await staffMe(staff.token)).status).toBe(401)
    await expect(shop.signIn("user", staff.email, PASSWORD)).rejects.toThrow("401")

    const customer = await registerCustomer(shop)
    const own = () => api.customer(customer.token).get("/store/customers/me/service-requests")
    expect((await own()).status).toBe(200)
    expect((await api.admin.delete(`/admin/customers/${customer.id}`)).status).toBe(200)
    expect((await own()).status).toBe(401)

    const claims = { actor_type: "user", app_metadata: {}, user_metadata: {}, auth_provider: "emailpass" }
    const forged = (more: object) => generateJwtToken({ ...claims, ...more }, { secret: secret(), expiresIn: "1d" })
    const early = await unprovenIdentity(someEmail("nobody"), PASSWORD)
    expect((await staffMe(forged({ actor_id: "user_1", auth_identity_id: "authid_1" }))).status).toBe(401)
    expect((await staffMe(forged({ actor_id: "user_1" }))).status).toBe(401)
    expect((await staffMe(forged({ actor_id: "user_1", auth_identity_id: early.id }))).status).toBe(401)
  })

  it("H1: signing out ends the bearer token, and the session with the token it came from", async () => {
    const customer = await registerCustomer(shop)
    expect((await api.raw("DELETE", "/auth/session", bearer(customer.token))).status).toBe(200)
    expect((await me(customer.token)).status).toBe(401)
    const again = await shop.signIn("customer", customer.email, customer.password)
    const session = await api.raw("POST", "/auth/session", bearer(again))
    const cookie = session.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const foreign = { cookie, origin: "https://elsewhere.example" }
    expect((await api.raw("DELETE", "/auth/session", { headers: foreign })).status).toBe(403)
    expect((await me(again)).status).toBe(200)
    expect((await api.raw("DELETE", "/auth/session", { headers: { cookie, origin: shop.baseUrl() } })).status).toBe(200)
    expect((await me(again)).status).toBe(401)
    expect((await api.store.get("/store/customers/me", { cookie })).status).toBe(401)
  })

  it("two sign-ins in the same second have different tokens: signing one out keeps the other, a new password ends both", async () => {
    const customer = await registerCustomer(shop)
    const signIn = () => shop.signIn("customer", customer.email, customer.password)
    const tokens = await Promise.all([signIn(), signIn(), signIn()])
    expect(new Set(tokens).size).toBe(3)
    const issued = (token: string): unknown => JSON.parse(atob(token.split(".")[1] ?? "")).iat
    const [one = "", two = ""] = tokens.filter((token) => tokens.filter((x) => issued(x) === issued(token)).length > 1)
    expect(issued(one)).toBe(issued(two))
    expect((await api.raw("DELETE", "/auth/session", bearer(one))).status).toBe(200)
    expect([(await me(one)).status, (await me(two)).status]).toEqual([401, 200])
    const [identity] = await shop
      .container()
      .resolve(Modules.AUTH)
      .listAuthIdentities({ app_metadata: { customer_id: customer.id } })
    await endSignIns(shop.container(), identity?.id ?? "")
    expect((await me(two)).status).toBe(401)
    expect((await me(await signIn())).status).toBe(200)
  })

  it("a new sign-in gets a new session id and invalidates the old one", async () => {
    const [one, two] = [await registerCustomer(shop), await registerCustomer(shop)]
    const planted = await api.raw("POST", "/auth/session", bearer(one.token))
    const old = planted.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const renewed = await api.raw("POST", "/auth/session", {
      headers: { cookie: old, origin: shop.baseUrl(), authorization: `Bearer ${two.token}` },
    })
    const cookie = renewed.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    expect(cookie).not.toBe("")
    expect(cookie).not.toBe(old)
    expect((await api.store.get("/store/customers/me", { cookie: old })).status).toBe(401)
    expect(await api.store.get("/store/customers/me", { cookie })).toMatchObject({
      status: 200,
      body: { customer: { email: two.email } },
    })
  })

  it("sees another process's change after at most five seconds, even without an announcement", async () => {
    const knex = shop.container().resolve("__pg_connection__")
    const [customer, provider, staff, suspended] = [
      await registerCustomer(shop),
      await activeProvider(shop),
      await newStaff(),
      await newStaff(),
    ]
    const ask = async () => [
      (await me(customer.token)).status,
      (await api.provider(provider.token).get("/provider/me")).status,
      (await staffMe(staff.token)).status,
      (await staffMe(suspended.token)).status,
    ]
    expect(await ask()).toEqual([200, 200, 200, 200])
    // As another process does it: only rows change.
    await knex("auth_identity")
      .whereRaw("app_metadata ->> 'customer_id' = ?", [customer.id])
      .update({ app_metadata: knex.raw(`app_metadata || '{"sign_in_epoch": "another"}'`) })
    await knex("provider").where({ id: provider.id }).update({ status: "suspended" })
    await knex("user").where({ id: staff.id }).update({ deleted_at: new Date() })
    const now = new Date()
    await knex("staff_member")
      .insert({ user_id: suspended.id, status: "suspended", created_at: now, updated_at: now })
      .onConflict("user_id")
      .merge({ status: "suspended" })
    const began = Date.now()
    const clock = jest.spyOn(Date, "now").mockImplementation(() => began + 5_001)
    try {
      expect(await ask()).toEqual([401, 403, 401, 403])
    } finally {
      clock.mockRestore()
    }
  })

  it("costs one indexed statement, and none for some seconds after", async () => {
    const customer = await registerCustomer(shop)
    const ask = () => shop.countStatements(() => api.customer(customer.token).get("/store/regions"))
    const standing = (statements: string[]) => statements.filter((statement) => statement.includes("revoked_token"))
    // The sign-in was checked, too.
    clearAuthorizations()
    const [first, second] = [await ask(), await ask()]
    expect(standing(first.statements)).toHaveLength(1)
    expect(standing(second.statements)).toHaveLength(0)
    const knex = shop.container().resolve("__pg_connection__")
    const { rows } = await knex.transaction(async (trx: typeof knex) => {
      await trx.raw("SET LOCAL enable_seqscan = off")
      return trx.raw(
        `EXPLAIN SELECT EXISTS (SELECT FROM revoked_token WHERE token_hash = 'x')
           OR EXISTS (SELECT FROM customer_suspension WHERE customer_id = actor.id AND ended_at IS NULL)
         FROM auth_identity identity LEFT JOIN customer actor ON actor.id = identity.app_metadata ->> 'customer_id'
         WHERE identity.id = 'x' AND identity.deleted_at IS NULL`
      )
    })
    expect(JSON.stringify(rows)).not.toContain("Seq Scan")
  })
})
