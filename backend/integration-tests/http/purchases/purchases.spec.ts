import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import {
  type BegunPurchase,
  beginPurchase,
  CARDS,
  completePurchase,
  DEMO_PASSWORD,
  eventually,
  payWith,
  purchaseBody,
  someService,
  withCart,
  withShop,
} from "@atrium/test-kit"
import { completions } from "@atrium/service-provisioning/use-cases"
import { updateLineItemInCartWorkflow } from "@medusajs/medusa/core-flows"

import { type MadeService, makeService } from "../catalogue/make-service"
import { booksOf, complete, DASHBOARD, openCart, pay } from "../payments/cart-driver"

jest.setTimeout(180_000)

type Refusal = { code: string; details?: Record<string, string> }
type Begun = { purchase: { id: string; amount: number } }

withShop((shop) => {
  const { api, knex } = shop
  const key = () => ({ "idempotency-key": randomUUID() })

  it("refuses with every wrong field at once, the catalog's and the form's", async () => {
    const service = await someService(api)
    const required = service.intake.questions.find(
      (question) => question.required && question.type !== "file" && !question.show_when
    )
    const answer = await api.store.post<Refusal>(
      "/store/service-purchases",
      {
        items: [
          { tier_id: service.tiers[0]?.id, quantity: service.max_quantity + 1 },
          { tier_id: "variant_none", quantity: 1 },
        ],
        customer: { email: "nobody" },
        currency_code: "inr",
        payment_provider_id: "pp_none",
        surprise: true,
      },
      key()
    )
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_input" } })
    expect(Object.keys(answer.body.details ?? {})).toEqual(
      expect.arrayContaining([
        "items.0.quantity",
        ...(required ? [`items.0.intake.${required.id}`] : []),
        "items.1.tier_id",
        "customer.full_name",
        "customer.email",
        "customer.phone",
        "requirements",
        "payment_provider_id",
        "surprise",
      ])
    )
  })

  it("requires an Idempotency-Key, repeats the response for it, and refuses it for another body", async () => {
    const body = purchaseBody(await someService(api))
    expect(await api.store.post("/store/service-purchases", body)).toMatchObject({
      status: 400,
      body: { code: "idempotency_key_required" },
    })
    const headers = key()
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => api.store.post<Begun>("/store/service-purchases", body, headers))
    )
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    const [carts] = await knex()("cart").where({ email: body.customer.email }).count()
    expect(Number(carts?.count)).toBe(1)
    const other = await api.store.post("/store/service-purchases", { ...body, requirements: "Something else" }, headers)
    expect(other).toMatchObject({ status: 409, body: { code: "idempotency_key_reused" } })
  })

  it("a double click, a second tab, a reload and a retry all lead to the same order [R05]", async () => {
    const body = purchaseBody(await someService(api))
    const headers = key()
    const begin = () => api.store.post<{ purchase: BegunPurchase }>("/store/service-purchases", body, headers)
    const [clicked, again] = await Promise.all([begin(), begin()])
    const purchase = clicked.body.purchase
    expect(again.body).toEqual(clicked.body)
    await Promise.all([payWith(api, purchase), payWith(api, purchase)])
    const tabs = await Promise.all(Array.from({ length: 6 }, () => completePurchase(api, purchase.id)))
    const reloaded = await completePurchase(api, purchase.id)
    await shop.drainWork()
    expect((await begin()).body).toEqual(clicked.body)
    const retried = await completePurchase(api, purchase.id)
    const orders = [...tabs, reloaded, retried].map(({ status, body }) => [status, body.type, body.order?.id])
    const [order] = orders
    expect(order).toEqual([200, "order", expect.stringMatching(/^order_/)])
    expect(orders).toEqual(Array.from(orders, () => order))
    const made = await knex()("order").where({ email: body.customer.email }).select("id")
    expect(made).toEqual([{ id: order?.[2] }])
    const captures = knex()("order_transaction").where({ order_id: order?.[2], reference: "capture" })
    expect(await captures).toHaveLength(1)
  })

  it("releases the key after a refusal, so that a corrected form may be sent with it", async () => {
    const body = purchaseBody(await someService(api))
    const headers = key()
    const broken = { ...body, items: body.items.map((item) => ({ ...item, quantity: 999 })) }
    expect((await api.store.post("/store/service-purchases", broken, headers)).status).toBe(400)
    expect((await api.store.post("/store/service-purchases", body, headers)).status).toBe(201)
  })

  it("has the same total as core's own cart", async () => {
    const service = await someService(api)
    const begun = await api.store.post<Begun>("/store/service-purchases", purchaseBody(service, { quantity: 2 }), key())
    const regions = await api.store.get<{ regions: { id: string; currency_code: string }[] }>("/store/regions")
    const cart = await api.store.post<{ cart: { total: number } }>("/store/carts", {
      region_id: regions.body.regions.find((region) => region.currency_code === "inr")?.id,
      items: [{ variant_id: service.tiers[0]?.id, quantity: 2 }],
    })
    expect(begun.body.purchase.amount).toBe(cart.body.cart.total)
    expect(begun.body.purchase).not.toHaveProperty("cart_id")
  })

  it("shows a purchase to whoever has its id, and personal data only to its owner", async () => {
    const token = await shop.signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD)
    const body = purchaseBody(await someService(api))
    const begun = await api.customer(token).post<Begun>("/store/service-purchases", body, key())
    const path = `/store/service-purchases/${begun.body.purchase.id}`
    const stranger = await api.store.get(path)
    expect(stranger).toMatchObject({ status: 200, body: { purchase: { status: "awaiting_payment" } } })
    expect(JSON.stringify(stranger.body)).not.toContain(body.customer.email)
    expect((await api.customer(token).get(path)).body).toMatchObject({
      purchase: { customer: { email: body.customer.email } },
    })
    expect((await api.store.get(`/store/service-purchases/pur_${"A".repeat(32)}`)).status).toBe(404)
  })

  it("shows a payment's secret only while it can still be paid", async () => {
    const shown = async (id: string) => {
      const { body } = await api.store.get<{ purchase: { status: string; payment: object | null } }>(
        `/store/service-purchases/${id}`
      )
      return [body.purchase.status, Object.keys(body.purchase.payment ?? {})]
    }
    const paid = await beginPurchase(api)
    expect(await shown(paid.id)).toEqual(["awaiting_payment", ["id", "client_secret"]])
    await payWith(api, paid, CARDS.declined)
    expect(await shown(paid.id)).toEqual(["failed", ["id", "client_secret"]])
    await payWith(api, paid)
    expect(await shown(paid.id)).toEqual(["processing", ["id"]])
    await completePurchase(api, paid.id)
    expect(await shown(paid.id)).toEqual(["completed", ["id"]])

    const canceled = await beginPurchase(api)
    const cancel = `/sandbox-gateway/payment-intents/${canceled.payment.id}/cancel`
    expect((await api.raw("POST", cancel, { headers: DASHBOARD, body: {} })).status).toBe(200)
    expect(await shown(canceled.id)).toEqual(["awaiting_payment", ["id"]])

    const late = await beginPurchase(api)
    advanceClock(25 * 3600)
    try {
      expect(await shown(late.id)).toEqual(["expired", ["id"]])
    } finally {
      resetClock()
    }
  })

  it("starts another payment for the same purchase and cancels the old one", async () => {
    const purchase = await beginPurchase(api)
    const path = `/store/service-purchases/${purchase.id}/payment`
    const refused = await api.store.post<Refusal>(path, { payment_provider_id: "pp_none" })
    expect(refused).toMatchObject({ status: 400, body: { details: { payment_provider_id: expect.any(String) } } })
    const changed = await api.store.post<{ purchase: typeof purchase }>(path, {
      payment_provider_id: "pp_sandbox_sandbox",
    })
    expect(changed.status).toBe(200)
    expect(changed.body.purchase.payment.id).not.toBe(purchase.payment.id)
    await payWith(api, changed.body.purchase)
    expect(await completePurchase(api, purchase.id)).toMatchObject({ status: 200, body: { provisioning: "done" } })
    expect(await api.store.post(path, { payment_provider_id: "pp_sandbox_sandbox" })).toMatchObject({
      status: 409,
      body: { code: "already_paid" },
    })
  })

  it("emails once that a payment failed, with a link to pay again, unless the purchase is paid meanwhile", async () => {
    const failed = `declined-${randomUUID()}@example.com`
    const mended = `mended-${randomUUID()}@example.com`
    const purchase = await beginPurchase(api, { email: failed })
    const other = await beginPurchase(api, { email: mended })
    for (const one of [purchase, other]) for (let tries = 0; tries < 2; tries++) await payWith(api, one, CARDS.declined)
    await shop.drainWork()
    await payWith(api, other)
    expect(await completePurchase(api, other.id)).toMatchObject({ status: 200 })
    const mailsTo = (email: string) =>
      shop
        .mailbox()
        .mails()
        .filter(({ to, subject }) => to === email && subject.includes("payment"))
    expect(mailsTo(failed)).toEqual([])
    advanceClock(6 * 60)
    await shop.drainWork()
    expect(mailsTo(mended)).toEqual([])
    expect(mailsTo(failed)).toMatchObject([{ text: expect.stringContaining(`/purchase/${purchase.id}`) }])
    await payWith(api, purchase, CARDS.declined)
    await shop.drainWork()
    advanceClock(6 * 60)
    await shop.drainWork()
    expect(mailsTo(failed)).toHaveLength(1)
    resetClock()
  })

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

  it("core's completion of a cart waits for its turn, and the metrics show how many wait", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const ends: (() => void)[] = []
    while (!completions.isBusy) ends.push((await completions.turn()) ?? (() => undefined))
    const waiting = async () => {
      const { body } = await api.raw<string>("GET", "/metrics")
      return /^atrium_waiting_requests\{line="complete"\} (\d+)$/m.exec(body)?.[1]
    }
    const completed = complete(api, cart.cart_id)
    await eventually(waiting, (length) => length === "1")
    expect(await booksOf(shop, cart.cart_id)).toMatchObject({ orders: 0 })
    for (const end of ends) end()
    expect(await completed).toMatchObject({ status: 200, body: { type: "order" } })
    expect(await waiting()).toBe("0")
    // Each turn has ended.
    expect(completions.isBusy).toBe(false)
  })

  describe("M2: what is sold may be removed at any moment", () => {
    const run = <T>(job: () => Promise<{ status: number; body: T }>) =>
      job().then((answer) => {
        expect({ status: answer.status, body: answer.status < 300 ? null : answer.body }).toEqual({
          status: expect.any(Number),
          body: null,
        })
      })
    const region = async (): Promise<string> =>
      String((await knex()("region").where({ currency_code: "inr" }).whereNull("deleted_at").first("id")).id)
    const at = () => ({ deleted_at: new Date() })
    /** Removes one thing; returns a function that restores it, where other tests need it. */
    const things: Record<string, (sold: MadeService) => Promise<(() => Promise<unknown>) | void>> = {
      product: ({ productId }) => run(() => api.admin.delete(`/admin/products/${productId}`)),
      tier: ({ productId, variants }) =>
        run(() => api.admin.delete(`/admin/products/${productId}/variants/${variants[0]?.id}`)),
      publication: ({ productId }) => run(() => api.admin.post(`/admin/products/${productId}`, { status: "draft" })),
      "sales channel of the product": ({ productId }) =>
        run(() => api.admin.post(`/admin/products/${productId}`, { sales_channels: [] })),
      template: async ({ templateId }) => {
        await knex()("service_template").where({ id: templateId }).update(at())
      },
      "tier in the template": ({ templateId, content }) =>
        run(() =>
          api.admin.post(`/admin/service-templates/${templateId}`, {
            content: { ...content, active: false },
            publish: true,
          })
        ),
      "price set": async ({ variants }) => {
        await knex()("product_variant_price_set").where({ variant_id: variants[0]?.id }).update(at())
      },
      price: async ({ variants }) => {
        const sets = knex()("product_variant_price_set").where({ variant_id: variants[0]?.id }).select("price_set_id")
        await knex()("price").whereIn("price_set_id", sets).update(at())
      },
      "payment provider of the region": async () => {
        const id = await region()
        const offered = () =>
          knex()("region_payment_provider").where({ region_id: id, payment_provider_id: "pp_sandbox_sandbox" })
        await offered().update(at())
        return () => offered().update({ deleted_at: null })
      },
      region: async () => {
        const id = await region()
        await knex()("region").where({ id }).update(at())
        return () => knex()("region").where({ id }).update({ deleted_at: null })
      },
    }
    const begun = async (path: "purchase" | "cart") => {
      const sold = await makeService(shop.container())
      if (path === "purchase") {
        const purchase = await withCart(shop, await beginPurchase(api, { handle: sold.handle }))
        return {
          sold,
          cartId: purchase.cart_id,
          intent: purchase.payment.id,
          pay: () => payWith(api, purchase),
          complete: () => completePurchase(api, purchase.id),
        }
      }
      const cart = await openCart(shop, 1, { variantId: sold.variants[0]?.id })
      return {
        sold,
        cartId: cart.cart_id,
        intent: cart.session.data.id,
        pay: () => pay(api, cart.session),
        complete: () => complete(api, cart.cart_id),
      }
    }
    const stateOf = async (intent: string) =>
      (
        await api.raw<{ payment_intent: { status: string; amount_captured: number } }>(
          "GET",
          `/sandbox-gateway/payment-intents/${intent}`,
          { headers: DASHBOARD }
        )
      ).body.payment_intent
    const ordersOf = (cartId: string) => knex()("order_cart").where({ cart_id: cartId })

    it.each(Object.keys(things))(
      "a %s that is removed before the order refuses it, and the authorization is voided",
      async (name) => {
        const turn = Object.keys(things).indexOf(name) % 2
        for (const [place, moment] of (["after begin", "after authorization"] as const).entries()) {
          const path = place === turn ? "purchase" : "cart"
          const bought = await begun(path)
          if (moment === "after authorization") await bought.pay()
          const restore = await things[name]?.(bought.sold)
          try {
            if (moment === "after begin") await bought.pay()
            const answer = await bought.complete()
            expect([name, path, moment, answer.status]).toEqual([
              name,
              path,
              moment,
              path === "purchase" ? 422 : expect.any(Number),
            ])
            await shop.drainWork()
            expect([name, path, moment, await ordersOf(bought.cartId)]).toEqual([name, path, moment, []])
            expect(await stateOf(bought.intent)).toMatchObject({ status: "canceled", amount_captured: 0 })
          } finally {
            await restore?.()
          }
        }
      }
    )

    it("removals after the order leave one request for each unit", async () => {
      const all: { name: string; bought: Awaited<ReturnType<typeof begun>> }[] = []
      for (const name of Object.keys(things)) {
        const bought = await begun("cart")
        await bought.pay()
        await bought.complete()
        all.push({ name, bought })
      }
      const restores: ((() => Promise<unknown>) | void)[] = []
      for (const { name, bought } of all) restores.push(await things[name]?.(bought.sold))
      await shop.drainWork()
      for (const restore of restores) await restore?.()
      for (const { name, bought } of all) {
        const [link] = await ordersOf(bought.cartId)
        const requests = await knex()("service_request").where({ order_id: link.order_id })
        const unit = { unit: 1, service_id: bought.sold.productId, tier_id: bought.sold.variants[0]?.id }
        expect([name, requests]).toMatchObject([name, [unit]])
      }
      expect(await knex()("work_item").where({ status: "dead" }).whereLike("kind", "service-provisioning.%")).toEqual(
        []
      )
    })
  })

  describe("M4: a publishable key sells what it shows", () => {
    it("nothing can be bought, and no cart completed, in a sales channel that sells nothing", async () => {
      const channel = await api.admin.post<{ sales_channel: { id: string } }>("/admin/sales-channels", {
        name: randomUUID(),
      })
      const made = await api.admin.post<{ api_key: { id: string; token: string } }>("/admin/api-keys", {
        title: "empty",
        type: "publishable",
      })
      const added = await api.admin.post(`/admin/api-keys/${made.body.api_key.id}/sales-channels`, {
        add: [channel.body.sales_channel.id],
      })
      expect(added.status).toBe(200)
      const empty = { "x-publishable-api-key": made.body.api_key.token }
      const listed = await api.raw<{ count: number }>("GET", "/store/services?currency_code=inr", { headers: empty })
      expect(listed.body.count).toBe(0)
      const variants = await api.raw("GET", "/store/product-variants", { headers: empty })
      expect(variants).toMatchObject({ status: 200, body: { count: 0 } })
      const body = purchaseBody(await someService(api))
      const bought = await api.raw<Refusal>("POST", "/store/service-purchases", {
        headers: { ...empty, ...key() },
        body,
      })
      expect(bought).toMatchObject({ status: 400, body: { details: { "items.0.tier_id": expect.any(String) } } })
      // Core takes the line; the completion does not.
      const cart = await openCart(shop)
      await knex()("cart").where({ id: cart.cart_id }).update({ sales_channel_id: channel.body.sales_channel.id })
      await pay(api, cart.session)
      expect(await complete(api, cart.cart_id)).toMatchObject({ status: 422, body: { code: "service_unavailable" } })
    })
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
