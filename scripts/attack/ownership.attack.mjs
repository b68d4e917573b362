// Attacks on other users' data: carts by their ID, payments of completed carts, orders, returns, invalid quantities.
import assert from "node:assert/strict"
import { test } from "node:test"

import { client, customer, otherCustomer, pay, someEmail, sql, startPurchase, stranger } from "./lib.mjs"

const SANDBOX = { provider_id: "pp_sandbox_sandbox" }

const someLine = async () => {
  const { regions } = (await stranger().get("/store/regions")).body
  const { services } = (await stranger().get("/store/services?currency_code=inr&limit=1")).body
  const region = regions.find((one) => one.currency_code === "inr")
  return { region_id: region.id, variant_id: services[0].tiers[0].id }
}

/** Creates a cart as `who`. Returns it with the header that contains its secret. */
const openCart = async (who, email = "nila@example.com") => {
  const { region_id, variant_id } = await someLine()
  const made = await who.post("/store/carts", { region_id, email, items: [{ variant_id, quantity: 1 }] })
  assert.equal(made.status, 200, made.text)
  // Use the header instead of the cookie, which would require an Origin header.
  who.jar.clear()
  const headers = { "x-cart-token": made.headers.get("x-cart-token") ?? "" }
  const { cart } = made.body
  const collection = await who.post("/store/payment-collections", { cart_id: cart.id }, { headers })
  assert.equal(collection.status, 200, collection.text)
  return { id: cart.id, headers, variant_id, collection: collection.body.payment_collection.id }
}

const isClosed = async (who, { id, collection, variant_id }, headers = {}) => {
  const requests = [
    who.get(`/store/carts/${id}`, { headers }),
    who.get(`/STORE/Carts/${id}`, { headers }),
    who.post(`/store/carts/${id}`, { email: "thief@example.com" }, { headers }),
    who.post(`/store/carts/${id}/line-items`, { variant_id, quantity: 1 }, { headers }),
    who.post(`/store/carts/${id}/service-details`, { requirements: "Send it to me." }, { headers }),
    who.post(`/store/carts/${id}/complete`, {}, { headers }),
    who.post("/store/payment-collections", { cart_id: id }, { headers }),
    who.post(`/store/payment-collections/${collection}/payment-sessions`, SANDBOX, { headers }),
    who.get(`/store/shipping-options?cart_id=${id}`, { headers }),
  ]
  for (const answer of await Promise.all(requests)) assert.equal(answer.status, 404, answer.text)
}

test("a customer's cart is closed to everyone else, with or without a secret [H3]", async () => {
  const cart = await openCart(await customer())
  for (const who of [stranger(), await otherCustomer()]) {
    await isClosed(who, cart)
    await isClosed(who, cart, cart.headers)
  }
  const taken = await (await otherCustomer()).post(`/store/carts/${cart.id}/customer`, {})
  assert.equal(taken.status, 404)
})

test("a guest's cart requires its own secret [H3]", async () => {
  const guest = client()
  const cart = await openCart(guest)
  const other = await openCart(client())
  await isClosed(stranger(), cart)
  await isClosed(stranger(), cart, other.headers)
  await isClosed(await customer(), cart)
  assert.equal((await (await customer()).post(`/store/carts/${cart.id}/customer`, {})).status, 404)
  assert.equal((await guest.get(`/store/carts/${cart.id}`, { headers: cart.headers })).status, 200)
})

test("a guest who enters the email of an account gets no information and no access [H3]", async () => {
  const seen = []
  for (const email of ["ravi@customers.atrium.test", someEmail("guest")]) {
    const guest = client()
    const { id, headers } = await openCart(guest, email)
    const path = `/store/carts/${id}`
    const answers = [
      await guest.get(path, { headers }),
      await guest.post(path, { email }, { headers }),
      await guest.post(`${path}/service-details`, { requirements: "Please call." }, { headers }),
      await guest.post("/store/payment-collections", { cart_id: id }, { headers }),
    ]
    for (const { text } of answers) assert.ok(!text.includes("cus_"), text)
    seen.push(answers.map(({ status, body }) => [status, Object.keys(body.cart ?? body).sort()]))
    // The cart doesn't belong to the account either.
    assert.equal((await (await customer()).get(path)).status, 404)
  }
  assert.deepEqual(seen[0], seen[1])
  assert.deepEqual(new Set(seen[0].map(([status]) => status)), new Set([200]))
})

test("a purchase doesn't expose its cart, and its cart is closed [H3]", async () => {
  const started = await startPurchase(client())
  const [row] = await sql("SELECT cart_id, payment_collection_id FROM service_purchase WHERE id = $1", [
    started.body.purchase.id,
  ])
  assert.ok(!started.text.includes(row.cart_id))
  const { text } = await stranger().get(`/store/service-purchases/${started.body.purchase.id}`)
  assert.ok(!text.includes(row.cart_id) && !text.includes("Nila Sen"))
  const { variant_id } = await someLine()
  await isClosed(stranger(), { id: row.cart_id, collection: row.payment_collection_id, variant_id })
})

test("a completed cart accepts no payment and shows no personal data [H4]", async () => {
  const guest = client()
  const cart = await openCart(guest)
  const { headers } = cart
  const started = await guest.post(`/store/payment-collections/${cart.collection}/payment-sessions`, SANDBOX, {
    headers,
  })
  const [session] = started.body.payment_collection.payment_sessions
  await pay(guest, { payment: session.data })
  const completed = await guest.post(`/store/carts/${cart.id}/complete`, {}, { headers })
  assert.equal(completed.body.type, "order", completed.text)
  await isClosed(stranger(), cart)
  for (const who of [guest, stranger()])
    assert.equal((await who.post("/store/payment-collections", { cart_id: cart.id }, { headers })).status, 404)
  const again = await guest.post(`/store/carts/${cart.id}/complete`, {}, { headers })
  assert.ok(!again.text.includes("nila@example.com"))

  // The order can't be transferred or returned either (H2, H5).
  const orderId = completed.body.order.id
  const thief = await otherCustomer()
  for (const path of [
    `/store/orders/${orderId}/transfer/request?fields=*customer`,
    `/store/orders/${orderId}/transfer/accept`,
  ])
    assert.equal((await thief.post(path, { token: "x" })).status, 404)
  const [item] = await sql("SELECT item_id FROM order_item WHERE order_id = $1", [orderId])
  const back = { order_id: orderId, items: [{ id: item.item_id, quantity: 1 }], return_shipping: { option_id: "so_1" } }
  assert.equal((await stranger().post("/store/returns", back)).status, 404)
})

test("quantities must be whole numbers within limits [medium]", async () => {
  const guest = client()
  const { id, headers, variant_id } = await openCart(guest)
  for (const quantity of [0.1, 1e9, -1, "2"]) {
    const answer = await guest.post(`/store/carts/${id}/line-items`, { variant_id, quantity }, { headers })
    assert.deepEqual([answer.status, Object.keys(answer.body.details ?? {})], [400, ["quantity"]])
  }
  const { region_id } = await someLine()
  const items = Array.from({ length: 101 }, () => ({ variant_id, quantity: 1 }))
  assert.equal((await stranger().post("/store/carts", { region_id, items })).status, 422)
})
