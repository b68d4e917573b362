import { newOrderReference } from "@atrium/reference-tracking/use-cases"
import { buy, ok, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

jest.setTimeout(180_000)

type Tracking = { status: string; status_label: string; final: boolean; timeline: { label: string }[] }

withShop((shop) => {
  const { api, knex } = shop
  const lookUp = (reference: string) => api.store.get<{ tracking: Tracking }>(`/store/tracking/${reference}`)
  const statusOf = async (reference: string) => ok(await lookUp(reference)).tracking.status

  it("an order of services is received, in progress and completed as its requests are", async () => {
    const email = "tracked-order@example.com"
    const { order } = await buy(api, { email })
    expect(await statusOf(order.reference)).toBe("received")
    await shop.drainWork()
    const request = await knex()("service_request").where({ order_id: order.id }).first("id", "status")
    expect(request?.status).toBe("team_assigned")
    ok(await api.admin.post(`/admin/service-requests/${request?.id}`, { status: "in_progress" }))
    expect(await statusOf(order.reference)).toBe("processing")
    ok(await api.admin.post(`/admin/service-requests/${request?.id}`, { status: "completed" }))
    const { tracking } = ok(await lookUp(order.reference.toLowerCase().replaceAll("-", " ")))
    expect(tracking).toMatchObject({ status: "completed", status_label: "Completed", final: true })
    expect(tracking.timeline.map(({ label }) => label)).toEqual(["Received", "In progress", "Completed"])
    expect(JSON.stringify(tracking)).not.toMatch(/example\.com|order_|amount|Nadia/)
  })

  it("an order of goods is in progress when packed, completed when sent, and in progress again when that is undone", async () => {
    const { id } = await shop
      .container()
      .resolve(Modules.ORDER)
      .createOrders({
        currency_code: "inr",
        email: "goods@example.com",
        items: [{ title: "Stand", quantity: 2, unit_price: 100, requires_shipping: true }],
      })
    const reference = String((await knex()("order").where({ id }).first("custom_display_id"))?.custom_display_id)
    const sent = (fulfilled: number, shipped: number) =>
      knex()("order_item").where({ order_id: id }).update({ fulfilled_quantity: fulfilled, shipped_quantity: shipped })
    expect(await statusOf(reference)).toBe("received")
    await sent(2, 1)
    expect(await statusOf(reference)).toBe("processing")
    await sent(2, 2)
    expect(await statusOf(reference)).toBe("completed")
    await sent(2, 0)
    expect(await statusOf(reference)).toBe("processing")
    await knex()("order").where({ id }).update({ canceled_at: new Date(), status: "canceled" })
    expect(await statusOf(reference)).toBe("canceled")
  })

  it("a reference that no order has, a draft's and core's number answer as any unknown number", async () => {
    const { order } = await buy(api)
    const row = await knex()("order").where({ id: order.id }).first("display_id")
    const draft = await shop
      .container()
      .resolve(Modules.ORDER)
      .createOrders({ currency_code: "inr", items: [], ...{ is_draft_order: true, status: "draft" } })
    const hidden = await knex()("order").where({ id: draft.id }).first("custom_display_id")
    const unknown = [newOrderReference(), String(hidden?.custom_display_id), String(row?.display_id), order.id]
    const answers = await Promise.all(unknown.map(lookUp))
    const bodies = answers.map(({ status, body }) => JSON.stringify([status, { ...body, request_id: "" }]))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect(new Set(bodies).size).toBe(1)
  })
})
