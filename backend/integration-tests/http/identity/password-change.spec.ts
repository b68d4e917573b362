import { randomUUID } from "node:crypto"

import { registerCustomer, withRateLimitFactor, withShop } from "@atrium/test-kit"

import { activeProvider, PASSWORD as PROVIDER_PASSWORD } from "../providers/make-provider"

// Passwords are hashed slowly on purpose.
jest.setTimeout(120_000)

withShop((shop) => {
  const { api } = shop

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
})
