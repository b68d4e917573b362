import { randomUUID } from "node:crypto"

import { ALPHABET, correctReference } from "@atrium/reference-tracking/contracts"
import { numberOrders } from "@atrium/reference-tracking/use-cases"
import { asCustomer, buy, completeCart, completePurchase, DEMO_PASSWORD, ok, payWith, withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { CARD, openCart } from "../payments/cart-driver"

jest.setTimeout(180_000)

type Sent = { id: string; custom_display_id?: string; display_id?: number }

withShop((shop) => {
  const { api, knex } = shop

  const referenceOf = async (id: string): Promise<string> => {
    const order = await knex()("order").where({ id }).first("custom_display_id")
    return String(order?.custom_display_id)
  }
  const isReference = (text: string) => correctReference(text).kind === "ok" && text.startsWith("OR-")
  const makeOrders = (count: number) =>
    Promise.all(
      Array.from({ length: count }, () =>
        shop
          .container()
          .resolve(Modules.ORDER)
          .createOrders({ currency_code: "inr", email: `many-${randomUUID()}@example.com`, items: [] })
      )
    )

  it("a purchase answers with the order's reference, and never with core's running number", async () => {
    const { order, purchase } = await buy(api)
    expect(order).toEqual({ id: order.id, reference: await referenceOf(order.id) })
    expect(isReference(order.reference)).toBe(true)
    const again = await completePurchase(api, purchase.id)
    expect(again.body.order).toEqual(order)
    const state = ok(await api.store.get<{ purchase: { order: unknown } }>(`/store/service-purchases/${purchase.id}`))
    expect(state.purchase.order).toEqual(order)
  })

  it("an order of core's own checkout has a reference, and core's answers hide the running number", async () => {
    const cart = await openCart(shop)
    await payWith(
      api,
      { payment: { id: cart.session.data.id, client_secret: cart.session.data.client_secret } },
      CARD.number
    )
    const { order } = ok(await completeCart(api, cart.cart_id)) as { order: Sent }
    expect(isReference(await referenceOf(order.id))).toBe(true)
    expect(order).not.toHaveProperty("display_id")

    const ravi = asCustomer(api, await shop.signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD))
    const bought = await buy(ravi)
    for (const query of ["", "?fields=id", "?fields=%2Bemail", "?fields=id,custom_display_id", "?fields=-status"]) {
      const { orders } = ok(await ravi.store.get<{ orders: Sent[] }>(`/store/orders${query}`))
      const one = ok(await ravi.store.get<{ order: Sent }>(`/store/orders/${bought.order.id}${query}`)).order
      for (const sent of [...orders, one]) expect([query, Object.keys(sent)]).not.toContainEqual(["display_id"])
      for (const sent of [...orders, one]) expect(sent).not.toHaveProperty("display_id")
      if (query === "" || query.includes("custom")) expect(one.custom_display_id).toBe(bought.order.reference)
    }
    for (const asked of ["display_id", "%2Bdisplay_id", "-display_id", "id,display_id"])
      expect((await ravi.store.get(`/store/orders?fields=${asked}`)).status).toBe(400)
  })

  it("a draft order of staff has a reference, which Admin's search finds", async () => {
    const region = await knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")
    const channel = await knex()("sales_channel").whereNull("deleted_at").first("id")
    const { draft_order: draft } = ok(
      await api.admin.post<{ draft_order: { id: string } }>("/admin/draft-orders", {
        email: "drafted@example.com",
        region_id: region?.id,
        sales_channel_id: channel?.id,
        items: [{ title: "Advice", quantity: 1, unit_price: 5 }],
      })
    )
    ok(await api.admin.post(`/admin/draft-orders/${draft.id}/convert-to-order`, {}))
    const reference = await referenceOf(draft.id)
    expect(isReference(reference)).toBe(true)
    const { orders } = ok(await api.admin.get<{ orders: { id: string }[] }>(`/admin/orders?q=${reference}`))
    expect(orders.map(({ id }) => id)).toEqual([draft.id])
  })

  it("50 orders made at the same time have 50 references that share no beginning and follow no order", async () => {
    const made = (await makeOrders(50)).map((order) => order.id)
    const rows = await knex()("order").whereIn("id", made).orderBy("display_id").select("custom_display_id")
    const references = rows.map(({ custom_display_id }) => String(custom_display_id))
    expect(new Set(references).size).toBe(50)
    expect(references.every(isReference)).toBe(true)
    expect(references).not.toEqual([...references].sort())
    // Each of the nine random symbols takes many values: a counter in one of them, or a constant, would not.
    for (const place of [3, 4, 5, 6, 8, 9, 10, 11, 13]) {
      const symbols = new Set(references.map((reference) => reference[place]))
      expect(symbols.size).toBeGreaterThan(12)
      for (const symbol of symbols) expect(ALPHABET).toContain(symbol)
    }
  })

  it("no two orders can have one reference, and an order that is taken back frees nothing for guessing", async () => {
    const [first, second] = (await makeOrders(2)).map((order) => order.id)
    const taken = await referenceOf(String(first))
    await expect(knex()("order").where({ id: second }).update({ custom_display_id: taken })).rejects.toThrow(
      /IDX_order_custom_display_id/
    )
  })

  it("orders of earlier releases get a reference once, also when two processes number them at the same time", async () => {
    const old = (await makeOrders(30)).map((order) => order.id)
    const kept = await makeOrders(1).then(([order]) => String(order?.id))
    const reference = await referenceOf(kept)
    await knex()("order").whereIn("id", old).update({ custom_display_id: null })
    const numbered = await Promise.all([numberOrders(shop.container()), numberOrders(shop.container())])
    expect(numbered.reduce((sum, count) => sum + count, 0)).toBe(30)
    const now = await Promise.all(old.map(referenceOf))
    expect(now.every(isReference)).toBe(true)
    expect(new Set(now).size).toBe(30)
    expect(await numberOrders(shop.container())).toBe(0)
    expect(await Promise.all(old.map(referenceOf))).toEqual(now)
    expect(await referenceOf(kept)).toBe(reference)
  })
})
