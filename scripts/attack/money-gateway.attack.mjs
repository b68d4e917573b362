// Attacks on refunds: the shop's books must match what the gateway refunded.
import assert from "node:assert/strict"
import { test } from "node:test"

import { atGateway, buy, eventually, facts, client, someEmail, sql, staff, stranger } from "./lib.mjs"

/** Buys as a guest and waits until the payment is captured. */
const paid = async () => {
  const { purchase, order } = await buy(stranger(), { email: someEmail("refund") })
  const intent = await eventually("the payment is captured", async () => {
    const { body } = await atGateway(purchase.payment.id)
    return body.payment_intent.status === "captured" ? body.payment_intent : undefined
  })
  const [payment] = await eventually("the capture is booked", async () => {
    const rows = await sql(
      `SELECT p.id FROM order_payment_collection l JOIN payment p ON p.payment_collection_id = l.payment_collection_id
       WHERE l.order_id = $1 AND p.captured_at IS NOT NULL`,
      [order.id]
    )
    return rows.length ? rows : undefined
  })
  return { order, payment, captured: intent.amount_captured, intentId: purchase.payment.id }
}

const refundedAtGateway = async ({ intentId }) => (await atGateway(intentId)).body.payment_intent.amount_refunded

/** Returns the refunded amount of the order's transactions, in minor units of a currency with two decimals. */
const refundedInOrder = async ({ order }) => {
  const [{ refunded }] = await sql(
    `SELECT coalesce(-sum(amount), 0) * 100 AS refunded FROM order_transaction
     WHERE order_id = $1 AND reference = 'refund' AND deleted_at IS NULL`,
    [order.id]
  )
  return Math.round(Number(refunded))
}

test("a refund of 0.005 is rejected, and a cancellation refunds the full amount [M1]", async () => {
  const bought = await paid()
  const admin = await staff()
  for (const amount of [0.005, 1e-9, 0, -1, "1", bought.captured / 100 + 0.01]) {
    const answer = await admin.post(`/admin/payments/${bought.payment.id}/refund`, { amount })
    assert.equal(answer.status, 400, `${amount} returned ${answer.text}`)
    assert.ok(answer.body.details?.amount, answer.text)
  }
  const reason = { amount: 1, refund_reason_id: "refr_unknown" }
  assert.equal((await admin.post(`/admin/payments/${bought.payment.id}/refund`, reason)).status, 400)
  assert.equal(await refundedAtGateway(bought), 0)
  assert.equal((await admin.post(`/admin/orders/${bought.order.id}/cancel`)).status, 200)
  assert.equal(await refundedAtGateway(bought), bought.captured)
  assert.equal(await refundedInOrder(bought), bought.captured)
})

test("a cancellation after a refund in the gateway's dashboard refunds exactly the rest [M1]", async () => {
  const bought = await paid()
  const dashboard = client({ headers: { authorization: `Bearer ${facts.gatewaySecret}` } })
  const made = await dashboard.post(`/sandbox-gateway/payment-intents/${bought.intentId}/refund`, { amount: 12_345 })
  assert.ok(made.status < 300, made.text)
  assert.equal((await (await staff()).post(`/admin/orders/${bought.order.id}/cancel`)).status, 200)
  assert.equal(await refundedAtGateway(bought), bought.captured)
  assert.equal(
    await eventually("the books agree", async () => (await refundedInOrder(bought)) === bought.captured),
    true
  )
})

test("Admin routes reject amounts finer than the currency [M1]", async () => {
  const bought = await paid()
  const admin = await staff()
  const attempts = [
    [`/admin/orders/${bought.order.id}/credit-lines`, { amount: 0.001, reference: "a", reference_id: "b" }],
    [`/admin/payments/${bought.payment.id}/capture`, { amount: 0.001 }],
    ["/admin/payment-collections", { order_id: bought.order.id, amount: 12.345 }],
    [`/admin/order-edits/${bought.order.id}/items`, { items: [{ quantity: 1, unit_price: 1.999 }] }],
  ]
  for (const [path, body] of attempts) {
    const answer = await admin.post(path, body)
    assert.equal(answer.status, 400, `${path} returned ${answer.text}`)
    assert.ok(Object.keys(answer.body.details ?? {}).length > 0, `${path} reports no field: ${answer.text}`)
  }
})

test("cancel and refund are rejected before money moves while an order change is open [H2]", async () => {
  const bought = await paid()
  const admin = await staff()
  assert.equal((await admin.post("/admin/order-edits", { order_id: bought.order.id })).status, 200)
  const cancel = await admin.post(`/admin/orders/${bought.order.id}/cancel`)
  const refund = await admin.post(`/admin/payments/${bought.payment.id}/refund`, { amount: 1 })
  assert.deepEqual(
    [cancel.status, cancel.body.code, refund.status, refund.body.code],
    [409, "order_change_open", 409, "order_change_open"]
  )
  assert.equal(await refundedAtGateway(bought), 0)
  assert.equal((await admin.delete(`/admin/order-edits/${bought.order.id}`)).status, 200)
  assert.equal((await admin.post(`/admin/orders/${bought.order.id}/cancel`)).status, 200)
  assert.equal(await refundedAtGateway(bought), bought.captured)
})
