import { randomUUID } from "node:crypto"

import { encryptedTables, openColumn } from "@atrium/server"
import { type ApiClient, createApiClient, ok, registerCustomer, someService, withShop } from "@atrium/test-kit"

jest.setTimeout(180_000)

type Line = { id: string; variant_id: string; quantity: number }
type Cart = { id: string; currency_code: string; customer_id?: string; items: Line[] }
type Answer = { cart?: Cart; code?: string }

withShop((shop) => {
  const { api } = shop
  /** A browser of its own: it knows only the secrets of its carts. */
  const browser = (): ApiClient =>
    createApiClient(shop.baseUrl, () => ({ publishable: shop.publishableKey(), admin: "" }))
  let service: Awaited<ReturnType<typeof someService>>
  let good = ""
  const regions = new Map<string, string>()
  beforeAll(async () => {
    service = await someService(api)
    good = (await shop.knex()("product_variant").where({ sku: "notebook-a4" }).first("id")).id
    for (const { id, currency_code } of await shop.knex()("region").whereNull("deleted_at"))
      regions.set(currency_code, id)
  })

  const tier = () => service.tiers[0]?.id ?? ""
  const open = async (who: ApiClient["store"], items: object[], currency = "inr"): Promise<Cart> => {
    const { cart } = ok(await who.post<Answer>("/store/carts", { region_id: regions.get(currency), items }))
    if (!cart) throw new Error("No cart")
    return cart
  }
  const customer = async () => {
    const { token } = await registerCustomer(shop)
    const client = browser()
    return { store: client.customer(token), client }
  }
  const merge = (who: ApiClient["store"], cartId?: string) =>
    who.post<{ cart: { id: string } | null; code?: string }>(
      "/store/customers/me/cart",
      cartId === undefined ? {} : { cart_id: cartId }
    )
  const linesOf = async (who: ApiClient["store"], id: string) => {
    const { cart } = ok(await who.get<Answer>(`/store/carts/${id}`))
    return new Map(cart?.items.map(({ variant_id, quantity }) => [variant_id, quantity]))
  }

  it("a guest's cart becomes the customer's who signs in, on every device", async () => {
    const { store, client } = await customer()
    expect((await merge(store)).body).toEqual({ cart: null })
    const guest = await open(client.store, [{ variant_id: tier(), quantity: 1 }])
    expect((await merge(store, guest.id)).body).toEqual({ cart: { id: guest.id } })
    expect((await merge(store)).body).toEqual({ cart: { id: guest.id } })
    expect((await merge(store, guest.id)).body).toEqual({ cart: { id: guest.id } })
    // The secret no longer opens it.
    expect((await client.store.get(`/store/carts/${guest.id}`)).status).toBe(404)
  })

  it("two carts are one: quantities are added up to the maximum, and both carts' answers are kept", async () => {
    const { store, client } = await customer()
    const most = service.max_quantity
    const own = await open(store, [
      { variant_id: tier(), quantity: most },
      { variant_id: good, quantity: 2 },
    ])
    const guest = await open(client.store, [
      { variant_id: tier(), quantity: most },
      { variant_id: good, quantity: 2 },
    ])
    const details = (cart: Cart, requirements: string) => ({
      requirements,
      items: cart.items
        .filter(({ variant_id }) => variant_id === tier())
        .map(({ id }) => ({ line_item_id: id, intake: {} })),
    })
    ok(await store.post(`/store/carts/${own.id}/service-details`, details(own, "The first shop.")))
    ok(await client.store.post(`/store/carts/${guest.id}/service-details`, details(guest, "The second shop.")))

    expect((await merge(store, guest.id)).body).toEqual({ cart: { id: own.id } })
    expect(await linesOf(store, own.id)).toEqual(
      new Map([
        [tier(), most],
        [good, 3],
      ])
    )
    expect(await linesOf(client.store, guest.id)).toEqual(new Map())
    const stored: { requirements: string; items: string } = await shop
      .knex()("service_purchase")
      .where({ cart_id: own.id })
      .first("requirements", "items")
    const encrypted = encryptedTables.get("service_purchase")
    if (!encrypted) throw new Error("Purchases are not encrypted")
    const opened = (column: "requirements" | "items") => openColumn(encrypted, { column, id: own.id }, stored[column])
    expect(opened("requirements")).toBe("The first shop.\n\nThe second shop.")
    expect(opened("items")).toMatchObject([{ tier_id: tier() }])
    // Again changes nothing.
    expect((await merge(store, guest.id)).body).toEqual({ cart: { id: own.id } })
    expect((await linesOf(store, own.id)).get(good)).toBe(3)
  })

  it("the cart has the currency that was chosen last", async () => {
    const { store, client } = await customer()
    const own = await open(store, [{ variant_id: tier(), quantity: 1 }])
    const guest = await open(client.store, [{ variant_id: good, quantity: 1 }], "eur")
    await merge(store, guest.id)
    const { cart } = ok(await store.get<Answer>(`/store/carts/${own.id}`))
    expect([cart?.currency_code, cart?.items.length]).toEqual(["eur", 2])
  })

  it("no one takes over a cart without its secret, or another customer's", async () => {
    const { store } = await customer()
    const other = await customer()
    const guests = await open(browser().store, [{ variant_id: tier(), quantity: 1 }])
    const others = await open(other.store, [{ variant_id: tier(), quantity: 1 }])
    for (const id of [guests.id, others.id, `cart_${randomUUID()}`]) {
      const refused = await merge(store, id)
      expect([refused.status, refused.body.code]).toEqual([404, "not_found"])
    }
    expect((await merge(browser().store)).status).toBe(401)
    expect((await merge(store)).body).toEqual({ cart: null })
  })
})
