// Attacks by staff: exceeding their role, bypassing approvals, and bypassing two-step verification.
import assert from "node:assert/strict"
import { createHmac } from "node:crypto"
import { test } from "node:test"

import {
  bearer,
  buy,
  client,
  eventually,
  newStaff,
  secretKey,
  sessionOf,
  signedIn,
  staff,
  stranger,
  withKey,
} from "./lib.mjs"

const as = (role) => signedIn("user", `${role}@atrium.test`)

const orderWithPayment = async () => {
  const { order } = await buy(stranger())
  return eventually("the payment of an order", async () => {
    const path = `/admin/orders/${order.id}?fields=payment_collections.payments.*,payment_collections.payments.refunds.amount`
    const answer = await secretKey().get(path)
    const payment = answer.body.order?.payment_collections?.[0]?.payments?.[0]
    return payment?.captured_at ? { id: order.id, payment } : undefined
  })
}

test("support can read orders, but not refund, create keys or change staff [H9]", async () => {
  const support = await as("support")
  assert.equal((await support.get("/admin/orders")).status, 200)
  for (const [path, body] of [
    ["/admin/payments/pay_none/refund", { amount: 1 }],
    ["/admin/orders/order_none/cancel", {}],
    ["/admin/api-keys", { title: "Mine", type: "secret" }],
    ["/admin/staff-roles", { name: "Mine", permissions: [] }],
    ["/admin/invites", { email: "friend@example.com" }],
    ["/admin/staff-settings", { require_two_step: false }],
  ]) {
    const answer = await support.post(path, body)
    assert.equal(answer.status, 403, path)
    assert.equal(answer.body.code, "permission_required", path)
  }
})

test("content staff can't read customers, orders or staff, not even through products [H9]", async () => {
  const content = await as("content")
  assert.equal((await content.get("/admin/products?limit=1")).status, 200)
  for (const path of [
    "/admin/orders",
    "/admin/customers",
    "/admin/users",
    "/admin/service-requests",
    "/admin/products?fields=*sales_channels.orders",
    "/admin/products?fields=id,variants.customers.email",
    "/admin/search?q=ravi",
  ])
    assert.equal((await content.get(path)).status, 403, path)
})

test("unlisted routes and running workflows manually are closed to owners and secret keys [H9]", async () => {
  for (const who of [await staff(), secretKey()]) {
    assert.equal((await who.get("/admin/made-up")).status, 403)
    assert.equal((await who.post("/admin/workflows-executions/refund-payment-workflow/run", {})).status, 403)
    assert.equal((await who.get("/admin/notifications?channel=email")).status, 403)
  }
  assert.equal((await secretKey().get("/admin/orders")).status, 200)
})

test("a manager can't create or change owners or read their invitations [H9]", async () => {
  const manager = await as("manager")
  const people = (await manager.get("/admin/staff?limit=100")).body.staff
  const owner = people.find(({ email }) => email === "admin@atrium.test")
  const support = people.find(({ email }) => email === "support@atrium.test")
  assert.equal((await manager.post(`/admin/staff/${support.id}`, { role_id: "owner" })).status, 403)
  assert.equal((await manager.post(`/admin/staff/${owner.id}`, { status: "suspended" })).status, 403)
  assert.equal((await manager.delete(`/admin/users/${owner.id}`)).status, 403)
  const email = `boss-${Date.now()}@example.com`
  const invited = await (await staff()).post("/admin/staff-invitations", { email, role_id: "owner" })
  assert.equal(invited.status, 201)
  const seen = (await manager.get("/admin/invites?limit=100")).body.invites.find((invite) => invite.email === email)
  assert.equal(seen.token, undefined)
})

test("the last owner can't be removed [H9]", async () => {
  const owner = await staff()
  const me = (await owner.get("/admin/users/me")).body.user
  for (const change of [{ role_id: "support" }, { role_id: null }, { status: "suspended" }])
    assert.equal((await owner.post(`/admin/staff/${me.id}`, change)).body.code, "last_owner")
  assert.equal((await owner.delete(`/admin/users/${me.id}`)).body.code, "last_owner")
})

test("a refund above the limit requires approval, even in parts, by API key or with other spellings [H9]", async () => {
  const owner = await staff()
  await owner.post("/admin/staff-settings", { refund_limits: { inr: 1000 } })
  try {
    const { id, payment } = await orderWithPayment()
    const finance = await as("finance")
    const path = `/admin/payments/${payment.id}/refund`
    assert.equal((await finance.post(path, { amount: 1500 })).body.code, "approval_required")
    assert.equal((await secretKey().post(path, { amount: 1500 })).body.code, "approval_required")
    assert.equal((await finance.post(`/admin/orders/${id}/cancel`, {})).body.code, "approval_required")
    const spelled = await finance.post(`/ADMIN/Payments/${payment.id}/REFUND`, { amount: 1500 })
    assert.ok(spelled.status >= 400)
    const parts = await Promise.all([600, 600, 600].map((amount) => finance.post(path, { amount })))
    assert.equal(parts.filter(({ status }) => status === 200).length, 1)
    const approvals = (await finance.get("/admin/approvals?status=pending&limit=100")).body.approvals
    const own = approvals.find(({ amount, requested_by }) => amount === 1500 && requested_by === "finance@atrium.test")
    assert.equal((await finance.post(`/admin/approvals/${own.id}/approve`, {})).body.code, "own_approval")
    assert.equal((await secretKey().post(`/admin/approvals/${own.id}/approve`, {})).body.code, "own_approval")
    const { payment: after } = await orderWithPaymentById(id)
    assert.deepEqual(
      after.refunds.map(({ amount }) => amount),
      [600]
    )
  } finally {
    await owner.post("/admin/staff-settings", { refund_limits: {} })
  }
})

