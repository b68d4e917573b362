// Attacks on orders: deleted services, edited orders, sales channels without products, changed totals.
import assert from "node:assert/strict"
import { test } from "node:test"

import { atGateway, buy, eventually, pay, someEmail, someItem, sql, staff, startPurchase, stranger } from "./lib.mjs"

/** Creates a service in the same sales channels as the others. Returns { product, handle }. */
const newService = async (admin) => {
  const { product_id: modelId } = (await admin.get("/admin/service-templates?limit=1")).body.service_templates[0]
  const { product: model } = (await admin.get(`/admin/products/${modelId}?fields=*sales_channels`)).body
  const handle = `attack-${Date.now()}`
  const created = await admin.post("/admin/products", {
    title: "Attack test service",
    handle,
    status: "published",
    sales_channels: model.sales_channels.map(({ id }) => ({ id })),
    options: [{ title: "Tier", values: ["One"] }],
    variants: [
      {
        title: "One",
        manage_inventory: false,
        options: { Tier: "One" },
        prices: [{ currency_code: "inr", amount: 1000 }],
      },
    ],
  })
  const { product } = created.body
  const content = {
    store_title: null,
    store_description: null,
    short_description: "Attack test",
    purchasable: true,
    active: true,
    max_quantity: 3,
    sort_order: 900,
    estimated_contact_hours: 8,
    questions: [],
    tiers: [{ variant_id: product.variants[0].id, features: [], sort_order: 0, active: true }],
    tasks: [
      {
        key: "work",
        name: "Do the work",
        description: "",
        due_in_days: 3,
        visible_to_client: true,
        depends_on: [],
        holder: "team",
        metadata: {},
      },
    ],
    routing: { skills: [], languages: [], regions: [], effort_hours: 1 },
  }
  const template = await admin.post("/admin/service-templates", { product_id: product.id, content, publish: true })
  assert.ok(template.status < 300, template.text)
  return { product: product.id, handle }
}

const complete = (who, id) => who.post(`/store/service-purchases/${id}/complete`)
const requestsOf = (orderId) =>
  sql(
    `SELECT id, tier_id, status, refunded_amount::float AS refunded FROM service_request WHERE order_id = $1 ORDER BY id`,
    [orderId]
  )

test("a purchase whose service was deleted before the payment is not charged [M2]", async () => {
  const [who, admin] = [stranger(), await staff()]
  const { product, handle } = await newService(admin)
  const { purchase } = (await startPurchase(who, { items: [(await someItem(who, { handle })).item] })).body
  assert.equal((await admin.delete(`/admin/products/${product}`)).status, 200)
  await pay(who, purchase)
  const answer = await complete(who, purchase.id)
  assert.deepEqual([answer.status, answer.body.code], [422, "service_unavailable"])
  const end = await eventually("the authorization is voided or captured", async () => {
    const { status, amount_captured: captured } = (await atGateway(purchase.payment.id)).body.payment_intent
    return status === "authorized" ? undefined : { status, captured }
  })
  assert.deepEqual(end, { status: "canceled", captured: 0 })
})

test("a purchase whose service was taken off sale is not charged [M2]", async () => {
  const who = stranger()
  const { purchase } = (await startPurchase(who)).body
  const [{ product_id: product }] = await sql(
    "SELECT product_id FROM cart_line_item WHERE cart_id = (SELECT cart_id FROM service_purchase WHERE id = $1)",
    [purchase.id]
  )
  const admin = await staff()
  assert.equal((await admin.post(`/admin/products/${product}`, { status: "draft" })).status, 200)
  try {
    await pay(who, purchase)
    const answer = await complete(who, purchase.id)
    assert.notEqual(answer.status, 200)
    await eventually("the authorization is voided", async () => {
      const { body } = await atGateway(purchase.payment.id)
      return body.payment_intent.status === "canceled" && body.payment_intent.amount_captured === 0
    })
  } finally {
    await admin.post(`/admin/products/${product}`, { status: "published" })
  }
})

test("removing a service from an order cancels its request, and its refund affects no other request [M3]", async () => {
  const who = stranger()
  const list = (await who.get("/store/services?currency_code=inr")).body.services
  const items = []
  for (const { handle } of list.slice(0, 2)) items.push((await someItem(who, { handle })).item)
  const { order } = await buy(who, { email: someEmail(), items })
  await eventually("both requests exist", async () => (await requestsOf(order.id)).length === 2)
  const admin = await staff()
  const shown = (await admin.get(`/admin/orders/${order.id}?fields=*items,*payment_collections.payments`)).body.order
  const removed = shown.items.find((item) => item.variant_id === items[1].tier_id)
  assert.equal((await admin.post("/admin/order-edits", { order_id: order.id })).status, 200)
  assert.equal(
    (await admin.post(`/admin/order-edits/${order.id}/items/item/${removed.id}`, { quantity: 0 })).status,
    200
  )
  assert.equal((await admin.post(`/admin/order-edits/${order.id}/confirm`)).status, 200)
  const payment = shown.payment_collections[0].payments[0].id
  const refund = await admin.post(`/admin/payments/${payment}/refund`, { amount: removed.unit_price })
  const by = async (tier) => (await requestsOf(order.id)).find((request) => request.tier_id === tier)
  await eventually("the removed request is canceled", async () => (await by(items[1].tier_id)).status === "cancelled")
  if (refund.status === 200)
    await eventually(
      "the refund is on the removed request only",
      async () => (await by(items[1].tier_id)).refunded === removed.unit_price
    )
  const kept = await by(items[0].tier_id)
  assert.notEqual(kept.status, "cancelled")
  assert.equal(kept.refunded, 0)
})

test("a publishable key of an empty sales channel can't buy anything [M4]", async () => {
  const admin = await staff()
  const channel = (await admin.post("/admin/sales-channels", { name: someEmail("channel") })).body.sales_channel
  const key = (await admin.post("/admin/api-keys", { title: "empty", type: "publishable" })).body.api_key
  await admin.post(`/admin/api-keys/${key.id}/sales-channels`, { add: [channel.id] })
  const who = stranger()
  const { item } = await someItem(who)
  const headers = { "x-publishable-api-key": key.token }
  assert.equal((await who.get("/store/services?currency_code=inr", { headers })).body.count, 0)
  const answer = await who.post(
    "/store/service-purchases",
    {
      items: [item],
      customer: { full_name: "Nila Sen", email: someEmail(), phone: "+919876543210" },
      requirements: "Please call in the morning.",
      currency_code: "inr",
      consent: { terms: true },
    },
    { headers: { ...headers, "idempotency-key": key.id } }
  )
  assert.equal(answer.status, 400)
  assert.ok(answer.body.details?.["items.0.tier_id"], answer.text)
})

test("a purchase whose total changed is not charged [M5]", async () => {
  const who = stranger()
  const { purchase } = (await startPurchase(who)).body
  const state = async () => (await who.get(`/store/service-purchases/${purchase.id}`)).body.purchase
  // An attacker who can change the purchase's cart.
  await sql(
    `UPDATE cart_line_item SET quantity = 2 WHERE cart_id = (SELECT cart_id FROM service_purchase WHERE id = $1)`,
    [purchase.id]
  )
  await pay(who, purchase)
  const shown = await state()
  assert.deepEqual([shown.amount, shown.payment, shown.error?.code], [2 * purchase.amount, null, "amount_changed"])
  const rejected = await complete(who, purchase.id)
  assert.deepEqual([rejected.status, rejected.body.code], [409, "amount_changed"])
  assert.notEqual((await atGateway(purchase.payment.id)).body.payment_intent.status, "captured")
})
