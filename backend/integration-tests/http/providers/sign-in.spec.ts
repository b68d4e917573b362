import { advanceClock, resetClock } from "@atrium/kernel"
import { registerCustomer, withShop } from "@atrium/test-kit"

import { accept, activeProvider, invitedProvider, linkOf, mailTo, PASSWORD } from "./make-provider"

// Passwords are hashed slowly on purpose.
jest.setTimeout(120_000)

const DAY_SECONDS = 24 * 60 * 60

withShop((shop) => {
  const { api } = shop
  const me = (token: string) => api.provider(token).get("/provider/me")
  const bare = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
    const { request_id: _differs, ...rest } = body
    return { status, rest }
  }

  afterEach(() => resetClock())

  it("lets an invited provider accept with the email's link, once, and activates the account", async () => {
    const { id, email, invitation } = await invitedProvider(shop)
    await expect(shop.signIn("provider", email, PASSWORD)).rejects.toThrow("401")
    expect(await accept(shop, invitation)).toMatchObject({ status: 200, body: { provider: { email } } })
    expect(await me(await shop.signIn("provider", email, PASSWORD))).toMatchObject({
      status: 200,
      body: { provider: { id, email, name: "Nila Sen" } },
    })
    const detail = await api.admin.get<{ provider: { status: string } }>(`/admin/providers/${id}`)
    expect(detail.body.provider.status).toBe("active")
    expect((await accept(shop, invitation, "another password")).status).toBe(422)
    await expect(shop.signIn("provider", email, "another password")).rejects.toThrow("401")
  })

  it("answers the same for a token that is unknown, used, replaced, expired or of a suspended provider", async () => {
    const used = await invitedProvider(shop)
    await accept(shop, used.invitation)
    const replaced = await invitedProvider(shop)
    await api.admin.post(`/admin/providers/${replaced.id}/invitation`)
    const suspended = await invitedProvider(shop)
    await api.admin.post(`/admin/providers/${suspended.id}`, { status: "suspended" })
    const old = await invitedProvider(shop)
    const answers = [
      await accept(shop, "nobody-was-ever-given-this"),
      await accept(shop, used.invitation),
      await accept(shop, replaced.invitation),
      await accept(shop, suspended.invitation),
    ]
    advanceClock(7 * DAY_SECONDS + 1)
    answers.push(await accept(shop, old.invitation))
    expect(new Set(answers.map((answer) => JSON.stringify(bare(answer)))).size).toBe(1)
    expect(answers[0]).toMatchObject({ status: 422, body: { code: "invitation_invalid" } })
  })

  it("is valid for seven days, and a newer one replaces an older one", async () => {
    const { id, email, invitation } = await invitedProvider(shop)
    advanceClock(60)
    await api.admin.post(`/admin/providers/${id}/invitation`)
    await shop.drainWork()
    const tokens = shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email)
      .map((mail) => linkOf(mail).token)
    const newer = tokens.find((token) => token !== invitation) ?? ""
    expect((await accept(shop, invitation)).status).toBe(422)
    advanceClock(7 * DAY_SECONDS - 60)
    expect((await accept(shop, newer)).status).toBe(200)
  })

  it("accepts one of two parallel uses of an invitation", async () => {
    const { email, invitation } = await invitedProvider(shop)
    const passwords = ["the first password", "the second password"]
    const answers = await Promise.all(passwords.map((password) => accept(shop, invitation, password)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422])
    const winner = answers.findIndex(({ status }) => status === 200)
    await expect(shop.signIn("provider", email, passwords[winner] ?? "")).resolves.toBeTruthy()
    await expect(shop.signIn("provider", email, passwords[1 - winner] ?? "")).rejects.toThrow("401")
  })

  it("never stores the token or puts it in a URL's path or query", async () => {
    const { id, email, invitation } = await invitedProvider(shop)
    const { link } = linkOf(await mailTo(shop, email, /invited/))
    expect(link.pathname + link.search).toBe("/provider/welcome")
    const knex = shop.container().resolve("__pg_connection__")
    const { rows } = await knex.raw(
      `SELECT (SELECT to_jsonb(p)::text FROM provider p WHERE id = :id) AS provider,
         (SELECT string_agg(to_jsonb(m)::text, '') FROM message m WHERE m.event LIKE 'provider-invitation:' || :id || '%') AS mail,
         (SELECT bool_and(m.props = '{}') FROM message m WHERE m.event LIKE 'provider-invitation:' || :id || '%') AS emptied`,
      { id }
    )
    expect(JSON.stringify(rows)).toContain("provider-invitation")
    expect(JSON.stringify(rows)).not.toContain(invitation)
    // The contents would be encrypted.
    expect(rows[0].emptied).toBe(true)
  })

  it("keeps the account of a customer who becomes a provider", async () => {
    const { email } = await registerCustomer(shop)
    const { invitation } = await invitedProvider(shop, { email })
    expect((await accept(shop, invitation)).status).toBe(200)
    const customer = await shop.signIn("customer", email, PASSWORD)
    expect(await api.customer(customer).get("/store/customers/me")).toMatchObject({
      status: 200,
      body: { customer: { email } },
    })
    expect((await me(customer)).status).toBe(401)
    expect((await me(await shop.signIn("provider", email, PASSWORD))).status).toBe(200)
  })

  it("sets a new password by email, once, and ends sessions that used the old one", async () => {
    const { email, token } = await activeProvider(shop)
    expect((await me(token)).status).toBe(200)
    const ask = (identifier: string) =>
      api.raw("POST", "/auth/provider/emailpass/reset-password", { body: { identifier } })
    expect((await ask("nobody@example.com")).status).toBe((await ask(email)).status)
    const { link, token: reset } = linkOf(await mailTo(shop, email, /new password/))
    expect(link.pathname + link.search).toBe("/provider/reset-password")
    const change = (password: string) =>
      api.raw("POST", "/auth/provider/emailpass/update", {
        headers: { authorization: `Bearer ${reset}` },
        body: { password },
      })
    expect((await change("the next password")).status).toBe(200)
    expect((await change("one more password")).status).toBe(401)
    expect((await me(token)).status).toBe(401)
    expect((await me(await shop.signIn("provider", email, "the next password"))).status).toBe(200)
  })

  it("ends no session when the password was not changed", async () => {
    const { token } = await activeProvider(shop)
    for (const bearer of [token, "x"]) {
      const headers = { authorization: `Bearer ${bearer}` }
      const answer = await api.raw("POST", "/auth/provider/emailpass/update", {
        headers,
        body: { password: "a longer password" },
      })
      expect(answer.status).toBe(401)
    }
    expect((await me(token)).status).toBe(200)
  })
})
