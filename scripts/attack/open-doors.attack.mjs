// What must keep working while everything else is closed: an attack suite that only counts refusals would also pass
// against a shop that refuses everybody.
import assert from "node:assert/strict"
import { test } from "node:test"

import { atGateway, buy, customer, provider, secretKey, someEmail, staff, stranger } from "./lib.mjs"

test("a guest buys a service, and the gateway holds the money", async () => {
  const { purchase, order, references } = await buy(stranger(), { email: someEmail("guest") })
  assert.ok(order.id)
  assert.match(references[0], /^SR-/)
  assert.equal((await atGateway(purchase.payment.id)).status, 200)
})

test("staff, a customer, a provider and an integrator reach what is theirs", async () => {
  assert.equal((await (await staff()).get("/admin/service-requests")).status, 200)
  assert.equal((await (await customer()).get("/store/customers/me")).status, 200)
  assert.equal((await (await provider()).get("/provider/me")).status, 200)
  assert.equal((await secretKey().get("/admin/service-requests")).status, 200)
})

test("a stranger reads the catalogue", async () => {
  const answer = await stranger().get("/store/services?currency_code=inr")
  assert.equal(answer.status, 200)
  assert.ok(answer.body.count > 0)
})
