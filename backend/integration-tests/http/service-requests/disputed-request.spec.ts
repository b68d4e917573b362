import { advanceClock, resetClock } from "@atrium/kernel"
import type { ServiceRequestDetailOut } from "@atrium/service-provisioning/contracts"
import { buy, ok, withShop } from "@atrium/test-kit"

import { DASHBOARD } from "../payments/cart-driver"

jest.setTimeout(180_000)

const DAY = 86_400

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  const bought = async () => {
    const { purchase, order } = await buy(api)
    await shop.drainWork()
    const row = await shop.knex()("service_request").where({ order_id: order.id }).first<{ id: string }>("id")
    return { id: String(row?.id), intent: purchase.payment.id }
  }
  const dispute = async (intent: string) => {
    ok(await api.raw("POST", `/sandbox-gateway/payment-intents/${intent}/dispute`, { headers: DASHBOARD, body: {} }))
    await shop.drainWork()
  }
  const read = async (id: string): Promise<ServiceRequestDetailOut> =>
    ok(await api.admin.get<{ service_request: ServiceRequestDetailOut }>(`/admin/service-requests/${id}`))
      .service_request
  const setClock = (id: string, stopped: boolean, reason = "Waiting for the bank") =>
    api.admin.post<{ code: string }>(`/admin/service-requests/${id}/clock`, { stopped, reason })
  const clockEvents = async (id: string) => {
    const { timeline } = ok(
      await api.admin.get<{ timeline: { type: string; note: string | null; visibility: string }[] }>(
        `/admin/service-requests/${id}/timeline`
      )
    )
    return timeline.filter(({ type }) => type.startsWith("clock_"))
  }

  it("staff see since when a payment is disputed, and the clock stops only then", async () => {
    const { id, intent } = await bought()
    expect(await read(id)).toMatchObject({ dispute: null, clock_stopped_at: null })
    const early = await setClock(id, true)
    expect([early.status, early.body.code]).toEqual([409, "not_disputed"])
    await dispute(intent)
    expect(await read(id)).toMatchObject({ dispute: { status: "open", closed_at: null }, clock_stopped_at: null })
    expect((await setClock(id, true, "")).status).toBe(400)
    expect((await setClock("sreq_of_no_one", true)).status).toBe(404)
  })

  it("a stopped clock moves the due dates when it is started again, once, and keeps the reasons", async () => {
    const { id, intent } = await bought()
    await dispute(intent)
    const before = await read(id)
    const answers = await Promise.all([setClock(id, true), setClock(id, true)])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(answers.every(({ status }) => [200, 409].includes(status))).toBe(true)
    advanceClock(200 * DAY)
    const overdue = ok(
      await api.admin.get<{ service_requests: { id: string }[] }>("/admin/service-requests?due=overdue&limit=100")
    )
    expect(overdue.service_requests.map((request) => request.id)).not.toContain(id)
    const moved = await Promise.all([setClock(id, false, "The bank decided"), setClock(id, false, "The bank decided")])
    expect(moved.some(({ status }) => status === 200)).toBe(true)
    const after = await read(id)
    const movedDays = (one: string | null, other: string | null | undefined) =>
      Math.round((new Date(other ?? 0).getTime() - new Date(one ?? 0).getTime()) / (DAY * 1000))
    expect(after.clock_stopped_at).toBeNull()
    expect(movedDays(before.due_at, after.due_at)).toBe(200)
    for (const task of before.tasks.filter(({ due_at: due }) => due !== null))
      expect(movedDays(task.due_at, after.tasks.find((one) => one.id === task.id)?.due_at)).toBe(200)
    expect((await clockEvents(id)).map(({ type, note, visibility }) => [type, note, visibility])).toEqual([
      ["clock_stopped", "Waiting for the bank", "internal"],
      ["clock_started", "The bank decided", "internal"],
    ])
  })
})
