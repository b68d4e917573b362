import { advanceClock, resetClock } from "@atrium/kernel"
import { applyRetention } from "@atrium/server"
import { DEMO_PASSWORD, ok, registerCustomer, withShop } from "@atrium/test-kit"

jest.setTimeout(240_000)

type View = { id: string; status: string; may_confirm: boolean; email: string | null }
type Answer = { privacy_request: View; code?: string }

withShop((shop) => {
  const { api, knex } = shop
  afterEach(() => resetClock())

  const as = async (email: string) => {
    const headers = { authorization: `Bearer ${await shop.signIn("user", email, DEMO_PASSWORD)}` }
    return {
      ask: (person: string) =>
        api.raw<Answer>("POST", "/admin/privacy-requests", {
          headers,
          body: { kind: "erase", email: person, reason: "Letter of 1 December" },
        }),
      read: async (id: string) =>
        ok(await api.raw<Answer>("GET", `/admin/privacy-requests/${id}`, { headers })).privacy_request,
      listed: async (id: string) => {
        const path = "/admin/privacy-requests?status=requested"
        const { privacy_requests } = ok(await api.raw<{ privacy_requests: View[] }>("GET", path, { headers }))
        return privacy_requests.find((request) => request.id === id)
      },
      confirm: (id: string) => api.raw<Answer>("POST", `/admin/privacy-requests/${id}/confirm`, { headers }),
    }
  }
  const owner = () => as("admin@atrium.test")
  const manager = () => as("manager@atrium.test")
  const isThere = async (id: string) => (await knex()("customer").where({ id }).select("id")).length === 1
  const workOf = (id: string) =>
    knex()("work_item").where("key", `identity.run-privacy-request:${id}`).select<{ status: string }[]>("status")

  it("an erasure that staff ask for starts once another person confirms it, and only once", async () => {
    const customer = await registerCustomer(shop)
    const [a, b] = [await owner(), await manager()]
    const asked = await a.ask(customer.email)
    const { id } = asked.body.privacy_request
    expect([asked.status, asked.body.privacy_request.status, await workOf(id)]).toEqual([202, "requested", []])
    await shop.drainWork()
    expect(await isThere(customer.id)).toBe(true)

    // Who asked sees that it waits, and can't confirm it.
    expect([(await a.read(id)).may_confirm, (await b.read(id)).may_confirm]).toEqual([false, true])
    expect([(await a.listed(id))?.may_confirm, (await b.listed(id))?.may_confirm]).toEqual([false, true])
    const own = await a.confirm(id)
    expect([own.status, own.body.code]).toEqual([403, "second_person_required"])
    for (const stranger of ["support@atrium.test", "content@atrium.test"])
      expect((await (await as(stranger)).confirm(id)).status).toBe(403)
    expect((await b.confirm("prrq_unknown")).status).toBe(404)

    const answers = await Promise.all([b.confirm(id), b.confirm(id), b.confirm(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    expect(await workOf(id)).toHaveLength(1)
    await shop.drainWork()
    expect([await isThere(customer.id), (await b.read(id)).status]).toEqual([false, "completed"])
    expect((await b.confirm(id)).status).toBe(409)
    const rows = await knex()("audit_entry")
      .where({ target_id: id })
      .whereIn("action", ["privacy.asked_by_staff", "privacy.confirmed_by_staff", "privacy.erased"])
      .orderBy("id")
      .select<{ action: string; actor_id: string | null }[]>("action", "actor_id")
    expect(rows.map(({ action }) => action)).toEqual([
      "privacy.asked_by_staff",
      "privacy.confirmed_by_staff",
      "privacy.erased",
    ])
    expect(rows[0]?.actor_id).not.toBe(rows[1]?.actor_id)
  })

  it("expires after seven days, and is then deleted", async () => {
    const customer = await registerCustomer(shop)
    const [a, b] = [await owner(), await manager()]
    const { id } = (await b.ask(customer.email)).body.privacy_request
    advanceClock(7 * 86_400 + 60)
    const [late, request] = [await (await owner()).confirm(id), await (await owner()).read(id)]
    expect([late.status, request.status, request.may_confirm]).toEqual([409, "expired", false])
    advanceClock(3_600)
    await applyRetention(shop.container())
    expect(await knex()("privacy_request").where({ id })).toEqual([])
    expect(await isThere(customer.id)).toBe(true)
    expect((await a.confirm(id)).status).not.toBe(202)
  })

  it("the database refuses a confirmation by the one who asked", async () => {
    const customer = await registerCustomer(shop)
    const { id } = (await (await owner()).ask(customer.email)).body.privacy_request
    const { asked_by } = await knex()("privacy_request").where({ id }).first<{ asked_by: string }>("asked_by")
    await expect(knex()("privacy_request").where({ id }).update({ confirmed_by: asked_by })).rejects.toThrow(
      "privacy_request_two_persons"
    )
  })
})
