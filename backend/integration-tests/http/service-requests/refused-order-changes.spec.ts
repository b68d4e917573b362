import { resetClock } from "@atrium/kernel"
import { DEMO_PASSWORD, withShop } from "@atrium/test-kit"

import { orderChangesOf } from "./order-changes-driver"

jest.setTimeout(240_000)

withShop((shop) => {
  const { api } = shop
  const { post, buy, locationId, fulfill } = orderChangesOf(shop)
  afterEach(resetClock)

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
})
