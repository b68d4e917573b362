import { DEMO_PASSWORD, eventually } from "@atrium/test-kit"

import { type Fleet, startFleet } from "./fleet"
import { factsOf, killServerAndWorker, locksOf, openWorkOf } from "./fleet-facts"
import { letThemShop, someServices, unitsOf } from "./shoppers"

const PURCHASES = 50
const KILL_AFTER = 8

// Takes three minutes on two idle cores, and longer on a busy machine.
jest.setTimeout(450_000)

describe("two servers and a worker on one Postgres and one Redis", () => {
  let fleet: Fleet

  beforeAll(async () => {
    fleet = await startFleet()
  }, 200_000)

  afterAll(() => fleet.end(), 60_000)

  it("accepts a session of one server on the other", async () => {
    const [a, b] = [fleet.api("server-a", "10.0.0.1"), fleet.api("server-b", "10.0.0.1")]
    const login = { email: "admin@atrium.test", password: DEMO_PASSWORD }
    const { body } = await a.raw<{ token: string }>("POST", "/auth/user/emailpass", { body: login })
    const session = await a.raw("POST", "/auth/session", { headers: { authorization: `Bearer ${body.token}` } })
    const cookie = (session.headers.get("set-cookie") ?? "").split(";")[0] ?? ""
    expect((await b.raw("GET", "/admin/users/me", { headers: { cookie } })).status).toBe(200)
    await a.raw("DELETE", "/auth/session", { headers: { cookie, "sec-fetch-site": "same-origin" } })
    expect((await b.raw("GET", "/admin/users/me", { headers: { cookie } })).status).toBe(401)
  })

  /** Tries to sign in with a wrong password; every second attempt goes to the other server. */
  const knocker = (address: string) => {
    let tries = 0
    return (email: string) => {
      tries += 1
      const body = { email, password: "wrong" }
      return fleet.api(tries % 2 ? "server-a" : "server-b", address).raw("POST", "/auth/customer/emailpass", { body })
    }
  }

  it("counts a client address's requests over both servers", async () => {
    const knock = knocker("10.0.0.2")
    const answers: number[] = []
    for (let tries = 0; tries < 30; tries += 1) answers.push((await knock(`stranger-${tries}@example.com`)).status)
    expect(new Set(answers)).toEqual(new Set([401]))
    const [a, b] = await Promise.all([knock("stranger@example.com"), knock("stranger@example.com")])
    expect([a.status, b.status]).toEqual([429, 429])
    expect(Number(a.headers.get("retry-after"))).toBeGreaterThan(0)
    const keys = (await fleet.redis.ask("KEYS", "atrium:limit:login:*")).match(/atrium:limit:\S+/g) ?? []
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(await fleet.redis.ask("TTL", key)).toMatch(/^:([1-9]|[1-5]\d|60)\r\n$/)
  })

  it("counts an account's wrong passwords over both servers", async () => {
    const knock = knocker("10.0.1.2")
    const answers: number[] = []
    for (let tries = 0; tries < 12; tries += 1) answers.push((await knock("mallory@example.com")).status)
    expect(answers.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
    expect(answers.slice(-1)).toEqual([429])
    // The same account is not limited from another network.
    expect((await knocker("172.16.0.9")("mallory@example.com")).status).toBe(401)
  })

  it("refuses on one server a provider suspended, staff deleted and a sign-in ended on the other, within five seconds", async () => {
    const [a, b] = [fleet.api("server-a", "10.0.2.1"), fleet.api("server-b", "10.0.2.1")]
    const signIn = async (actor: string, email: string) => {
      const { body } = await a.raw<{ token: string }>("POST", `/auth/${actor}/emailpass`, {
        body: { email, password: DEMO_PASSWORD },
      })
      return { headers: { authorization: `Bearer ${body.token}` } }
    }
    const idOf = async (table: string, email: string) =>
      String((await fleet.query(`SELECT id FROM ${table} WHERE email = $1 AND deleted_at IS NULL`, [email]))[0]?.id)
    const owner = await signIn("user", "admin@atrium.test")
    const providerId = await idOf("provider", "asha@providers.atrium.test")
    const cases = [
      {
        who: await signIn("provider", "asha@providers.atrium.test"),
        path: "/provider/me",
        change: () => a.raw("POST", `/admin/providers/${providerId}`, { ...owner, body: { status: "suspended" } }),
      },
      {
        who: await signIn("user", "content@atrium.test"),
        path: "/admin/users/me",
        change: async () => a.raw("DELETE", `/admin/users/${await idOf('"user"', "content@atrium.test")}`, owner),
      },
    ]
    const signedOut = await signIn("user", "finance@atrium.test")
    cases.push({
      who: signedOut,
      path: "/admin/users/me",
      change: () => a.raw("DELETE", "/auth/session", signedOut),
    })
    for (const { who, path, change } of cases) {
      const ask = async () => (await b.raw("GET", path, who)).status
      // The other server accepted them a moment ago and has cached that.
      expect([path, await ask()]).toEqual([path, 200])
      expect([path, (await change()).status]).toEqual([path, 200])
      await eventually(ask, (status) => status === 401 || status === 403, 5_000)
    }
    await a.raw("POST", `/admin/providers/${providerId}`, { ...owner, body: { status: "active" } })
  })

  it("announces changes to every process immediately", async () => {
    const api = fleet.api("server-a", "10.0.0.3")
    const login = { email: "admin@atrium.test", password: DEMO_PASSWORD }
    const { body } = await api.raw<{ token: string }>("POST", "/auth/user/emailpass", { body: login })
    const headers = { authorization: `Bearer ${body.token}` }
    const moved = await api.raw<{ now: string }>("POST", "/admin/demo/clock", {
      headers,
      body: { advance_seconds: 3600 },
    })
    // The announcement takes milliseconds. Asking the other server for its time would announce that, so this only waits.
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const back = await fleet.api("server-b", "10.0.0.3").raw<{ now: string }>("POST", "/admin/demo/clock", {
      headers,
      body: { advance_seconds: -3600 },
    })
    const ahead = Date.parse(moved.body.now) - Date.now()
    expect(ahead).toBeGreaterThan(3_500_000)
    // The other server was an hour ahead, too: moving back by an hour brings it to now.
    expect(Math.abs(Date.parse(back.body.now) - Date.now())).toBeLessThan(60_000)
  })

  it("refuses on both servers staff suspended on one, and seals the audit entries of both into one chain", async () => {
    const [a, b] = [fleet.api("server-a", "10.0.0.4"), fleet.api("server-b", "10.0.0.4")]
    const signIn = async (email: string) => {
      const answer = await a.raw<{ token: string }>("POST", "/auth/user/emailpass", {
        body: { email, password: DEMO_PASSWORD },
      })
      return { authorization: `Bearer ${answer.body.token}` }
    }
    const [owner, support] = [await signIn("admin@atrium.test"), await signIn("support@atrium.test")]
    const asSupport = async () => {
      const [first, second] = await Promise.all(
        [a, b].map((api) => api.raw("GET", "/admin/orders?limit=1", { headers: support }))
      )
      return [first?.status, second?.status]
    }
    expect(await asSupport()).toEqual([200, 200])
    const [{ id } = {}] = await fleet.query(`SELECT id FROM "user" WHERE email = 'support@atrium.test'`)
    const become = (status: string) => b.raw("POST", `/admin/staff/${id}`, { headers: owner, body: { status } })
    expect((await become("suspended")).status).toBe(200)
    // A process without the announcement would use its cache for five seconds.
    await eventually(asSupport, (statuses) => statuses.every((status) => status === 403), 2_000)
    expect((await become("active")).status).toBe(200)
    await eventually(asSupport, (statuses) => statuses.every((status) => status === 200), 2_000)

    type Verified = { verification: { ok: boolean; checked: number; unsealed: number } }
    const verify = () =>
      Promise.all([a, b].map((api) => api.raw<Verified>("POST", "/admin/audit-log/verify", { headers: owner })))
    for (const { status, body } of await verify()) expect([status, body.verification.ok]).toEqual([200, true])
    const sealed = () =>
      fleet.count("SELECT count(*) AS n FROM audit_entry WHERE target_id = $1 AND seq IS NOT NULL", [id])
    await eventually(sealed, (count) => count >= 2, 60_000)
    for (const { body } of await verify()) expect(body.verification.ok).toBe(true)
  })

  it("completes 50 purchases exactly once although a server and the worker are killed meanwhile [R21]", async () => {
    const services = await someServices(fleet.api("server-a", "10.0.0.4"))
    let killing: Promise<void> | undefined
    const shopped = await letThemShop(fleet, services, {
      count: PURCHASES,
      atOnce: 5,
      beforeEach: (begun) => {
        if (begun === KILL_AFTER) killing = killServerAndWorker(fleet)
      },
    })
    await killing
    expect(shopped.filter(({ paid }) => !paid)).toEqual([])

    // The dead server's locks expire after two minutes at most; then its purchases continue. An order may exist before its
    // payment is captured: the confirmation is the last step of a purchase.
    await eventually(
      () => factsOf(fleet),
      ({ orders, confirmations }) => orders >= PURCHASES && confirmations >= PURCHASES,
      240_000
    )
    await eventually(
      () => openWorkOf(fleet),
      (left) => left.length === 0,
      120_000
    )
    expect(await factsOf(fleet)).toEqual({
      ...{ orders: PURCHASES, orders_too_many: 0, captures: PURCHASES, refunds: 0, taken_at_gateway: PURCHASES },
      ...{ units: unitsOf(shopped), requests: unitsOf(shopped), confirmations: PURCHASES, messages_not_sent: 0 },
      ...{ requests_with_two_providers: 0, assigned_without_assignment: 0, neither_assigned_nor_waiting: 0 },
      ...{
        commissions: shopped.filter(({ affiliate }) => affiliate).length,
        commission_not_in_ledger: 0,
        ledger_sum: 0,
      },
    })
    // An email delivered twice (SMTP is at-least-once) has the same Message-ID both times.
    const received = new Set(fleet.mailbox.mails().map(({ messageId }) => messageId))
    expect(received.size).toBe(await fleet.count("SELECT count(*) AS n FROM message"))
    await eventually(
      () => locksOf(fleet),
      (left) => left.length === 0,
      130_000
    )
  })

  it("shuts down cleanly on SIGTERM: the worker finishes its running work and the servers answer open requests", async () => {
    expect(await Promise.all([fleet.stop("worker"), fleet.stop("server-b")])).toEqual([0, 0])
    expect(await fleet.count("SELECT count(*) AS n FROM work_item WHERE status = 'running'")).toBe(0)
  })
})
