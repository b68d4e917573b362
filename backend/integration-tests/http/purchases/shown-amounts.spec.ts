import { type BegunPurchase, beginPurchase, completePurchase, payWith, withCart, withShop } from "@atrium/test-kit"
import { updateLineItemInCartWorkflow } from "@medusajs/medusa/core-flows"

import { makeService } from "../catalogue/make-service"

jest.setTimeout(180_000)

withShop((shop) => {
  const { api, knex } = shop

  it.each([
    ["after the purchase was begun", 1000],
    // The catalog in memory may be this old: the purchase was begun with the price before.
    ["up to five seconds before the purchase was begun", -4900],
  ])("captures nothing when the price changed %s", async (_moment, laterMs) => {
    const purchase = await withCart(shop, await beginPurchase(api))
    const line = await knex()("cart_line_item").where({ cart_id: purchase.cart_id }).first("variant_id", "created_at")
    const prices = knex()("price")
      .whereIn(
        "price_set_id",
        knex()("product_variant_price_set").where({ variant_id: line.variant_id }).select("price_set_id")
      )
      .where({ currency_code: "inr" })
    const before = await prices.clone().select("id", "amount", "raw_amount", "updated_at")
    await prices.clone().update({
      amount: 1,
      raw_amount: JSON.stringify({ value: "1", precision: 20 }),
      updated_at: new Date(line.created_at.getTime() + laterMs),
    })
    try {
      await payWith(api, purchase)
      expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 422, body: { code: "price_changed" } })
      const [orders] = await knex()("order_cart").where({ cart_id: purchase.cart_id }).count()
      expect(Number(orders?.count)).toBe(0)
    } finally {
      for (const { id, raw_amount, ...rest } of before)
        await knex()("price")
          .where({ id })
          .update({ ...rest, raw_amount: JSON.stringify(raw_amount) })
    }
    expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200 })
  })

  describe("M5: the amount shown is the amount charged", () => {
    const stateOf = async (id: string) =>
      (
        await api.store.get<{
          purchase: { amount: number; payment: object | null; status: string; error: { code: string } | null }
        }>(`/store/service-purchases/${id}`)
      ).body.purchase
    const payAgain = (id: string) =>
      api.store.post<{ purchase: BegunPurchase }>(`/store/service-purchases/${id}/payment`, {
        payment_provider_id: "pp_sandbox_sandbox",
      })

    it.each(["before it is paid", "after it is paid"])(
      "a purchase whose cart changed %s says the new amount, and charges that",
      async (moment) => {
        const purchase = await withCart(shop, await beginPurchase(api))
        if (moment === "after it is paid") await payWith(api, purchase)
        const [line] = await knex()("cart_line_item").where({ cart_id: purchase.cart_id })
        // Through core's workflow, as its cart routes would.
        await updateLineItemInCartWorkflow(shop.container()).run({
          input: { cart_id: purchase.cart_id, item_id: line.id, update: { quantity: 2 } },
        })
        expect(await stateOf(purchase.id)).toMatchObject({
          amount: 2 * purchase.amount,
          payment: null,
          status: "awaiting_payment",
          error: { code: "amount_changed" },
        })
        expect(await completePurchase(api, purchase.id)).toMatchObject({
          status: 409,
          body: { code: "amount_changed" },
        })
        const again = await payAgain(purchase.id)
        expect(again).toMatchObject({ status: 200, body: { purchase: { amount: 2 * purchase.amount } } })
        await payWith(api, again.body.purchase)
        expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200, body: { provisioning: "done" } })
        expect(await stateOf(purchase.id)).toMatchObject({ amount: 2 * purchase.amount, status: "completed" })
      }
    )

    it("a price the merchant changed is shown by the next payment, before it is paid", async () => {
      const sold = await makeService(shop.container())
      const purchase = await withCart(shop, await beginPurchase(api, { handle: sold.handle }))
      const [variant] = sold.variants
      const prices = await knex()("price as p")
        .join("product_variant_price_set as link", "link.price_set_id", "p.price_set_id")
        .where({ "link.variant_id": variant?.id, "p.currency_code": "inr" })
        .select("p.id")
      const raised = await api.admin.post(`/admin/products/${sold.productId}/variants/${variant?.id}`, {
        prices: [{ id: prices[0].id, currency_code: "inr", amount: 1500 }],
      })
      expect(raised.status).toBe(200)
      await payWith(api, purchase)
      expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 422, body: { code: "price_changed" } })
      await shop.drainWork()
      const again = await payAgain(purchase.id)
      expect(again).toMatchObject({ status: 200, body: { purchase: { amount: 1500 } } })
      await payWith(api, again.body.purchase)
      expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200, body: { provisioning: "done" } })
    })

    it("a purchase whose cart is missing or empty is still found, and says what to do", async () => {
      for (const spoil of [
        (id: string) => knex()("cart").where({ id }).update({ deleted_at: new Date() }),
        (id: string) => knex()("cart_line_item").where({ cart_id: id }).update({ deleted_at: new Date() }),
        (id: string) =>
          knex()("payment_session")
            .whereIn("id", knex()("service_purchase").where({ cart_id: id }).select("payment_session_id"))
            .update({ deleted_at: new Date() }),
      ]) {
        const purchase = await withCart(shop, await beginPurchase(api))
        await payWith(api, purchase)
        await spoil(purchase.cart_id)
        expect([409, 422]).toContain((await completePurchase(api, purchase.id)).status)
        expect((await api.store.get(`/store/service-purchases/${purchase.id}`)).status).toBe(200)
        expect([200, 409, 422]).toContain((await payAgain(purchase.id)).status)
      }
    })
  })
})
