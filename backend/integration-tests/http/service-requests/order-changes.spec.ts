import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import { DEMO_PASSWORD, ok, purchaseBody, sendPurchase, settlePurchase, someService, withShop } from "@atrium/test-kit"
import { reconcileCommissions } from "@atrium/affiliate-commissions/use-cases"
import { reconcileProvisioning, reconcileRefunds } from "@atrium/service-provisioning/use-cases"
import { EVERYTHING, recently, type ReconcileSpan } from "@atrium/work-queue/use-cases"

import { makeService } from "../catalogue/make-service"
import { complete, openCart, pay } from "../payments/cart-driver"

jest.setTimeout(240_000)

type Item = { id: string; variant_id: string; quantity: number; unit_price: number }
type Order = { id: string; items: Item[]; payment_collections: { id: string; payments: { id: string }[] }[] }
type Row = {
  id: string
  order_line_item_id: string
  unit: number
  status: string
  provider_id: string | null
  refunded_amount: string
  customer_email: string
  customer_name: string
}

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  const post = async <T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<T> => {
    const answer = await api.admin.post<T>(path, body)
    expect({ path, status: answer.status, body: answer.status === 200 ? null : answer.body }).toEqual({
      path,
      status: 200,
      body: null,
    })
    return answer.body
  }
  const orderOf = async (id: string): Promise<Order> =>
    (
      await api.admin.get<{ order: Order }>(
        `/admin/orders/${id}?fields=*items,*items.detail,*payment_collections.payments`
      )
    ).body.order
  const requestsOf = (orderId: string): Promise<Row[]> =>
    shop.knex()("service_request").where({ order_id: orderId }).orderBy(["order_line_item_id", "unit"])
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
  /** How many work items a reconciler scheduled. */
  const found = async (reconcile: typeof reconcileRefunds, span: ReconcileSpan) =>
    (await reconcile(shop.container(), span)).written
  /** Runs scheduled work until the effects of core's events are visible; events come shortly after the response. */
  const until = async (holds: () => Promise<boolean>) => {
    for (let attempt = 0; attempt < 60; attempt++) {
      await shop.drainWork()
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error("The condition was not met in time")
  }
  const mailsOf = (email: string, subject: RegExp) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && subject.test(mail.subject))

  /** Two services in one order, `quantity` units of the first; paid, provisioned and assigned. */
  const buy = async (quantity = 1, code?: string) => {
    const list = (
      await api.store.get<{ services: { handle: string; max_quantity: number }[] }>("/store/services?currency_code=inr")
    ).body.services
    const handles = list
      .filter((one) => one.max_quantity >= 3)
      .slice(0, 2)
      .map((one) => one.handle)
    const [first, second] = await Promise.all(handles.map((handle) => someService(api, handle)))
    if (!first || !second) throw new Error("The demo sells too few services")
    const email = `changed-${randomUUID()}@example.com`
    const body = purchaseBody(first, { quantity, email, affiliate_code: code })
    body.items.push(...purchaseBody(second).items)
    const { purchase } = ok(await sendPurchase(api, body))
    const { order: made } = await settlePurchase(api, purchase)
    await shop.drainWork()
    const order = await orderOf(made.id)
    const lineOf = (tier: string | undefined): Item => {
      const line = order.items.find((item) => item.variant_id === tier)
      if (!line) throw new Error("The order has no such line")
      return line
    }
    return {
      id: made.id,
      email,
      first: lineOf(first.tiers[0]?.id),
      second: lineOf(second.tiers[0]?.id),
      paymentId: String(order.payment_collections[0]?.payments[0]?.id),
    }
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
  const locationId = async () =>
    (await api.admin.get<{ stock_locations: { id: string }[] }>("/admin/stock-locations")).body.stock_locations[0]?.id
  const fulfill = async (orderId: string, line: Item, quantity: number) =>
    post(`/admin/orders/${orderId}/fulfillments`, {
      items: [{ id: line.id, quantity }],
      location_id: await locationId(),
    })

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

  it("an unknown shipping option, or one without a price, is refused by its field and leaves the change open", async () => {
    const UNKNOWN = "so_01KB5Z7Q8XN3M4P5R6S7T8V9WX"
    type Refusal = { code: string; details: Record<string, string> }
    const order = await buy()
    await fulfill(order.id, order.first, 1)
    const refused = async (path: string, body: object, field: string) => {
      const answer = await api.admin.post<Refusal>(path, body)
      expect([path, answer.status, answer.body.code, Object.keys(answer.body.details)]).toEqual([
        path,
        400,
        "invalid_input",
        [field],
      ])
      expect(JSON.stringify(answer.body)).not.toMatch(/[a-z]+_01[0-9A-Z]{24}/)
    }
    const { return: made } = await post<{ return: { id: string } }>("/admin/returns", {
      order_id: order.id,
      location_id: await locationId(),
    })
    await post(`/admin/returns/${made.id}/request-items`, { items: [{ id: order.first.id, quantity: 1 }] })
    const toReturn = `/admin/returns/${made.id}/shipping-method`
    await refused(toReturn, { shipping_option_id: UNKNOWN }, "shipping_option_id")
    const { id: option } = await shop.knex()("shipping_option").whereNull("deleted_at").first("id")
    const prices = shop
      .knex()("price")
      .whereIn(
        "price_set_id",
        shop.knex()("shipping_option_price_set").where({ shipping_option_id: option }).select("price_set_id")
      )
    await prices.clone().where({ currency_code: "inr" }).update({ currency_code: "xxx" })
    await refused(toReturn, { shipping_option_id: option }, "custom_amount")
    await prices.clone().where({ currency_code: "xxx" }).update({ currency_code: "inr" })
    await post(toReturn, { shipping_option_id: option, custom_amount: 0 })
    expect((await api.admin.delete(`/admin/returns/${made.id}/request`)).status).toBe(200)

    await post("/admin/order-edits", { order_id: order.id })
    const toEdit = `/admin/order-edits/${order.id}/shipping-method`
    await refused(toEdit, { shipping_option_id: UNKNOWN }, "shipping_option_id")
    expect((await api.admin.delete(`/admin/order-edits/${order.id}`)).status).toBe(200)

    for (const [kind, ways] of [
      ["claims", ["inbound", "outbound"]],
      ["exchanges", ["inbound", "outbound"]],
    ] as const) {
      const begun = await post<Record<string, { id: string }>>(`/admin/${kind}`, {
        order_id: order.id,
        ...(kind === "claims" ? { type: "replace" } : {}),
      })
      const { id } = begun[kind.slice(0, -1)] ?? { id: "" }
      for (const way of ways)
        await refused(
          `/admin/${kind}/${id}/${way}/shipping-method`,
          { shipping_option_id: UNKNOWN },
          "shipping_option_id"
        )
      expect((await api.admin.delete(`/admin/${kind}/${id}/request`)).status).toBe(200)
    }
    await refused(
      `/admin/orders/${order.id}/fulfillments`,
      { items: [{ id: order.second.id, quantity: 1 }], shipping_option_id: UNKNOWN },
      "shipping_option_id"
    )
  })

  it("a draft order makes no requests until it is an order and paid; then those of its last edit", async () => {
    const email = `draft-${randomUUID()}@example.com`
    const service = await someService(api)
    const { id: region } = await shop
      .knex()("region")
      .where({ currency_code: "inr" })
      .whereNull("deleted_at")
      .first("id")
    const { id: channel } = await shop.knex()("sales_channel").whereNull("deleted_at").first("id")
    const drafted = {
      email,
      region_id: region,
      sales_channel_id: channel,
      items: [{ variant_id: service.tiers[0]?.id, quantity: 1 }],
    }
    const unknown = await api.admin.post("/admin/draft-orders", {
      ...drafted,
      shipping_methods: [{ name: "Post", shipping_option_id: "so_01KB5Z7Q8XN3M4P5R6S7T8V9WX", amount: 1 }],
    })
    expect([unknown.status, unknown.body.code]).toEqual([400, "invalid_input"])

    const { draft_order: draft } = await post<{ draft_order: { id: string; items: Item[] } }>(
      "/admin/draft-orders",
      drafted
    )
    const path = `/admin/draft-orders/${draft.id}`
    await post(`${path}/edit`)
    await post(`${path}/edit/items/item/${draft.items[0]?.id}`, { quantity: 2 })
    await post(`${path}/edit/confirm`)
    const nothing = async () => {
      await shop.drainWork()
      expect(await requestsOf(draft.id)).toEqual([])
      expect(await found(reconcileProvisioning, EVERYTHING)).toBe(0)
    }
    await nothing()
    await post(`${path}/convert-to-order`)
    await nothing()
    const { order } = (await api.admin.get<{ order: { total: number } }>(`/admin/orders/${draft.id}?fields=total`)).body
    const { payment_collection: collection } = await post<{ payment_collection: { id: string } }>(
      "/admin/payment-collections",
      { order_id: draft.id, amount: order.total }
    )
    await post(`/admin/payment-collections/${collection.id}/mark-as-paid`, { order_id: draft.id })
    await until(async () => (await requestsOf(draft.id)).length === 2)
    expect((await requestsOf(draft.id)).map((row) => [row.unit, row.customer_email])).toEqual([
      [1, email],
      [2, email],
    ])
    await until(async () => mailsOf(email, /is confirmed/).length === 1)
    expect(await found(reconcileProvisioning, EVERYTHING)).toBe(0)
  })

  it("M3: no order is transferred to another account", async () => {
    const order = await buy()
    const answer = await api.admin.post(`/admin/orders/${order.id}/transfer`, { customer_id: "cus_other" })
    expect(answer.status).toBe(404)
  })

  it("H2, H5: shoppers can't request a transfer or open a return of any order", async () => {
    const order = await buy()
    const customer = await shop.signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD)
    const headers = { "x-publishable-api-key": shop.publishableKey(), authorization: `Bearer ${customer}` }
    for (const path of [
      `/store/orders/${order.id}/transfer/request?fields=email,*payment_collections`,
      "/store/returns",
    ]) {
      const answer = await api.raw("POST", path, { headers, body: { order_id: order.id, items: [] } })
      expect([answer.status, answer.body.code]).toEqual([404, "not_found"])
    }
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
