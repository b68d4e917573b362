import { randomUUID } from "node:crypto"

import {
  type ApiClient,
  beginPurchase,
  createApiClient,
  DEMO_PASSWORD,
  registerCustomer,
  someService,
  withCart,
  withShop,
} from "@atrium/test-kit"

import { CARD, complete, openCart, type PaidCart, pay } from "../payments/cart-driver"
import { cartToOrderTests } from "./cart-to-order"

jest.setTimeout(180_000)

type Headers = Record<string, string>
type Cart = { id: string; email: string | null; customer_id?: string | null; items: { id: string; quantity: number }[] }
type Answer = {
  cart?: Cart
  code?: string
  details?: Record<string, string>
  order?: Record<string, unknown>
  payment_collection?: { id: string }
}

withShop((shop) => {
  const { api } = shop
  /** A client without anyone else's secret. */
  const newGuest = (): ApiClient =>
    createApiClient(shop.baseUrl, () => ({ publishable: shop.publishableKey(), admin: "" }))
  const account = async () =>
    newGuest().customer(await shop.signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD))
  const otherAccount = async () =>
    newGuest().customer(await shop.signIn("customer", "maya@affiliates.atrium.test", DEMO_PASSWORD))

  let region = ""
  let tier = ""
  beforeAll(async () => {
    tier = (await someService(api)).tiers[0]?.id ?? ""
    region = (await shop.knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")).id
  })
  const body = (email = `guest-${randomUUID()}@example.com`) => ({
    region_id: region,
    email,
    items: [{ variant_id: tier, quantity: 1 }],
  })
  const opened = async (who: ApiClient["store"], email?: string) => {
    const answer = await who.post<Answer>("/store/carts", body(email))
    if (!answer.body.cart) throw new Error(JSON.stringify(answer.body))
    return { ...answer.body.cart, secret: answer.headers.get("x-cart-token") ?? "", headers: answer.headers }
  }

  /** Every route that takes a cart. The cart is checked before the body: a stranger learns nothing about either. */
  const ways = (cart: { id: string; items: { id: string }[] }, collection: string): [string, string, object?][] => [
    ["GET", `/store/carts/${cart.id}`],
    ["GET", `/store/carts/${cart.id}?fields=*items,*payment_collection.payment_sessions`],
    ["GET", `/STORE/Carts/${cart.id}/`],
    ["GET", `/store/carts/${cart.id.replace("cart_", "%63art_")}`],
    ["POST", `/store/carts/${cart.id}`, { email: "taken@example.com" }],
    ["POST", `/store/carts/${cart.id}/customer`, {}],
    ["POST", `/store/carts/${cart.id}/line-items`, { variant_id: tier, quantity: 1 }],
    ["POST", `/store/carts/${cart.id}/line-items/${cart.items[0]?.id}`, { quantity: 2 }],
    ["DELETE", `/store/carts/${cart.id}/line-items/${cart.items[0]?.id}`],
    ["POST", `/store/carts/${cart.id}/promotions`, { promo_codes: ["X"] }],
    ["DELETE", `/store/carts/${cart.id}/promotions`, { promo_codes: ["X"] }],
    ["POST", `/store/carts/${cart.id}/shipping-methods`, { option_id: "so_1" }],
    ["POST", `/store/carts/${cart.id}/taxes`],
    ["POST", `/store/carts/${cart.id}/gift-cards`, { code: "X" }],
    ["POST", `/store/carts/${cart.id}/store-credits`, { amount: 1 }],
    ["POST", `/store/carts/${cart.id}/service-details`, { requirements: "Send it to me." }],
    ["POST", `/Store/CARTS/${cart.id}/Service-Details`, { requirements: "Send it to me." }],
    ["POST", `/store/carts/${cart.id}/purchase`, {}],
    ["POST", `/store/carts/${cart.id}/complete`],
    ["POST", "/store/payment-collections", { cart_id: cart.id }],
    ["POST", "/store/Payment-Collections", { cart_id: cart.id }],
    ["POST", `/store/payment-collections/${collection}/payment-sessions`, { provider_id: "pp_sandbox_sandbox" }],
    ["GET", `/store/shipping-options?cart_id=${cart.id}`],
    ["POST", "/store/shipping-options/so_1/calculate", { cart_id: cart.id }],
    ["GET", `/store/products?cart_id=${cart.id}`],
    ["GET", `/store/product-variants?cart_id=${cart.id}`],
  ]
  const begunFor = async (who: ApiClient["store"], cart: Cart) =>
    (await who.post<Answer>("/store/payment-collections", { cart_id: cart.id })).body.payment_collection?.id ?? ""
  const attempt = async (headers: Headers, [method, path, sent]: [string, string, object?]) => {
    const answer = await newGuest().raw<{ code?: string }>(method, path, {
      headers: { "x-publishable-api-key": shop.publishableKey(), ...headers },
      ...(sent ? { body: sent } : {}),
    })
    return [method, path, answer.status, answer.body.code]
  }
  const refused = ([method, path]: [string, string, object?]) => [method, path, 404, "not_found"]
  const bearer = async (email: string) => ({
    authorization: `Bearer ${await shop.signIn("customer", email, DEMO_PASSWORD)}`,
  })

  it("refuses an account's cart to everybody except its owner, on every route [H3]", async () => {
    const owner = await account()
    const cart = await opened(owner)
    const collection = await begunFor(owner, cart)
    const others: Headers[] = [{}, await bearer("maya@affiliates.atrium.test"), { "x-cart-token": cart.secret }]
    for (const headers of others)
      for (const way of ways(cart, collection)) expect(await attempt(headers, way)).toEqual(refused(way))
    const own = await owner.get<Answer>(`/store/carts/${cart.id}`)
    expect([own.status, own.body.cart?.email]).toEqual([200, cart.email])
    expect(own.body.cart?.items).toMatchObject([{ id: cart.items[0]?.id, quantity: 1 }])
    expect((await owner.post(`/store/carts/${cart.id}/service-details`, { requirements: "Mine." })).status).toBe(200)
  })

  it("opens a guest's cart with its secret alone [H3]", async () => {
    const guest = newGuest().store
    const cart = await opened(guest)
    const other = await opened(newGuest().store)
    const collection = await begunFor(guest, cart)
    expect(collection).toMatch(/^pay_col_/)
    const strangers: Headers[] = [
      {},
      await bearer("ravi@customers.atrium.test"),
      { "x-cart-token": "wrong" },
      { "x-cart-token": other.secret },
      { cookie: `atrium_cart=${cart.id}.${other.secret}`, origin: shop.baseUrl() },
      { cookie: `atrium_cart=${other.id}.${other.secret}`, "sec-fetch-site": "same-origin" },
    ]
    for (const headers of strangers.slice(0, 4))
      for (const way of ways(cart, collection)) expect(await attempt(headers, way)).toEqual(refused(way))
    for (const headers of strangers.slice(4))
      expect(await attempt(headers, ["GET", `/store/carts/${cart.id}`])).toEqual([
        ...["GET", `/store/carts/${cart.id}`],
        ...[404, "not_found"],
      ])
    // To the caller the same as a cart that never existed.
    const bodies = [cart.id, "cart_01UNKNOWN"].map((id) => newGuest().store.get(`/store/carts/${id}`))
    const [foreign, unknown] = (await Promise.all(bodies)).map((answer) => ({ ...answer.body, request_id: "" }))
    expect(foreign).toEqual(unknown)

    const holders: Headers[] = [{ "x-cart-token": cart.secret }, { cookie: `atrium_cart=${cart.id}.${cart.secret}` }]
    for (const headers of holders)
      expect((await newGuest().store.get(`/store/carts/${cart.id}`, headers)).status).toBe(200)
  })

  it("returns the secret once, to the cart's creator, in a header that a page can read and a cookie that it can't", async () => {
    const cart = await opened(newGuest().store)
    expect(cart.headers.get("access-control-expose-headers")).toContain("x-cart-token")
    const cookie = cart.headers.getSetCookie().find((one) => one.startsWith("atrium_cart="))
    expect(cookie).toContain(`atrium_cart=${cart.id}.${cart.secret};`)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    const read = await newGuest().store.get(`/store/carts/${cart.id}`, { "x-cart-token": cart.secret })
    expect([read.status, read.headers.get("x-cart-token"), read.headers.getSetCookie()]).toEqual([200, null, []])
  })

  it("assigns a guest's cart to the account when its creator signs in, and invalidates the secret [H3]", async () => {
    const cart = await opened(newGuest().store)
    const owner = await account()
    const path = `/store/carts/${cart.id}`
    expect((await owner.post(`${path}/customer`)).status).toBe(404)
    expect((await owner.post(`${path}/customer`, {}, { "x-cart-token": cart.secret })).status).toBe(200)
    expect((await owner.get(path)).status).toBe(200)
    expect((await (await otherAccount()).get(path)).status).toBe(404)
    expect((await newGuest().store.get(path, { "x-cart-token": cart.secret })).status).toBe(404)
  })

  describe("a guest who enters an account's email address", () => {
    const ACCOUNT = "ravi@customers.atrium.test"
    const shape = ({ status, body }: { status: number; body: unknown }): unknown => [
      status,
      JSON.stringify(body, (key, value: unknown) =>
        /^(email|.*id|.*_at|request_id)$/.test(key) ? typeof value : value
      ),
    ]

    /** Everything a guest does with a cart, the address given at once or later, up to the order. */
    const buysAs = async (email: string, when: "at once" | "later") => {
      const guest = newGuest()
      const { store } = guest
      const answers: unknown[] = []
      const { email: _, ...withoutEmail } = body()
      const made = await store.post<Answer>("/store/carts", when === "at once" ? body(email) : withoutEmail)
      answers.push(shape(made))
      const path = `/store/carts/${made.body.cart?.id}`
      answers.push(shape(await store.post(path, { email })))
      answers.push(shape(await store.get(path)))
      answers.push(shape(await store.post(`${path}/service-details`, { requirements: "Please call." })))
      const begun = await store.post<Answer>("/store/payment-collections", { cart_id: made.body.cart?.id })
      const sessions = await store.post<{ payment_collection: { payment_sessions: [Parameters<typeof pay>[1]] } }>(
        `/store/payment-collections/${begun.body.payment_collection?.id}/payment-sessions`,
        { provider_id: "pp_sandbox_sandbox" }
      )
      answers.push([begun.status, sessions.status])
      await pay(guest, sessions.body.payment_collection.payment_sessions[0], CARD)
      const completed = await complete(guest, made.body.cart?.id ?? "")
      answers.push([completed.status, completed.body.type])
      return { answers, order: completed.body.order?.id ?? "" }
    }

    it.each(["at once", "later"] as const)("buys like any other guest, the address given %s", async (when) => {
      const [known, unknown] = [await buysAs(ACCOUNT, when), await buysAs(`guest-${randomUUID()}@example.com`, when)]
      expect(known.answers).toEqual(unknown.answers)
      expect(known.answers.at(-1)).toEqual([200, "order"])
      // The order belongs to a guest, not to the account with that address.
      const buyer = await shop
        .knex()("order as o")
        .join("customer as c", "c.id", "o.customer_id")
        .where("o.id", known.order)
        .first("c.has_account", "c.email")
      expect(buyer).toEqual({ has_account: false, email: ACCOUNT })
    })

    it("costs the same work as an unknown address", async () => {
      const store = newGuest().store
      const work = async (email: string) =>
        (await shop.countStatements(() => store.post("/store/carts", body(email)))).statements.length
      const fresh = `fresh-${randomUUID()}@example.com`
      const account = (await registerCustomer(shop)).email
      expect(await work(fresh)).toBe(await work(account))
      // And once both are guests' too.
      expect(await work(fresh)).toBe(await work(account))
    })
  })

  it("refuses a purchase's cart to every caller, and leaves the purchase unchanged [H3]", async () => {
    const purchase = await withCart(shop, await beginPurchase(api))
    const [line] = await shop.knex()("cart_line_item").where({ cart_id: purchase.cart_id }).select("id")
    const { payment_collection_id } = await shop.knex()("service_purchase").where({ id: purchase.id }).first()
    const cart = { id: purchase.cart_id, items: [line] }
    for (const headers of [{}, await bearer("ravi@customers.atrium.test")])
      for (const way of ways(cart, payment_collection_id)) expect(await attempt(headers, way)).toEqual(refused(way))
    const { body: shown } = await api.store.get<{ purchase: object }>(`/store/service-purchases/${purchase.id}`)
    expect(JSON.stringify(shown)).not.toContain(purchase.cart_id)
    expect(shown.purchase).toMatchObject({ status: "awaiting_payment", amount: purchase.amount })
  })

  it("starts no payment for a completed cart and shows it only to its owner [H4]", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session, CARD)
    const first = await complete(api, cart.cart_id)
    expect(first.body.type).toBe("order")
    // The holder of the secret gets the same order again, without personal data.
    const again = await complete(api, cart.cart_id)
    expect(again.body.order?.id).toBe(first.body.order?.id)
    expect(JSON.stringify(again.body)).not.toContain("@example.com")
    for (const who of [api, newGuest()]) {
      const { store } = who
      expect((await store.get(`/store/carts/${cart.cart_id}`)).status).toBe(404)
      expect((await store.post("/store/payment-collections", { cart_id: cart.cart_id })).status).toBe(404)
      const sessions = `/store/payment-collections/${cart.collection_id}/payment-sessions`
      expect((await store.post(sessions, { provider_id: "pp_sandbox_sandbox" })).status).toBe(404)
    }
    expect((await complete(newGuest(), cart.cart_id)).status).toBe(404)
  })

  it("shows a payment's secret until it is paid, and afterwards not even to its owner", async () => {
    const owner = await account()
    const cart = await opened(owner)
    const sessions = `/store/payment-collections/${await begunFor(owner, cart)}/payment-sessions`
    const begun = await owner.post<{ payment_collection: { payment_sessions: PaidCart["session"][] } }>(sessions, {
      provider_id: "pp_sandbox_sandbox",
    })
    const [session] = begun.body.payment_collection.payment_sessions
    if (!session) throw new Error("No payment session")
    const secret = session.data.client_secret
    const shown = async (path: string) => JSON.stringify((await owner.get(path)).body)
    expect(await shown(`/store/carts/${cart.id}`)).toContain(secret)
    await pay(api, session, CARD)
    const completed = await owner.post<Answer>(`/store/carts/${cart.id}/complete`)
    expect(completed.body.order).toMatchObject({ id: expect.any(String) })
    expect(JSON.stringify(completed.body)).not.toContain(secret)
    for (const path of [
      `/store/carts/${cart.id}`,
      `/store/carts/${cart.id}?fields=*payment_collection.payment_sessions`,
      `/store/orders/${String(completed.body.order?.id)}`,
    ]) {
      expect((await owner.get(path)).status).toBe(200)
      expect(await shown(path)).not.toContain(secret)
    }
  })

  it("accepts whole quantities up to 999 and at most 100 lines", async () => {
    const guest = newGuest().store
    const cart = await opened(guest)
    const lines = `/store/carts/${cart.id}/line-items`
    for (const quantity of [0.1, 1e9, -1, "2", 0, 1000, null]) {
      for (const [path, field, sent] of [
        [lines, "quantity", { variant_id: tier, quantity }],
        ["/store/carts", "items.0.quantity", { ...body(), items: [{ variant_id: tier, quantity }] }],
        ...(quantity === 0 ? [] : [[`${lines}/${cart.items[0]?.id}`, "quantity", { quantity }] as const]),
      ] as const) {
        const answer = await guest.post<Answer>(path, sent)
        expect([path, quantity, answer.status, answer.body.code, Object.keys(answer.body.details ?? {})]).toEqual([
          ...[path, quantity, 400, "invalid_input"],
          [field],
        ])
      }
    }
    expect((await guest.post(lines, { variant_id: tier, quantity: 999 })).status).toBe(400)
    const many = Array.from({ length: 101 }, () => ({ variant_id: tier, quantity: 1 }))
    expect(await guest.post("/store/carts", { ...body(), items: many })).toMatchObject({ status: 422 })
    // 99 more lines, as if of other services.
    await shop.knex().raw(
      `INSERT INTO cart_line_item (id, cart_id, title, quantity, unit_price, raw_unit_price, created_at, updated_at)
       SELECT 'cali_' || n || '_' || c.id, c.id, 'Filler', 1, 1, '{"value":"1","precision":20}', now(), now()
       FROM cart c, generate_series(1, 99) n WHERE c.id = ?`,
      [cart.id]
    )
    expect(await guest.post(lines, { variant_id: tier, quantity: 1 })).toMatchObject({
      status: 422,
      body: { code: "cart_full" },
    })
  })

  it("runs one statement for a guarded request that is refused", async () => {
    const cart = await opened(newGuest().store)
    const stranger = newGuest().store
    await stranger.get(`/store/carts/${cart.id}`)
    const { statements } = await shop.countStatements(() => stranger.get(`/store/carts/${cart.id}`))
    expect(statements.filter((text) => text.includes("cart_line_item"))).toHaveLength(1)
  })

  describe("from a cart to its order", () => cartToOrderTests(shop))
})
