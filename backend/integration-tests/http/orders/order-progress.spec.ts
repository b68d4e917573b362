import { randomUUID } from "node:crypto"

import type { OrderProgressOut } from "@atrium/service-provisioning/contracts"
import { reconcileOrderProgress, updateOrderProgress } from "@atrium/service-provisioning/use-cases"
import {
  type BegunPurchase,
  buy,
  type Completed,
  completePurchase,
  DEMO_PASSWORD,
  eventually,
  ok,
  payWith,
  someService,
  withShop,
} from "@atrium/test-kit"
import { EVERYTHING, recently } from "@atrium/work-queue/use-cases"
import { z } from "zod"

jest.setTimeout(180_000)

type List = { orders: OrderProgressOut[]; count: number }

const ADDRESS = {
  first_name: "Asha",
  last_name: "Rao",
  address_1: "12 Residency Road",
  city: "Bengaluru",
  postal_code: "560025",
  country_code: "in",
}

withShop((shop) => {
  const { api, knex } = shop
  const admin = <T = unknown>(path: string, body: object = {}) => api.admin.post<T>(path, body).then(ok)
  const list = async (query: string): Promise<List> => ok(await api.admin.get<List>(`/admin/order-progress?${query}`))
  const progressOf = async (orderId: string) => (await list(`order_id=${orderId}`)).orders[0]?.progress
  const coreStatus = async (orderId: string): Promise<string> =>
    (await knex()("order").where({ id: orderId }).first("status")).status
  const requestOf = async (orderId: string): Promise<string> =>
    (await knex()("service_request").where({ order_id: orderId }).first("id")).id
  /** Core's events reach their subscribers after its answer: waits until the order is as far as that, here and in core. */
  const expectSoon = async (orderId: string, progress: string, core: string): Promise<void> => {
    const state = await eventually(
      async () => {
        await shop.drainWork()
        return [await progressOf(orderId), await coreStatus(orderId)].join(" ")
      },
      (now) => now === `${progress} ${core}`
    ).catch((error: unknown) => String(error))
    expect(state).toBe(`${progress} ${core}`)
  }
  const move = async (orderId: string, status: string) => {
    await admin(`/admin/service-requests/${await requestOf(orderId)}`, { status })
    await shop.drainWork()
  }

  /** A paid order of one service and one good, with its fulfillment. */
  const mixedOrder = async (email = `progress-${randomUUID()}@example.com`) => {
    const service = await someService(api)
    const region = await knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")
    const folder = await knex()("product_variant").where({ sku: "folder-a4" }).first("id")
    const { cart } = ok(await api.store.post<{ cart: { id: string } }>("/store/carts", { region_id: region.id }))
    for (const variant_id of [service.tiers[0]?.id, folder.id])
      ok(await api.store.post(`/store/carts/${cart.id}/line-items`, { variant_id, quantity: 1 }))
    const customer = { full_name: "Asha Rao", email, phone: "+919876543210" }
    ok(await api.store.post(`/store/carts/${cart.id}/service-details`, { customer, requirements: "Call me." }))
    ok(await api.store.post(`/store/carts/${cart.id}`, { email, shipping_address: ADDRESS }))
    const { shipping_options } = ok(
      await api.store.get<{ shipping_options: { id: string }[] }>(`/store/shipping-options?cart_id=${cart.id}`)
    )
    ok(await api.store.post(`/store/carts/${cart.id}/shipping-methods`, { option_id: shipping_options[0]?.id }))
    const { purchase } = ok(await api.store.post<{ purchase: BegunPurchase }>(`/store/carts/${cart.id}/purchase`))
    ok(await payWith(api, purchase))
    const { order } = ok(await completePurchase(api, purchase.id)) as Completed
    await shop.drainWork()
    const good = await knex()("order_item")
      .join("order_line_item", "order_line_item.id", "order_item.item_id")
      .where({ order_id: order.id, requires_shipping: true })
      .first("order_item.item_id as id")
    return { id: order.id, reference: order.reference, items: [{ id: good.id, quantity: 1 }] }
  }
  const pack = async ({ id, items }: { id: string; items: object[] }): Promise<string> => {
    const { id: location_id } = await knex()("stock_location").first("id")
    await admin(`/admin/orders/${id}/fulfillments`, { items, location_id })
    const rows = await knex()("order_fulfillment").where({ order_id: id }).orderBy("created_at", "desc").limit(1)
    return z.array(z.looseObject({ fulfillment_id: z.string() })).parse(rows)[0]?.fulfillment_id ?? ""
  }

  it("an order is received, in progress, and completed in core too, as its requests and shipments are", async () => {
    const order = await mixedOrder()
    expect([await progressOf(order.id), await coreStatus(order.id)]).toEqual(["received", "pending"])
    await move(order.id, "in_progress")
    expect(await progressOf(order.id)).toBe("processing")
    await move(order.id, "completed")
    // Its good is not sent yet.
    expect([await progressOf(order.id), await coreStatus(order.id)]).toEqual(["processing", "pending"])
    const fulfillment = await pack(order)
    await admin(`/admin/orders/${order.id}/fulfillments/${fulfillment}/shipments`, { items: order.items })
    await expectSoon(order.id, "completed", "completed")
    const { tracking } = ok(await api.store.get<{ tracking: { status: string } }>(`/store/tracking/${order.reference}`))
    expect(tracking.status).toBe("completed")
  })

  it("a completed order to which staff add a service goes on, in core too; an order that staff completed stays theirs", async () => {
    const { order } = await buy(api)
    await shop.drainWork()
    await move(order.id, "in_progress")
    await move(order.id, "completed")
    expect(await coreStatus(order.id)).toBe("completed")
    const { tiers } = await someService(api)
    await admin("/admin/order-edits", { order_id: order.id })
    await admin(`/admin/order-edits/${order.id}/items`, {
      items: [{ variant_id: tiers[0]?.id, quantity: 1, unit_price: 0 }],
    })
    await admin(`/admin/order-edits/${order.id}/confirm`)
    await expectSoon(order.id, "processing", "pending")

    const { order: theirs } = await buy(api)
    await shop.drainWork()
    await admin(`/admin/orders/${theirs.id}/complete`)
    await updateOrderProgress(shop.container(), theirs.id)
    expect([await progressOf(theirs.id), await coreStatus(theirs.id)]).toEqual(["received", "completed"])
  })

  it("a canceled order is canceled, and one whose services were all refunded too", async () => {
    const { order: canceled } = await buy(api)
    await shop.drainWork()
    await admin(`/admin/orders/${canceled.id}/cancel`)
    await expectSoon(canceled.id, "canceled", "canceled")

    const { order: refunded } = await buy(api)
    await shop.drainWork()
    const { id: payment, amount } = await knex()("payment")
      .join("order_payment_collection as link", "link.payment_collection_id", "payment.payment_collection_id")
      .where({ order_id: refunded.id })
      .first("payment.id", "payment.amount")
    await admin(`/admin/payments/${payment}/refund`, { amount: Number(amount) })
    await expectSoon(refunded.id, "canceled", "pending")
    const [row] = (await list(`order_id=${refunded.id}`)).orders
    expect(row).toMatchObject({ progress: "canceled", payment: { status: "refunded", refunded: Number(amount) } })
  })

  it("the reconciler finds what no event told: a shipment, a lost row, a status of core; and then nothing", async () => {
    const order = await mixedOrder()
    await move(order.id, "in_progress")
    await move(order.id, "completed")
    // What other tests in this shop have written past the shop.
    await reconcileOrderProgress(shop.container(), EVERYTHING)
    await shop.drainWork()
    const change = await knex()("order_item")
      .where({ order_id: order.id, item_id: order.items[0]?.id })
      .update({ fulfilled_quantity: 1, shipped_quantity: 1 })
    expect(change).toBeGreaterThan(0)
    expect((await reconcileOrderProgress(shop.container(), recently())).written).toBe(1)
    await expectSoon(order.id, "completed", "completed")

    await knex()("order").where({ id: order.id }).update({ status: "pending" })
    await knex()("order_progress")
      .where({ order_id: (await buy(api)).order.id })
      .delete()
    // A reconciler reopens its own work only after two minutes.
    await knex()("work_item")
      .where("key", "like", "%update-order-progress:order:%")
      .update({ finished_at: new Date(0) })
    await shop.drainWork()
    expect((await reconcileOrderProgress(shop.container(), EVERYTHING)).written).toBe(2)
    await shop.drainWork()
    expect(await coreStatus(order.id)).toBe("completed")
    expect((await reconcileOrderProgress(shop.container(), EVERYTHING)).written).toBe(0)
  })

  it("twenty updates of one order at once complete it once", async () => {
    const { order } = await buy(api)
    await shop.drainWork()
    const request = await requestOf(order.id)
    await knex()("service_request").where({ id: request }).update({ status: "completed" })
    const completions = jest.fn()
    const bus = shop.container().resolve("event_bus")
    bus.subscribe("order.completed", completions, { subscriberId: `test-${randomUUID()}` })
    await Promise.all([...Array(20).keys()].map(() => updateOrderProgress(shop.container(), order.id)))
    expect([await progressOf(order.id), await coreStatus(order.id)]).toEqual(["completed", "completed"])
    await eventually(
      () => Promise.resolve(completions.mock.calls.length),
      (calls) => calls > 0
    )
    expect(completions).toHaveBeenCalledTimes(1)
  })

  it("an order that staff cancel while its last service is completed is canceled and refunded, or neither", async () => {
    const { order } = await buy(api)
    await shop.drainWork()
    await move(order.id, "in_progress")
    const [canceled] = await Promise.all([
      api.admin.post(`/admin/orders/${order.id}/cancel`, {}),
      api.admin
        .post(`/admin/service-requests/${await requestOf(order.id)}`, { status: "completed" })
        .then(() => updateOrderProgress(shop.container(), order.id)),
    ])
    await shop.drainWork()
    const [row] = (await list(`order_id=${order.id}`)).orders
    const refunded = row?.payment.refunded ?? 0
    const end = { status: await coreStatus(order.id), progress: row?.progress, refunded: refunded > 0 }
    if (canceled.status === 200) expect(end).toEqual({ status: "canceled", progress: "canceled", refunded: true })
    else expect(end).toEqual({ status: "completed", progress: "completed", refunded: false })
  })

  it("staff find orders by progress, date, reference and customer", async () => {
    const email = `found-${randomUUID()}@example.com`
    const { order } = await buy(api, { email })
    const ids = async (query: string) => (await list(query)).orders.map(({ id }) => id)
    expect(await ids(`q=${order.reference.toLowerCase()}`)).toEqual([order.id])
    expect(await ids(`q=${email.slice(0, 20).toUpperCase()}`)).toContain(order.id)
    expect(await ids(`q=${email}&progress=completed&progress=processing`)).toEqual([])
    expect(await ids(`q=${email}&progress=received`)).toEqual([order.id])
    // Also where no service request has it, as for an order of goods.
    await knex()("service_request").where({ order_id: order.id }).update({ customer_email: "other@example.com" })
    expect(await ids(`q=${email}`)).toEqual([order.id])
    expect(await ids(`q=%25`)).toEqual([])
    const [row] = (await list(`q=${email}`)).orders
    expect(row).toMatchObject({
      reference: order.reference,
      customer: { email },
      progress_label: "Received",
      payment: { status: expect.stringMatching(/^(paid|unpaid)$/), refunded: 0, currency_code: "inr" },
    })
    const day = (row?.placed_at ?? "").slice(0, 10)
    const dates = (from: string, to: string) => `q=${email}&placed_at[$gte]=${from}&placed_at[$lte]=${to}`
    expect(await ids(dates(day, day))).toEqual([order.id])
    expect(await ids(dates("2020-01-01", "2020-01-02"))).toEqual([])
    const sorted = (await list("order=since&limit=50")).orders.map(({ since }) => since)
    expect(sorted).toEqual([...sorted].sort())
    const customer = row?.customer.id
    if (customer) expect(await ids(`customer_id=${customer}`)).toContain(order.id)
    await shop.drainWork()
  })

  it("wrong filters are named all at once, and strangers, customers and providers read nothing", async () => {
    const wrong = await api.admin.get<{ details: object }>(
      "/admin/order-progress?progress=shipped&placed_at[$gte]=soon&order=-total&limit=0&fields=*"
    )
    expect(wrong.status).toBe(400)
    expect(Object.keys(wrong.body.details).length).toBeGreaterThanOrEqual(4)
    const token = await shop.signIn("provider", "asha@providers.atrium.test", DEMO_PASSWORD)
    expect((await api.raw("GET", "/admin/order-progress")).status).toBe(401)
    const asProvider = { headers: { authorization: `Bearer ${token}` } }
    expect((await api.raw("GET", "/admin/order-progress", asProvider)).status).toBe(401)
  })

  it("a page costs at most six statements, however many orders it has", async () => {
    const { statements } = await shop.countStatements(() => list("limit=50"))
    const own = statements.filter((sql) => /order_progress|order_address|order_transaction/.test(sql))
    expect(own.length).toBeLessThanOrEqual(6)
  })
})
