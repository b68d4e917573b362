import { createHmac, randomUUID } from "node:crypto"

import { DEMO_PASSWORD, emailedToken, ok, registerCustomer, withShop } from "@atrium/test-kit"

import { activeProvider } from "../providers/make-provider"

// Passwords are hashed slowly on purpose.
jest.setTimeout(240_000)

type Decision = { suspended: boolean; reason: string; by: string; by_name: string | null; at: string }
type Suspension = { suspended: boolean; reason: string | null; suspended_at: string | null; history: Decision[] }
type Answer = { suspension: Suspension; code: string; message: string; details?: object }

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

withShop((shop) => {
  const { api, knex } = shop
  const pathOf = (id: string) => `/admin/customers/${id}/suspension`
  const decide = (id: string, suspended: boolean, reason = "Chargebacks") =>
    api.admin.post<Answer>(pathOf(id), { suspended, reason })
  const suspend = async (id: string): Promise<Suspension> => ok(await decide(id, true)).suspension
  const reactivate = async (id: string): Promise<Suspension> => ok(await decide(id, false, "A mix-up")).suspension
  const signIn = (email: string, password: string) =>
    api.raw<Answer & { token?: string }>("POST", "/auth/customer/emailpass", { body: { email, password } })
  const me = (token: string) => api.customer(token).get<Answer>("/store/customers/me")

  describe("a suspended customer can't sign in", () => {
    it("with the right password, which alone is told why; a wrong one is refused as ever", async () => {
      const { id, email, password } = await registerCustomer(shop)
      const wrongBefore = await signIn(email, "not the password")
      await suspend(id)
      const right = await signIn(email.toUpperCase(), password)
      expect(right).toMatchObject({
        status: 403,
        body: { code: "account_suspended", message: "This account is suspended.", suggested_action: "Contact us." },
      })
      expect(JSON.stringify(right.body)).not.toMatch(/token|Chargebacks/)
      const wrong = await signIn(email, "not the password")
      expect([wrong.status, { ...wrong.body, request_id: null }]).toEqual([
        wrongBefore.status,
        { ...wrongBefore.body, request_id: null },
      ])
    })

    it("with tokens and sessions of before, which stay ended after the suspension", async () => {
      const customer = await registerCustomer(shop)
      const session = await api.raw("POST", "/auth/session", bearer(customer.token))
      const cookie = session.headers.getSetCookie()[0]?.split(";")[0] ?? ""
      const byCookie = () => api.store.get("/store/customers/me", { cookie })
      expect([(await me(customer.token)).status, (await byCookie()).status]).toEqual([200, 200])
      await suspend(customer.id)
      const refused = async () => {
        expect([(await me(customer.token)).status, (await byCookie()).status]).toEqual([401, 401])
        expect((await api.raw("POST", "/auth/session", bearer(customer.token))).status).toBe(401)
        expect((await api.raw("POST", "/auth/token/refresh", bearer(customer.token))).status).toBe(404)
      }
      await refused()
      await reactivate(customer.id)
      await refused()
      const { token = "" } = ok(await signIn(customer.email, customer.password))
      expect((await me(token)).status).toBe(200)
    })

    it("with a token whose sign-in an interruption left, until the suspension ends", async () => {
      const { id, token } = await registerCustomer(shop)
      // As a process leaves it that dies between the row and the end of the sign-ins.
      await knex()("customer_suspension").insert({
        id: `csus_${randomUUID()}`,
        customer_id: id,
        reason: "Chargebacks",
        suspended_by: "user:usr_1",
        suspended_at: new Date(),
      })
      const session = await api.raw<Answer>("POST", "/auth/session", bearer(token))
      expect([session.status, session.body.code]).toEqual([403, "account_suspended"])
      expect((await suspend(id)).history).toHaveLength(1)
      await reactivate(id)
      expect((await me(token)).status).toBe(401)
    })

    it("with a new password from an emailed link", async () => {
      const { id, email } = await registerCustomer(shop)
      await suspend(id)
      await api.raw("POST", "/auth/customer/emailpass/reset-password", { body: { identifier: email } })
      const reset = await emailedToken(shop, email, /new password/)
      const body = { password: "the next password" }
      const changed = await api.raw("POST", "/auth/customer/emailpass/update", { ...bearer(reset), body })
      expect([changed.status, JSON.stringify(changed.body)]).toEqual([200, expect.not.stringContaining("token")])
      expect((await signIn(email, body.password)).body.code).toBe("account_suspended")
      await api.store.post("/store/registrations", { email })
      expect((await signIn(email, body.password)).body.code).toBe("account_suspended")
    })

    it("with the code of a second step that was asked for before", async () => {
      const { id, email, password, token } = await registerCustomer(shop)
      const auth = <T>(by: string, path: string, body: object = {}) => api.raw<T>("POST", path, { ...bearer(by), body })
      const { mfa_factor, secret } = ok(
        await auth<{ mfa_factor: { id: string }; secret: string }>(token, "/auth/mfa/factors", {
          provider: "totp",
          label: "Phone",
        })
      )
      ok(await auth(token, `/auth/mfa/factors/${mfa_factor.id}/verify`, { code: totp(secret, 0) }))
      type Pending = { token: string; mfa_challenge: { id: string } }
      const pending = ok(await api.raw<Pending>("POST", "/auth/customer/emailpass", { body: { email, password } }))
      await suspend(id)
      const code = { method: "totp", code: totp(secret, 30) }
      const path = `/auth/mfa/challenges/${pending.mfa_challenge.id}/verify`
      expect((await auth(pending.token, path, code)).status).toBe(401)
      expect((await signIn(email, password)).body).toMatchObject({ code: "account_suspended" })
      await reactivate(id)
      expect((await auth(pending.token, path, code)).status).toBe(401)
    })
  })

  describe("staff", () => {
    it("see the state, its reason and every decision, the newest first; the same state again changes nothing", async () => {
      const { id } = await registerCustomer(shop)
      const read = async () => ok(await api.admin.get<Answer>(pathOf(id))).suspension
      expect(await read()).toEqual({ suspended: false, reason: null, suspended_at: null, history: [] })
      expect((await reactivate(id)).history).toEqual([])
      const first = await suspend(id)
      expect(ok(await decide(id, true, "Another reason")).suspension).toEqual(first)
      await reactivate(id)
      await reactivate(id)
      await decide(id, true, "Again")
      const now = await read()
      expect(now).toMatchObject({ suspended: true, reason: "Again", suspended_at: expect.any(String) })
      expect(now.history.map(({ suspended, reason }) => [suspended, reason])).toEqual([
        [true, "Again"],
        [false, "A mix-up"],
        [true, "Chargebacks"],
      ])
      for (const { by, by_name } of now.history)
        expect([by, by_name]).toEqual([expect.stringMatching(/^user:user_/), "admin@atrium.test"])
    })

    it("suspend once with eight requests at once, and end it once", async () => {
      const { id } = await registerCustomer(shop)
      const eight = (suspended: boolean) => Promise.all(Array.from({ length: 8 }, () => decide(id, suspended)))
      for (const suspended of [true, false]) {
        const answers = await eight(suspended)
        expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
        expect(answers.every(({ body }) => body.suspension.suspended === suspended)).toBe(true)
      }
      const rows = await knex()("customer_suspension").where({ customer_id: id })
      expect(rows.map(({ ended_at }) => ended_at)).toEqual([expect.any(Date)])
      const entries = await knex()("audit_entry").where({ target_id: id }).whereLike("action", "customer.suspen%")
      expect(entries.map(({ action }) => action).sort()).toEqual(["customer.suspended", "customer.suspension_ended"])
      expect(entries.map(({ category, actor_label }) => [category, actor_label])).toEqual(
        entries.map(() => ["security", "admin@atrium.test"])
      )
    })

    it("get 400 for a wrong body and 404 for an unknown or deleted customer", async () => {
      const { id } = await registerCustomer(shop)
      for (const body of [
        {},
        { suspended: true },
        { suspended: true, reason: "  " },
        { suspended: "yes", reason: "Why" },
        { suspended: true, reason: "x".repeat(501) },
        { suspended: true, reason: "Why", by: "user:usr_1" },
      ])
        expect([body, (await api.admin.post(pathOf(id), body)).status]).toEqual([body, 400])
      ok(await api.admin.delete(`/admin/customers/${id}`))
      for (const gone of [id, "cus_none"]) {
        expect((await api.admin.get(pathOf(gone))).status).toBe(404)
        expect((await decide(gone, true)).status).toBe(404)
      }
      expect(await knex()("customer_suspension").where({ customer_id: id })).toEqual([])
    })

    it("without the permission, customers, affiliates and providers are refused", async () => {
      const { id, token } = await registerCustomer(shop)
      const content = await shop.signIn("user", "content@atrium.test", DEMO_PASSWORD)
      const affiliate = await shop.signIn("customer", "maya@affiliates.atrium.test", DEMO_PASSWORD)
      const provider = await activeProvider(shop)
      const body = { suspended: true, reason: "Chargebacks" }
      for (const [by, status] of [
        [content, 403],
        [token, 401],
        [affiliate, 401],
        [provider.token, 401],
      ] as const) {
        expect((await api.raw("POST", pathOf(id), { ...bearer(by), body })).status).toBe(status)
        expect((await api.raw("GET", pathOf(id), bearer(by))).status).toBe(status)
      }
      expect((await api.raw("POST", pathOf(id), { body })).status).toBe(401)
      expect((await me(token)).status).toBe(200)
    })
  })
})

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** The code of an authenticator app, this many seconds ahead. */
const totp = (secret: string, aheadSeconds: number): string => {
  const bits = [...secret].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("")
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor((Date.now() / 1000 + aheadSeconds) / 30)))
  const hash = createHmac("sha1", key).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, "0")
}
