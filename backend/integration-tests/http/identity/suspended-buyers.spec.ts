import { randomUUID } from "node:crypto"

import {
  asCustomer,
  beginPurchase,
  type BegunPurchase,
  buy,
  completeCart,
  completePurchase,
  ok,
  openCart,
  payWith,
  purchaseBody,
  registerCustomer,
  sendPurchase,
  someService,
  startCartPayment,
  withCart,
  withShop,
} from "@atrium/test-kit"

// Passwords are hashed slowly on purpose.
jest.setTimeout(240_000)

const DASHBOARD = { authorization: "Bearer sandbox_secret_demo" }

withShop((shop) => {
  const { api, knex } = shop
  const decide = (id: string, suspended: boolean) =>
    api.admin.post(`/admin/customers/${id}/suspension`, { suspended, reason: "Chargebacks" })
  const suspend = async (id: string) => ok(await decide(id, true))
  const reactivate = async (id: string) => ok(await decide(id, false))
  const refusedPurchase = { status: 403, body: { code: "purchase_refused", message: "This purchase can't be made." } }
  const countOf = async (table: string): Promise<number> => Number((await knex()(table).count("* as n").first())?.n)
  const intentOf = async ({ payment }: Pick<BegunPurchase, "payment">): Promise<string> =>
    ok(
      await api.raw<{ payment_intent: { status: string } }>("GET", `/sandbox-gateway/payment-intents/${payment.id}`, {
        headers: DASHBOARD,
      })
    ).payment_intent.status

  it("a suspended customer can't begin a purchase, nor a guest with the same address, in whatever letters", async () => {
    const { id, email } = await registerCustomer(shop)
    await suspend(id)
    const service = await someService(api)
    const before = [await countOf("service_purchase"), await countOf("cart"), await countOf("payment_session")]
    const key = randomUUID()
    for (const address of [email, email.toUpperCase()])
      expect(await sendPurchase(api, purchaseBody(service, { email: address }), key)).toMatchObject(refusedPurchase)
    expect([await countOf("service_purchase"), await countOf("cart"), await countOf("payment_session")]).toEqual(before)
    ok(await sendPurchase(api, purchaseBody(service)))
    await reactivate(id)
    expect((await sendPurchase(api, purchaseBody(service, { email }), key)).status).toBe(201)
  })

  it("a suspended customer can't complete a purchase that was begun and paid before: no order is made, and the money is released", async () => {
    const customer = await registerCustomer(shop)
    const own = await beginPurchase(asCustomer(api, customer.token), { email: `other-${customer.email}` })
    const guest = await beginPurchase(api, { email: customer.email })
    for (const purchase of [own, guest]) ok(await payWith(api, purchase))
    await suspend(customer.id)
    // Both, before the gateway's events release their money.
    for (const { id } of [own, guest]) expect(await completePurchase(api, id)).toMatchObject(refusedPurchase)
    await shop.drainWork()
    for (const purchase of [own, guest]) {
      const { cart_id } = await withCart(shop, purchase)
      expect(await intentOf(purchase)).toBe("canceled")
      expect(await knex()("order_cart").where({ cart_id })).toEqual([])
    }
  })

  it("a suspended customer can't start another payment of a purchase that was begun before", async () => {
    const { id, email } = await registerCustomer(shop)
    const purchase = await beginPurchase(api, { email })
    await suspend(id)
    const payments = await countOf("payment_session")
    const other = { payment_provider_id: "pp_sandbox_sandbox" }
    expect(await api.store.post(`/store/service-purchases/${purchase.id}/payment`, other)).toMatchObject(
      refusedPurchase
    )
    expect(await countOf("payment_session")).toBe(payments)
  })

  it("a suspended customer can't pay for a cart, by our routes and by Medusa's", async () => {
    const { id, email } = await registerCustomer(shop)
    const service = await someService(api)
    const items = [{ variant_id: service.tiers[0]?.id, quantity: 1 }]
    const [open, paid] = [
      await openCart(api, { items, email: email.toUpperCase() }),
      await openCart(api, { items, email }),
    ]
    ok(await payWith(api, { payment: paid.session.data }))
    await suspend(id)
    const payments = await countOf("payment_session")
    expect(await api.store.post(`/store/carts/${open.cart.id}/purchase`, {})).toMatchObject(refusedPurchase)
    expect(await api.store.post("/store/payment-collections", { cart_id: open.cart.id })).toMatchObject(refusedPurchase)
    await expect(startCartPayment(api, open.collectionId)).rejects.toThrow("purchase_refused")
    expect(await completeCart(api, paid.cart.id)).toMatchObject(refusedPurchase)
    expect(await countOf("payment_session")).toBe(payments)
    await shop.drainWork()
    expect(await intentOf({ payment: paid.session.data })).toBe("canceled")
    expect(await knex()("order_cart").whereIn("cart_id", [open.cart.id, paid.cart.id])).toEqual([])
    await reactivate(id)
    ok(await payWith(api, { payment: (await startCartPayment(api, open.collectionId)).data }))
    expect((await completeCart(api, open.cart.id)).body.type).toBe("order")
  })

  it("what a suspended customer paid for before continues, and other people are not affected", async () => {
    const customer = await registerCustomer(shop)
    const bought = await buy(asCustomer(api, customer.token), { email: customer.email })
    await suspend(customer.id)
    await shop.drainWork()
    expect((await api.store.get(`/store/tracking/${bought.reference}`)).status).toBe(200)
    expect((await completePurchase(api, bought.purchase.id)).body.order.id).toBe(bought.order.id)
    expect((await buy(api)).order.id).toMatch(/^order_/)
  })

  it("a suspended guest's address buys nothing either", async () => {
    const email = `guest-${randomUUID()}@example.com`
    await beginPurchase(api, { email })
    const guest: { id: string } = await knex()("customer").where({ email }).first("id")
    await suspend(guest.id)
    expect(await sendPurchase(api, purchaseBody(await someService(api), { email }))).toMatchObject(refusedPurchase)
  })
})
