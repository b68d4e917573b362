import { randomUUID } from "node:crypto"

import { ok, registerCustomer, someService } from "@atrium/test-kit"

import { sandbox, sepaDebit, stripe, withGateways } from "./all-gateways"
import { booksOf } from "./contract-shop"

jest.setTimeout(180_000)

type Regions = { regions: { id: string; currency_code: string }[] }

/** SEPA Direct Debit for a cart on core's routes. */
withGateways([sandbox, stripe, sepaDebit], (shop) => {
  const { api } = shop
  const account = () => stripe.standIn().account
  const euroRegion = async () =>
    ok(await api.store.get<Regions>("/store/regions")).regions.find((one) => one.currency_code === "eur")?.id ?? ""
  const openCart = async () => {
    const service = await someService(api)
    const region_id = await euroRegion()
    const { cart } = ok(
      await api.store.post<{ cart: { id: string } }>("/store/carts", {
        region_id,
        email: `${randomUUID()}@example.com`,
        items: [{ variant_id: service.tiers[0]?.id, quantity: 1 }],
      })
    )
    const { payment_collection } = ok(
      await api.store.post<{ payment_collection: { id: string } }>("/store/payment-collections", {
        cart_id: cart.id,
      })
    )
    const sessions = `/store/payment-collections/${payment_collection.id}/payment-sessions`
    const pay = (provider_id: string) =>
      api.store.post<{
        code?: string
        payment_collection: { payment_sessions: { data: { id: string; client_secret: string } }[] }
      }>(sessions, { provider_id })
    const session = ok(await pay(sepaDebit.providerId)).payment_collection.payment_sessions[0]
    if (!session) throw new Error("No payment session")
    return { id: cart.id, pay, intent: session.data, service }
  }

  it("a debit for an ordinary cart keeps the cart and its payment as they are until the bank has decided, then makes the order", async () => {
    const cart = await openCart()
    await stripe.standIn().confirm(cart.intent, "pm_sepa_debit")
    const refused = { status: 409, body: { code: "payment_processing" } }
    const line = { variant_id: cart.service.tiers[0]?.id, quantity: 1 }
    expect(await api.store.post(`/store/carts/${cart.id}/line-items`, line)).toMatchObject(refused)
    expect(await cart.pay(sandbox.providerId)).toMatchObject(refused)
    expect(await api.store.post(`/store/carts/${cart.id}/purchase`, {})).toMatchObject(refused)
    expect(await api.store.post(`/store/carts/${cart.id}/complete`, {})).toMatchObject(refused)
    expect(account().intent(cart.intent.id).status).toBe("processing")
    account().settleDebit(cart.intent.id, "paid")
    const event = stripe.standIn().eventsOf(cart.intent.id).at(-1)
    if (event) await stripe.standIn().deliver(event)
    await shop.drainWork()
    expect(await booksOf(shop, cart.id)).toMatchObject({ orders: 1, payments: 1, captures: 1, refunded: 0 })
  })

  it("a cart whose debit is processed is not merged into the cart of a customer who signs in meanwhile", async () => {
    const cart = await openCart()
    await stripe.standIn().confirm(cart.intent, "pm_sepa_debit")
    await shop
      .knex()("service_purchase")
      .insert({
        id: `pur_${cart.id}`,
        source: "cart",
        cart_id: cart.id,
        items: "[]",
        status: "processing",
        created_at: new Date(),
        updated_at: new Date(),
      })
    const { token } = await registerCustomer(shop)
    const own = await api.customer(token).post("/store/customers/me/cart", { cart_id: cart.id })
    expect([own.status, own.body]).toEqual([200, { cart: null }])
    expect(await shop.knex()("cart_line_item").where({ cart_id: cart.id, deleted_at: null })).toHaveLength(1)
  })

  it("a cart can be changed again once the bank has declined", async () => {
    const cart = await openCart()
    await stripe.standIn().confirm(cart.intent, "pm_sepa_debit")
    account().settleDebit(cart.intent.id, "failed")
    expect((await cart.pay(sandbox.providerId)).status).toBe(200)
    expect(account().intent(cart.intent.id).status).toBe("canceled")
  })
})
