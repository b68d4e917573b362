// Attacks on refunds: what the shop says was refunded, and what the gateway refunded.
import assert from "node:assert/strict"
import { test } from "node:test"

import { atGateway, buy, eventually, facts, client, someEmail, sql, staff, stranger } from "./lib.mjs"

/** Buys as a guest and waits until the money is captured. */
const paid = async () => {
  const { purchase, order } = await buy(stranger(), { email: someEmail("refund") })
  const intent = await eventually("the money is captured", async () => {
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

/** What the order's transactions say was refunded, in minor units of a currency with two decimals. */
const shown = async ({ order }) => {
  const [{ refunded }] = await sql(
    `SELECT coalesce(-sum(amount), 0) * 100 AS refunded FROM order_transaction
     WHERE order_id = $1 AND reference = 'refund' AND deleted_at IS NULL`,
    [order.id]
  )
  return Math.round(Number(refunded))
}

test("M1: a refund of 0.005 is refused, and a cancellation refunds all of the money", async () => {
  const bought = await paid()
  const admin = await staff()
  for (const amount of [0.005, 1e-9, 0, -1, "1", bought.captured / 100 + 0.01]) {
    const answer = await admin.post(`/admin/payments/${bought.payment.id}/refund`, { amount })
    assert.equal(answer.status, 400, `${amount} answered ${answer.text}`)
    assert.ok(answer.body.details?.amount, answer.text)
  }
  const reason = { amount: 1, refund_reason_id: "refr_unknown" }
  assert.equal((await admin.post(`/admin/payments/${bought.payment.id}/refund`, reason)).status, 400)
  assert.equal(await refundedAtGateway(bought), 0)
  assert.equal((await admin.post(`/admin/orders/${bought.order.id}/cancel`)).status, 200)
  assert.equal(await refundedAtGateway(bought), bought.captured)
  assert.equal(await shown(bought), bought.captured)
})

test("M1: a cancellation after a refund on the gateway's own pages refunds what is left, no more and no less", async () => {
  const bought = await paid()
  const dashboard = client({ headers: { authorization: `Bearer ${facts.gatewaySecret}` } })
  const made = await dashboard.post(`/sandbox-gateway/payment-intents/${bought.intentId}/refund`, { amount: 12_345 })
  assert.ok(made.status < 300, made.text)
  assert.equal((await (await staff()).post(`/admin/orders/${bought.order.id}/cancel`)).status, 200)
  assert.equal(await refundedAtGateway(bought), bought.captured)
  assert.equal(await eventually("the books agree", async () => (await shown(bought)) === bought.captured), true)
})

test("M1: amounts finer than the currency are refused where staff name them", async () => {
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
    assert.equal(answer.status, 400, `${path} answered ${answer.text}`)
    assert.ok(Object.keys(answer.body.details ?? {}).length > 0, `${path} names no field: ${answer.text}`)
  }
})

test("H2: while a change of the order is open, cancel and refund are refused before money moves", async () => {
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
