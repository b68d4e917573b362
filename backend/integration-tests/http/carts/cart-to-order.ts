import { randomUUID } from "node:crypto"

import {
  type ApiClient,
  type BegunPurchase,
  CARDS,
  completePurchase,
  createApiClient,
  type Completed,
  eventually,
  ok,
  payWith,
  type Service,
  type Shop,
  someService,
} from "@atrium/test-kit"

type Line = { id: string; variant_id: string; quantity: number; title: string }
type Cart = { id: string; total: number; discount_total: number; items: Line[]; completed_at: string | null }
type Answer = { cart?: Cart; parent?: Cart; code?: string; details?: Record<string, string>; message?: string }
type State = {
  status: string
  amount: number
  items: { service: string; quantity: number }[]
  goods: { product: string; quantity: number; amount: number }[]
  shipping_amount: number
  discount_amount: number
  order: { id: string } | null
  service_requests: unknown[]
  error: { code: string } | null
}

const ADDRESS = {
  first_name: "Asha",
  last_name: "Rao",
  address_1: "12 Residency Road",
  city: "Bengaluru",
  postal_code: "560025",
  country_code: "in",
}

/** From a cart of services and goods to its order. */
export const cartToOrderTests = (shop: Shop): void => {
  const { api } = shop
  const newGuest = (): ApiClient =>
    createApiClient(shop.baseUrl, () => ({ publishable: shop.publishableKey(), admin: "" }))

  let region = ""
  let folder = ""
  let first: Service
  let second: Service
  beforeAll(async () => {
    first = await someService(api)
    const { services } = ok(
      await api.store.get<{ services: Service[] }>("/store/services?currency_code=inr&limit=2&offset=1")
    )
    second = await someService(api, services[0]?.handle)
    region = (await shop.knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")).id
    folder = (await shop.knex()("product_variant").where({ sku: "folder-a4" }).first("id")).id
  })

  const tierOf = (service: Service): string => service.tiers[0]?.id ?? ""
  const opened = async (guest: ApiClient, variants: string[] = []): Promise<Cart> => {
    const { cart } = ok(await guest.store.post<{ cart: Cart }>("/store/carts", { region_id: region }))
    for (const variant_id of variants)
      ok(await guest.store.post(`/store/carts/${cart.id}/line-items`, { variant_id, quantity: 1 }))
    return cart
  }
  const read = async (guest: ApiClient, id: string): Promise<Cart> =>
    ok(await guest.store.get<{ cart: Cart }>(`/store/carts/${id}`)).cart
  const begin = (guest: ApiClient, id: string) =>
    guest.store.post<Answer & { purchase: BegunPurchase }>(`/store/carts/${id}/purchase`)
  /** Contact, address and delivery option of a cart. */
  const prepared = async (guest: ApiClient, id: string, email = `buyer-${randomUUID()}@example.com`): Promise<void> => {
    const customer = { full_name: "Asha Rao", email, phone: "+919876543210" }
    ok(await guest.store.post(`/store/carts/${id}/service-details`, { customer, requirements: "Call me." }))
    ok(await guest.store.post(`/store/carts/${id}`, { email, shipping_address: ADDRESS }))
    const { shipping_options } = ok(
      await guest.store.get<{ shipping_options: { id: string }[] }>(`/store/shipping-options?cart_id=${id}`)
    )
    ok(await guest.store.post(`/store/carts/${id}/shipping-methods`, { option_id: shipping_options[0]?.id }))
  }
  const stateOf = async (guest: ApiClient, id: string): Promise<State> =>
    ok(await guest.store.get<{ purchase: State }>(`/store/service-purchases/${id}`)).purchase
  const settled = async (guest: ApiClient, id: string): Promise<Completed> =>
    ok(await completePurchase(guest, id)) as Completed

  it("refuses more units of a service than it sells at once, while they are added [R02]", async () => {
    const guest = newGuest()
    const most = first.max_quantity
    const lines = (id: string) => `/store/carts/${id}/line-items`
    const tooMany = { variant_id: tierOf(first), quantity: most + 1 }
    const refusal = { status: 422, body: { code: "quantity_exceeded" } }
    expect(await guest.store.post("/store/carts", { region_id: region, items: [tooMany] })).toMatchObject(refusal)
    const cart = await opened(guest)
    expect(await guest.store.post(lines(cart.id), tooMany)).toMatchObject(refusal)
    ok(await guest.store.post(lines(cart.id), { ...tooMany, quantity: most }))
    const [line] = (await read(guest, cart.id)).items
    const again = await guest.store.post<Answer>(lines(cart.id), { ...tooMany, quantity: 1 })
    expect(again).toMatchObject(refusal)
    expect(again.body.details?.quantity).toContain(`your cart already has ${most}`)
    expect(await guest.store.post(`${lines(cart.id)}/${line?.id}`, { quantity: most + 1 })).toMatchObject(refusal)
    ok(await guest.store.post(`${lines(cart.id)}/${line?.id}`, { quantity: 1 }))
    expect((await read(guest, cart.id)).items).toMatchObject([{ quantity: 1 }])
  })

  it("counts parallel changes of a cart as if they came in a row [R16]", async () => {
    const guest = newGuest()
    const cart = await opened(guest)
    const add = (variant_id: string) =>
      guest.store.post(`/store/carts/${cart.id}/line-items`, { variant_id, quantity: 1 })
    const answers = await Promise.all([...Array(8).keys()].map((n) => add(n % 2 ? folder : tierOf(second))))
    const allowed = Math.min(4, second.max_quantity)
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array(4 + allowed).fill(200),
      ...Array(4 - allowed).fill(422),
    ])
    const { items, total } = await read(guest, cart.id)
    expect(new Map(items.map((item) => [item.variant_id, item.quantity]))).toEqual(
      new Map([
        [tierOf(second), allowed],
        [folder, 4],
      ])
    )
    const other = newGuest()
    const alone = await opened(other)
    for (const [variant_id, quantity] of [
      [tierOf(second), allowed],
      [folder, 4],
    ] as const)
      ok(await other.store.post(`/store/carts/${alone.id}/line-items`, { variant_id, quantity }))
    expect(total).toBe((await read(other, alone.id)).total)
  })

  it("names everything that is missing before a payment is started [R02]", async () => {
    const guest = newGuest()
    const empty = await begin(guest, (await opened(guest)).id)
    expect([empty.status, Object.keys(empty.body.details ?? {})]).toEqual([400, ["items", "email"]])
    const cart = await opened(guest, [folder, tierOf(first)])
    const refused = await begin(guest, cart.id)
    expect(refused.body).toMatchObject({ code: "invalid_input" })
    expect(Object.keys(refused.body.details ?? {}).sort()).toEqual([
      ...["customer.email", "customer.full_name", "customer.phone"],
      ...["email", "shipping_address", "shipping_option_id"],
    ])
    const { rows } = await shop.knex().raw("SELECT 1 FROM cart_payment_collection WHERE cart_id = ?", [cart.id])
    expect(rows).toEqual([])
  })

  it("turns two services, a good and a coupon into one order, after a declined card [P6] [R06]", async () => {
    const guest = newGuest()
    const cart = await opened(guest, [tierOf(first), tierOf(second), folder])
    await prepared(guest, cart.id)
    ok(await guest.store.post(`/store/carts/${cart.id}/promotions`, { promo_codes: ["WELCOME10"] }))
    const priced = await read(guest, cart.id)
    const { purchase } = ok(await begin(guest, cart.id))
    expect([purchase.amount, priced.discount_total > 0]).toEqual([priced.total, true])
    ok(await payWith(guest, purchase, CARDS.declined))
    expect(await completePurchase(guest, purchase.id)).toMatchObject({ status: 402, body: { code: "card_declined" } })
    expect((await read(guest, cart.id)).items).toHaveLength(3)
    ok(await payWith(guest, purchase))
    const { order } = await settled(guest, purchase.id)
    const state = await stateOf(guest, purchase.id)
    expect(state).toMatchObject({ status: "completed", amount: priced.total, goods: [{ quantity: 1 }] })
    expect(state.items).toHaveLength(2)
    expect(
      [...state.items, ...state.goods].reduce((sum, line) => sum + ("amount" in line ? Number(line.amount) : 0), 0) +
        state.shipping_amount -
        state.discount_amount
    ).toBeCloseTo(priced.total, 0)
    const { rows } = await shop.knex().raw(
      `SELECT (SELECT count(*)::int FROM service_request WHERE order_id = o.id) AS requests,
         (SELECT sum(r.quantity)::int FROM reservation_item r JOIN order_item i ON i.item_id = r.line_item_id
           WHERE i.order_id = o.id AND r.deleted_at IS NULL) AS reserved,
         (SELECT address_1 FROM order_address a WHERE a.id = o.shipping_address_id) AS street,
         (SELECT name FROM order_shipping_method m JOIN order_shipping s ON s.shipping_method_id = m.id
           WHERE s.order_id = o.id) AS shipping
       FROM "order" o WHERE o.id = ?`,
      [order.id]
    )
    expect(rows).toEqual([{ requests: 2, reserved: 1, street: ADDRESS.address_1, shipping: "Registered post" }])
  })

  it("emails the tracking number once when staff ship a good, and nothing when they choose not to", async () => {
    const admin = <T>(path: string, body: object) => api.admin.post<T>(path, body).then(ok)
    const location_id: string = (await shop.knex()("stock_location").first("id")).id
    const buyAndShip = async (shipment: object): Promise<{ email: string; fulfillment: string }> => {
      const guest = newGuest()
      const cart = await opened(guest, [folder])
      const email = `shipped-${randomUUID()}@example.com`
      await prepared(guest, cart.id, email)
      const { purchase } = ok(await begin(guest, cart.id))
      ok(await payWith(guest, purchase))
      const { order, provisioning } = await settled(guest, purchase.id)
      expect(provisioning).toBe("done")
      const { item_id: id } = await shop.knex()("order_item").where({ order_id: order.id }).first("item_id")
      const items = [{ id, quantity: 1 }]
      await admin(`/admin/orders/${order.id}/fulfillments`, { items, location_id })
      const { fulfillment_id: fulfillment } = await shop
        .knex()("order_fulfillment")
        .where({ order_id: order.id })
        .first("fulfillment_id")
      await admin(`/admin/orders/${order.id}/fulfillments/${fulfillment}/shipments`, { items, ...shipment })
      return { email, fulfillment }
    }
    const label = { tracking_number: "EE123456789IN", tracking_url: "https://carrier.example/EE1", label_url: "#" }
    const told = await buyAndShip({ labels: [label] })
    const silent = await buyAndShip({ no_notification: true })
    const shippedTo = (email: string) =>
      shop
        .mailbox()
        .mails()
        .filter((mail) => mail.to === email && / has shipped$/.test(mail.subject))
    await eventually(
      async () => (await shop.drainWork(), shippedTo(told.email).length),
      (mails) => mails > 0
    )
    await shop
      .knex()("work_item")
      .where({ key: `service-provisioning.send-order-shipped:${told.fulfillment}` })
      .update({ status: "due", finished_at: null })
    await shop.drainWork()
    expect([shippedTo(told.email).length, shippedTo(silent.email).length]).toEqual([1, 0])
    expect(shippedTo(told.email)[0]?.text).toMatch(
      /Document folder[\s\S]*EE123456789IN https:\/\/carrier\.example\/EE1/
    )
  })

  it("checks the stock when a payment starts and says how much is left", async () => {
    const guest = newGuest()
    const cart = await opened(guest, [folder])
    await prepared(guest, cart.id)
    const level = shop
      .knex()("inventory_level as l")
      .join("inventory_item as i", "i.id", "l.inventory_item_id")
      .where("i.sku", "folder-a4")
    const { id, stocked_quantity: before } = await level.first("l.id", "l.stocked_quantity")
    const stock = (quantity: number) =>
      shop
        .knex()("inventory_level")
        .where({ id })
        .update({ stocked_quantity: quantity, raw_stocked_quantity: { value: String(quantity), precision: 20 } })
    await stock(0)
    const refused = await begin(guest, cart.id)
    await stock(Number(before))
    expect([refused.status, refused.body.details]).toEqual([400, { "items.0.quantity": "Out of stock" }])
    expect((await begin(guest, cart.id)).status).toBe(201)
  })

  it("completes a cart that costs nothing without a card, and provisions it", async () => {
    const { id } = ok(
      await api.admin.post<{ promotion: { id: string } }>("/admin/promotions", {
        code: `FREE-${randomUUID().slice(0, 8)}`,
        type: "standard",
        status: "active",
        application_method: { type: "percentage", target_type: "items", allocation: "across", value: 100 },
      })
    ).promotion
    const { code } = await shop.knex()("promotion").where({ id }).first("code")
    const guest = newGuest()
    const cart = await opened(guest, [tierOf(first)])
    const email = `free-${randomUUID()}@example.com`
    ok(
      await guest.store.post(`/store/carts/${cart.id}/service-details`, {
        customer: { full_name: "Asha Rao", email, phone: "+919876543210" },
      })
    )
    ok(await guest.store.post(`/store/carts/${cart.id}`, { email }))
    ok(await guest.store.post(`/store/carts/${cart.id}/promotions`, { promo_codes: [code] }))
    const { purchase } = ok(await begin(guest, cart.id))
    expect([purchase.amount, purchase.payment]).toEqual([0, null])
    await settled(guest, purchase.id)
    const state = await stateOf(guest, purchase.id)
    expect([state.status, state.amount]).toEqual(["completed", 0])
    const { rows } = await shop
      .knex()
      .raw("SELECT count(*)::int AS requests FROM service_request WHERE order_id = ?", [state.order?.id ?? ""])
    expect(rows).toEqual([{ requests: 1 }])
  })

  it("asks for the new total when the cart changed after its payment started [R03]", async () => {
    const guest = newGuest()
    const cart = await opened(guest, [tierOf(first)])
    await prepared(guest, cart.id)
    const { purchase } = ok(await begin(guest, cart.id))
    ok(await guest.store.post(`/store/carts/${cart.id}/line-items`, { variant_id: tierOf(second), quantity: 1 }))
    expect(await completePurchase(guest, purchase.id)).toMatchObject({ status: 409, body: { code: "amount_changed" } })
    const again = ok(await begin(guest, cart.id)).purchase
    expect([again.id, again.amount]).toEqual([purchase.id, (await read(guest, cart.id)).total])
    ok(await payWith(guest, again))
    const { order } = await settled(guest, again.id)
    expect(order.id).toMatch(/^order_/)
  })
}