test("suspended and deleted staff lose access immediately with token, session and API key [H1] [H9]", async () => {
  const owner = await staff()
  const suspend = (id) => owner.post(`/admin/staff/${id}`, { status: "suspended" })
  for (const end of [suspend, (id) => owner.delete(`/admin/users/${id}`)]) {
    const person = await newStaff("manager")
    const made = await person.post("/admin/api-keys", { title: person.email, type: "secret" })
    const clients = { token: person, session: await sessionOf(person.token), key: withKey(made.body.api_key.token) }
    for (const [name, who] of Object.entries(clients))
      assert.equal((await who.get("/admin/orders?limit=1")).status, 200, name)
    assert.equal((await end(person.id)).status, 200)
    for (const [name, who] of Object.entries(clients)) {
      const { status } = await who.get("/admin/orders?limit=1")
      assert.ok(status === 401 || status === 403, `${name} returned ${status}`)
    }
    const again = await stranger().post("/auth/user/emailpass", { email: person.email, password: person.password })
    const orders = await stranger().get("/admin/orders?limit=1", bearer(again.body.token ?? ""))
    assert.ok(orders.status === 401 || orders.status === 403, `after signing in again: ${orders.status}`)
  }
})

/** Returns the code that an authenticator app shows for a secret (RFC 6238). */
const codeOf = (secret, at = Date.now()) => {
  const bits = [...secret.replace(/=+$/, "")]
    .map((symbol) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(symbol).toString(2).padStart(5, "0"))
    .join("")
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))
  const hash = createHmac("sha1", key).update(counter).digest()
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0")
}

test("with two-step verification, a password alone gives no access and can't disable it [H9]", async () => {
  const person = await newStaff("support")
  const started = await person.post("/auth/mfa/factors", { provider: "totp", label: "Phone" })
  assert.equal(started.status, 200, started.text)
  const { mfa_factor: factor, secret } = started.body
  const confirmed = await person.post(`/auth/mfa/factors/${factor.id}/verify`, { code: codeOf(secret) })
  assert.equal(confirmed.status, 200, confirmed.text)
  const password = { email: person.email, password: person.password }
  const half = (await stranger().post("/auth/user/emailpass", password)).body.token
  for (const token of [person.token, half]) {
    assert.equal((await stranger().get("/admin/orders", bearer(token))).status, 401)
    assert.equal((await stranger().get("/admin/users/me", bearer(token))).status, 401)
    const browser = client()
    await browser.post("/auth/session", {}, bearer(token))
    assert.equal((await browser.get("/admin/orders")).status, 401)
    assert.equal((await stranger().post("/auth/mfa/recovery-codes", {}, bearer(token))).status, 401)
    assert.equal((await stranger().delete(`/auth/mfa/factors/${factor.id}`, bearer(token))).status, 401)
  }
})

test("a two-step verification code works only once [H9]", async () => {
  const person = await newStaff("support")
  const started = await person.post("/auth/mfa/factors", { provider: "totp", label: "Phone" })
  const { mfa_factor: factor, secret } = started.body
  const enrolledWith = codeOf(secret)
  const confirmed = await person.post(`/auth/mfa/factors/${factor.id}/verify`, { code: enrolledWith })
  assert.equal(confirmed.status, 200, confirmed.text)
  const signInWith = async (code) => {
    const password = { email: person.email, password: person.password }
    const { token, mfa_challenge: challenge } = (await stranger().post("/auth/user/emailpass", password)).body
    return stranger().post(`/auth/mfa/challenges/${challenge.id}/verify`, { method: "totp", code }, bearer(token))
  }
  const seen = codeOf(secret, Date.now() + 30_000)
  const concurrent = await Promise.all([seen, seen, seen].map(signInWith))
  assert.deepEqual(concurrent.map(({ status }) => status).sort(), [200, 400, 400])
  for (const usedCode of [seen, enrolledWith])
    assert.equal((await signInWith(usedCode)).body.code, "two_step_code_used")
})

test("two-step verification can only be required by an owner who has enrolled [H9]", async () => {
  const answer = await (await staff()).post("/admin/staff-settings", { require_two_step: true })
  assert.equal(answer.body.code, "two_step_first")
})

test("forged tokens are rejected [H9]", async () => {
  const forged = client({ headers: { authorization: "Bearer eyJhbGciOiJub25lIn0.eyJhY3Rvcl9pZCI6InVzZXJfMSJ9." } })
  assert.equal((await forged.get("/admin/staff")).status, 401)
})

async function orderWithPaymentById(id) {
  const path = `/admin/orders/${id}?fields=payment_collections.payments.*,payment_collections.payments.refunds.amount`
  const { order } = (await secretKey().get(path)).body
  return { payment: order.payment_collections[0].payments[0] }
}
