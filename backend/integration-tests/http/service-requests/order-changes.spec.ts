import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { withShop } from "@atrium/test-kit"
import { reconcileCommissions } from "@atrium/affiliate-commissions/use-cases"
import { reconcileProvisioning, reconcileRefunds } from "@atrium/service-provisioning/use-cases"
import { EVERYTHING, recently } from "@atrium/work-queue/use-cases"

import { makeService } from "../catalogue/make-service"
import { complete, openCart, pay } from "../payments/cart-driver"
import { orderChangesOf, type Item, type Row } from "./order-changes-driver"

jest.setTimeout(240_000)

withShop((shop) => {
  const { api } = shop
  const { post, orderOf, requestsOf, found, until, mailsOf, buy, locationId, fulfill } = orderChangesOf(shop)
  afterEach(resetClock)
  const ofLine = async (orderId: string, line: Item) =>
    (await requestsOf(orderId)).filter((row) => row.order_line_item_id === line.id)
  /** Effort reserved with providers for these requests. */
  const effortOf = async (rows: readonly Row[]): Promise<number> => {
    const [sum] = await shop
      .knex()("assignment")
      .whereIn(
        "request_id",
        rows.map((row) => row.id)
      )
      .whereNull("released_at")
      .count<{ count: string }[]>({ count: "*" })
    return Number(sum?.count)
  }
  const edit = async (orderId: string, change: () => Promise<unknown>) => {
    await post("/admin/order-edits", { order_id: orderId })
    await change()
    await post(`/admin/order-edits/${orderId}/confirm`)
  }
  const setQuantity = (orderId: string, line: Item, quantity: number) =>
    edit(orderId, () => post(`/admin/order-edits/${orderId}/items/item/${line.id}`, { quantity }))
  const payWhatIsOpen = async (orderId: string) => {
    const { order } = await api.admin
      .get<{ order: { payment_collections: { id: string; status: string }[] } }>(
        `/admin/orders/${orderId}?fields=*payment_collections`
      )
      .then(({ body }) => body)
    const open = order.payment_collections.find((one) => one.status === "not_paid" || one.status === "awaiting")
    await post(`/admin/payment-collections/${open?.id}/mark-as-paid`, { order_id: orderId })
  }

  it("M3: an edit that removes a service cancels its request, which takes its refund alone", async () => {
    const order = await buy()
    const kept = await ofLine(order.id, order.first)
    const before = await ofLine(order.id, order.second)
    expect([before[0]?.status, await effortOf(before)]).toEqual(["team_assigned", 1])
    await setQuantity(order.id, order.second, 0)
    await until(async () => (await ofLine(order.id, order.second))[0]?.status === "cancelled")
    await post(`/admin/payments/${order.paymentId}/refund`, { amount: order.second.unit_price })
    await until(
      async () => Number((await ofLine(order.id, order.second))[0]?.refunded_amount) === order.second.unit_price
    )
    expect(await ofLine(order.id, order.first)).toEqual(kept)
    expect([await effortOf(before), await effortOf(kept)]).toEqual([0, 1])
    expect(mailsOf(order.email, /Canceled/)).toHaveLength(1)
    expect(mailsOf(order.email, /^Refund/)).toHaveLength(1)
    expect(await found(reconcileRefunds, recently())).toBe(0)
    expect(await found(reconcileProvisioning, recently())).toBe(0)
  })

  it("M3: the commission of kept lines stays when another line is removed, and that line's follows its refund", async () => {
    const programme = await shop.knex()("affiliate").where({ status: "active" }).first("id", "code")
    const order = await buy(1, programme.code)
    const commissions = async (): Promise<Map<string, number>> =>
      new Map(
        (await shop.knex()("commission").where({ order_id: order.id }).select("order_line_item_id", "amount")).map(
          (row) => [String(row.order_line_item_id), Number(row.amount)]
        )
      )
    const before = await commissions()
    expect(before.get(order.first.id)).toBeGreaterThan(0)
    expect(before.get(order.second.id)).toBeGreaterThan(0)
    await setQuantity(order.id, order.second, 0)
    await post(`/admin/payments/${order.paymentId}/refund`, { amount: order.second.unit_price })
    await until(async () => (await commissions()).get(order.second.id) === 0)
    expect((await commissions()).get(order.first.id)).toBe(before.get(order.first.id))
    // A line that is added later and removed again changes nothing.
    await setQuantity(order.id, order.first, 2)
    await payWhatIsOpen(order.id)
    await shop.drainWork()
    await setQuantity(order.id, order.first, 1)
    const added = (await orderOf(order.id)).payment_collections.flatMap((one) => one.payments).at(-1)
    await post(`/admin/payments/${added?.id}/refund`, { amount: order.first.unit_price })
    await shop.drainWork()
    expect((await commissions()).get(order.first.id)).toBe(before.get(order.first.id))
    advanceClock(180)
    expect((await reconcileCommissions(shop.container(), recently())).written).toBe(0)
  })

  it("M3: lowering a quantity cancels the newest open units; raising it makes new ones once they are paid", async () => {
    const order = await buy(3)
    const [, second] = await ofLine(order.id, order.first)
    for (const status of ["in_progress", "completed"]) await post(`/admin/service-requests/${second?.id}`, { status })
    await setQuantity(order.id, order.first, 1)
    const states = async () => (await ofLine(order.id, order.first)).map((row) => row.status)
    await until(async () => (await states()).filter((status) => status === "cancelled").length === 2)
    expect(await states()).toEqual(["cancelled", "completed", "cancelled"])
    await post(`/admin/payments/${order.paymentId}/refund`, { amount: 2 * order.first.unit_price })
    await shop.drainWork()
    await setQuantity(order.id, order.first, 2)
    await shop.drainWork()
    expect(await states()).toHaveLength(3)
    expect(await found(reconcileProvisioning, EVERYTHING)).toBe(0)
    await payWhatIsOpen(order.id)
    await until(async () => (await states()).length === 4)
    const [added] = (await ofLine(order.id, order.first)).slice(3)
    expect(added).toMatchObject({ unit: 4, refunded_amount: "0" })
    expect((await ofLine(order.id, order.first)).map((row) => Number(row.refunded_amount))).toEqual([
      order.first.unit_price,
      0,
      order.first.unit_price,
      0,
    ])
    expect((await ofLine(order.id, order.second))[0]).toMatchObject({ refunded_amount: "0" })
    await until(async () => mailsOf(order.email, /is confirmed/).length === 2)
    expect(await found(reconcileRefunds, EVERYTHING)).toBe(0)
  })

  it("M3: finds an edit whose event was lost, for existing requests and for added units", async () => {
    const order = await buy()
    await setQuantity(order.id, order.second, 0)
    await setQuantity(order.id, order.first, 2)
    await payWhatIsOpen(order.id)
    // As if there had been no event.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await shop.knex()("work_item").whereIn("status", ["due", "retrying"]).delete()
    // Work that is done is scheduled again only after a while.
    advanceClock(180)
    expect(await found(reconcileRefunds, recently())).toBe(1)
    expect(await found(reconcileProvisioning, recently())).toBe(1)
    await shop.drainWork()
    expect((await ofLine(order.id, order.second))[0]).toMatchObject({ status: "cancelled" })
    expect(await ofLine(order.id, order.first)).toHaveLength(2)
  })

  it("M3: a received return cancels the returned unit; a requested return changes nothing", async () => {
    const order = await buy(2)
    await fulfill(order.id, order.first, 2)
    const { return: made } = await post<{ return: { id: string } }>("/admin/returns", {
      order_id: order.id,
      location_id: await locationId(),
    })
    await post(`/admin/returns/${made.id}/request-items`, { items: [{ id: order.first.id, quantity: 1 }] })
    await post(`/admin/returns/${made.id}/request`)
    await shop.drainWork()
    const states = async () => (await ofLine(order.id, order.first)).map((row) => row.status)
    expect(await states()).toEqual(["team_assigned", "team_assigned"])
    await post(`/admin/returns/${made.id}/receive`)
    await post(`/admin/returns/${made.id}/receive-items`, { items: [{ id: order.first.id, quantity: 1 }] })
    await post(`/admin/returns/${made.id}/receive/confirm`)
    await until(async () => (await states())[1] === "cancelled")
    await post(`/admin/payments/${order.paymentId}/refund`, { amount: order.first.unit_price })
    await until(
      async () => Number((await ofLine(order.id, order.first))[1]?.refunded_amount) === order.first.unit_price
    )
    expect((await ofLine(order.id, order.first))[0]).toMatchObject({ status: "team_assigned", refunded_amount: "0" })
  })

  it("M3: an exchange makes the new service's request once it is paid, and cancels the old one when it is returned", async () => {
    const order = await buy()
    await fulfill(order.id, order.first, 1)
    const { exchange } = await post<{ exchange: { id: string } }>("/admin/exchanges", { order_id: order.id })
    const inbound = { location_id: await locationId(), items: [{ id: order.first.id, quantity: 1 }] }
    await post(`/admin/exchanges/${exchange.id}/inbound/items`, inbound)
    await post(`/admin/exchanges/${exchange.id}/outbound/items`, {
      items: [{ variant_id: order.second.variant_id, quantity: 1, unit_price: 0 }],
    })
    await post(`/admin/exchanges/${exchange.id}/request`)
    const returned = await shop.knex()("return").where({ exchange_id: exchange.id }).first("id")
    await post(`/admin/returns/${returned.id}/receive`)
    await post(`/admin/returns/${returned.id}/receive-items`, { items: [{ id: order.first.id, quantity: 1 }] })
    await post(`/admin/returns/${returned.id}/receive/confirm`)
    await until(async () => (await ofLine(order.id, order.first))[0]?.status === "cancelled")
    await until(async () => (await requestsOf(order.id)).length === 3)
    expect((await requestsOf(order.id)).map((row) => row.status).sort()).toEqual([
      "cancelled",
      "team_assigned",
      "team_assigned",
    ])
  })

  it("M3: a claim cancels what it writes off, and makes the request of its replacement", async () => {
    const order = await buy()
    const { claim } = await post<{ claim: { id: string } }>("/admin/claims", { order_id: order.id, type: "replace" })
    await post(`/admin/claims/${claim.id}/claim-items`, { items: [{ id: order.first.id, quantity: 1 }] })
    await post(`/admin/claims/${claim.id}/outbound/items`, {
      items: [{ variant_id: order.first.variant_id, quantity: 1, unit_price: 0 }],
    })
    await post(`/admin/claims/${claim.id}/request`)
    await until(async () => (await ofLine(order.id, order.first))[0]?.status === "cancelled")
    await until(async () => (await requestsOf(order.id)).length === 3)
    expect((await ofLine(order.id, order.second))[0]).toMatchObject({ status: "team_assigned" })
  })

  it("M3: a corrected email address and name are copied to the requests; a canceled fulfillment changes nothing", async () => {
    const order = await buy()
    const { order: fulfilled } = await fulfill(order.id, order.first, 1).then(
      (answer) => answer as { order: { fulfillments?: { id: string }[] } }
    )
    const fulfillment =
      fulfilled.fulfillments?.[0]?.id ??
      String(
        (await shop.knex()("order_fulfillment").where({ order_id: order.id }).first("fulfillment_id")).fulfillment_id
      )
    const before = await requestsOf(order.id)
    await post(`/admin/orders/${order.id}/fulfillments/${fulfillment}/cancel`)
    await shop.drainWork()
    expect(await requestsOf(order.id)).toEqual(before)
    const email = `corrected-${randomUUID()}@example.com`
    await post(`/admin/orders/${order.id}`, { email, billing_address: { first_name: "Asha", last_name: "Menon" } })
    await until(async () => (await requestsOf(order.id)).every((row) => row.customer_email === email))
    expect((await requestsOf(order.id)).map((row) => row.customer_name)).toEqual(["Asha Menon", "Asha Menon"])
  })

  it("an order made before its product became a service is never changed", async () => {
    const goods = await makeService(shop.container(), { publish: false })
    const orders: string[] = []
    for (let count = 0; count < 3; count++) {
      const cart = await openCart(shop, 1, { variantId: goods.variants[0]?.id })
      await pay(api, cart.session)
      orders.push(String((await complete(api, cart.cart_id)).body.order?.id))
    }
    await shop.drainWork()
    await post(`/admin/service-templates/${goods.templateId}/publish`)
    advanceClock(86_400)
    for (const span of [recently(), EVERYTHING]) {
      expect(await found(reconcileProvisioning, span)).toBe(0)
      expect(await found(reconcileRefunds, span)).toBe(0)
    }
    await shop.drainWork()
    expect(await shop.knex()("service_request").whereIn("order_id", orders)).toEqual([])
  })
})
