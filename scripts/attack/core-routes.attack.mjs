// Attacks on Medusa's routes: unused routes are closed, and `fields` never exposes personal data or secrets.
import assert from "node:assert/strict"
import { test } from "node:test"

import { buy, customer, otherCustomer, someEmail, stranger } from "./lib.mjs"

test("another customer's order can't be transferred [H2]", async () => {
  const { order } = await buy(stranger(), { email: someEmail("transfer") })
  const answer = await (
    await otherCustomer()
  ).post(`/store/orders/${order.id}/transfer/request?fields=*customer,*payment_collections.payment_sessions`)
  assert.equal(answer.status, 404)
  assert.doesNotMatch(answer.text, /client_secret|@/)
})

test("unused routes of Medusa return 404 [H5]", async () => {
  for (const [method, path] of [
    ["POST", "/store/returns"],
    ["GET", "/store/search"],
    ["GET", "/store/locales"],
    ["GET", "/store/product-options"],
    ["POST", "/store/shipping-options/so_1/calculate"],
    ["POST", "/hooks/payment/sandbox_sandbox"],
    ["GET", "/cloud/auth"],
    ["GET", "/STORE/regions"],
  ]) {
    const answer = await stranger().request(method, path, method === "POST" ? { body: {} } : {})
    assert.deepEqual([path, answer.status, answer.body.code], [path, 404, "not_found"])
  }
})

test("`fields` can't request people, payments, prices or stock on Medusa's routes [H5]", async () => {
  const ravi = await customer()
  for (const [path, field] of [
    ["/store/products", "*variants.inventory_items"],
    ["/store/products", "variants.prices"],
    ["/store/products", "-sales_channels.orders,id"],
    ["/store/product-tags", "*products"],
    ["/store/product-variants", "*prices"],
    ["/store/regions", "*payment_providers.account_holders"],
    ["/store/orders", "*payment_collections.payment_sessions"],
    ["/store/customers/me", "*orders"],
  ]) {
    const answer = await ravi.get(`${path}?fields=${encodeURIComponent(field)}`)
    assert.deepEqual([path, field, answer.status, answer.body.code], [path, field, 400, "invalid_input"])
  }
})

test("no spelling of `fields` and no page of a list exposes people, sessions or secrets [H5]", async () => {
  const { order } = await buy(await customer())
  const ravi = await customer()
  const PERSONAL = ["*payment_collections.payment_sessions", "*customer"]
  for (const path of [
    "/store/products",
    "/store/regions",
    "/store/currencies",
    "/store/collections",
    "/store/product-categories",
    "/store/payment-providers",
    "/store/customers/me/addresses",
    "/store/orders",
    `/store/orders/${order.id}`,
  ])
    for (const field of PERSONAL) {
      const name = encodeURIComponent(field)
      for (const query of [
        `fields=${name}`,
        `fields=id,${name}`,
        `fields[]=id&fields[]=${name}`,
        `fields[0]=${name}`,
        `fields=id&fields=${name}`,
        `fields=${name}&limit=1&offset=1`,
        `fields[a]=${name}`,
      ]) {
        const answer = await ravi.get(`${path}?${query}`)
        assert.equal(answer.status, 400, `${path}?${query} returned ${answer.status}`)
        assert.doesNotMatch(answer.text, /client_secret|ravi@/)
      }
    }
})
