// Legitimate access that must keep working. Without these tests, the attack suite would also pass against a shop that
// rejects everyone.
import assert from "node:assert/strict"
import { test } from "node:test"

import { atGateway, buy, customer, provider, secretKey, someEmail, staff, stranger } from "./lib.mjs"

test("a guest can buy a service", async () => {
  const { purchase, order, references } = await buy(stranger(), { email: someEmail("guest") })
  assert.ok(order.id)
  assert.match(references[0], /^SR-/)
  assert.equal((await atGateway(purchase.payment.id)).status, 200)
})

test("staff, customers, providers and integrators can access their data", async () => {
  assert.equal((await (await staff()).get("/admin/service-requests")).status, 200)
  assert.equal((await (await customer()).get("/store/customers/me")).status, 200)
  assert.equal((await (await provider()).get("/provider/me")).status, 200)
  assert.equal((await secretKey().get("/admin/service-requests")).status, 200)
})

test("anyone can read the catalog", async () => {
  const answer = await stranger().get("/store/services?currency_code=inr")
  assert.equal(answer.status, 200)
  assert.ok(answer.body.count > 0)
})
