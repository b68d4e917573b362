import { randomUUID } from "node:crypto"

import { DEMO_PASSWORD, registerCustomer, withShop } from "@atrium/test-kit"

import { activeProvider, PASSWORD as PROVIDER_PASSWORD } from "../providers/make-provider"

jest.setTimeout(120_000)

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"

type SignIn = {
  id: string
  account: string
  browser: string | null
  system: string | null
  current: boolean
  first_seen_at: string
  last_seen_at: string
}

withShop((shop) => {
  const { api, knex } = shop
  const PATHS = {
    customer: { list: "/store/customers/me/sign-ins", read: "/store/customers/me" },
    provider: { list: "/provider/me/sign-ins", read: "/provider/me" },
    user: { list: "/admin/users/me/sign-ins", read: "/admin/users/me" },
  } as const
  type Type = keyof typeof PATHS

  const headersOf = (token: string) => ({
    authorization: `Bearer ${token}`,
    "x-publishable-api-key": shop.publishableKey(),
    "user-agent": CHROME,
  })
  const call = (method: string, path: string, token: string) =>
    api.raw<{ sign_ins: SignIn[]; token: string }>(method, path, {
      headers: headersOf(token),
      ...(method === "POST" ? { body: path.endsWith("/end-others") ? { except: "current" } : {} } : {}),
    })
  const signIn = async (type: Type, email: string, password: string, userAgent = CHROME): Promise<string> => {
    const { body } = await api.raw<{ token: string }>("POST", `/auth/${type}/emailpass`, {
      headers: { "user-agent": userAgent },
      body: { email, password },
    })
    return body.token
  }
  const list = async (type: Type, token: string) => (await call("GET", PATHS[type].list, token)).body.sign_ins
  const works = async (type: Type, token: string) => (await call("GET", PATHS[type].read, token)).status === 200
  const someAccounts = async () => [
    { type: "customer" as const, ...(await registerCustomer(shop)) },
    { type: "provider" as const, email: (await activeProvider(shop)).email, password: PROVIDER_PASSWORD },
    { type: "user" as const, email: "support@atrium.test", password: DEMO_PASSWORD },
  ]

  it("customers, providers and staff see their sign-ins with browser and system, sign out one, then all others", async () => {
    for (const { type, email, password } of await someAccounts()) {
      const [mine, theirs] = [await signIn(type, email, password), await signIn(type, email, password, FIREFOX)]
      const third = await signIn(type, email, password)
      await list(type, theirs)
      const before = await list(type, mine)
      const current = before.filter(({ current }) => current)
      expect(current).toEqual([expect.objectContaining({ account: type, browser: "Chrome", system: "Windows" })])
      const other = before.find(({ browser }) => browser === "Firefox")
      expect(other).toMatchObject({ system: "Linux", current: false })
      const end = (id: string, token: string) => call("POST", `${PATHS[type].list}/${id}/end`, token)
      expect((await end(other?.id ?? "", mine)).status).toBe(200)
      expect((await end(other?.id ?? "", mine)).status).toBe(200)
      expect([await works(type, theirs), await works(type, third), await works(type, mine)]).toEqual([
        false,
        true,
        true,
      ])
      expect((await list(type, mine)).map(({ id }) => id)).not.toContain(other?.id)
      const ended = await call("POST", `${PATHS[type].list}/end-others`, mine)
      expect([type, ended.status]).toEqual([type, 200])
      expect([await works(type, third), await works(type, mine), await works(type, ended.body.token)]).toEqual([
        false,
        false,
        true,
      ])
      expect(await list(type, ended.body.token)).toEqual([
        expect.objectContaining({ id: current[0]?.id, current: true, first_seen_at: current[0]?.first_seen_at }),
      ])
    }
  })

  it("nobody reads or ends the sign-ins of another person, and a second account of the same person is on the list", async () => {
    const [mine, theirs] = [await registerCustomer(shop), await registerCustomer(shop)]
    const [entry] = await list("customer", theirs.token)
    for (const id of [entry?.id ?? "", "sgin_none", "%00", "a".repeat(200)]) {
      const { status } = await call("POST", `${PATHS.customer.list}/${id}/end`, mine.token)
      expect([id, [400, 404].includes(status)]).toEqual([id, true])
    }
    expect(await works("customer", theirs.token)).toBe(true)
    expect((await list("customer", mine.token)).map(({ id }) => id)).not.toContain(entry?.id)
    await call("POST", `${PATHS.customer.list}/end-others`, mine.token)
    expect(await works("customer", theirs.token)).toBe(true)
    for (const [method, path] of [
      ["GET", PATHS.customer.list],
      ["POST", `${PATHS.customer.list}/end-others`],
      ["GET", PATHS.provider.list],
      ["GET", PATHS.user.list],
    ] as const)
      expect((await call(method, path, "none")).status).toBe(401)
  })

  it("a session keeps its cookie when it signs out the others, and a sign-out leaves the list", async () => {
    const { email, password, token } = await registerCustomer(shop)
    const signedIn = await api.raw("POST", "/auth/session", { headers: { authorization: `Bearer ${token}` } })
    const cookie = signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? ""
    const other = await signIn("customer", email, password)
    const ended = await api.raw("POST", `${PATHS.customer.list}/end-others`, {
      headers: { cookie, origin: shop.baseUrl(), "x-publishable-api-key": shop.publishableKey() },
      body: { except: "current" },
    })
    expect([ended.status, ended.body]).toEqual([200, { token: null }])
    expect(await works("customer", other)).toBe(false)
    const left = await api.store.get<{ sign_ins: SignIn[] }>(PATHS.customer.list, { cookie })
    expect(left.body.sign_ins.map(({ current }) => current)).toEqual([true])
    const late = await signIn("customer", email, password)
    const [kept] = [await signIn("customer", email, password)]
    await api.raw("DELETE", "/auth/session", { headers: { authorization: `Bearer ${late}` } })
    expect((await list("customer", kept)).length).toBe(2)
  })

  it("a sign-in that is used writes once in five minutes, also with many requests at once", async () => {
    const { token } = await registerCustomer(shop)
    await list("customer", token)
    const stamps = async () => {
      const [entry] = await list("customer", token)
      return knex()
        .raw<{ rows: { updated_at: Date }[] }>(`SELECT updated_at FROM sign_in WHERE id = ?`, [entry?.id ?? ""])
        .then(({ rows }) => rows[0]?.updated_at.toISOString())
    }
    const before = await stamps()
    await Promise.all(Array.from({ length: 10 }, () => works("customer", token)))
    expect(await stamps()).toBe(before)
  })

  it("a strange user agent is stored as unknown and never as it was sent", async () => {
    const { email, password } = await registerCustomer(shop)
    const strange = `<script>${randomUUID()}</script>`
    const token = await signIn("customer", email, password, strange)
    const entries = await list("customer", token)
    expect(JSON.stringify(entries)).not.toContain("script")
  })
})
