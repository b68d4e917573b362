import { withShop } from "@atrium/test-kit"
import { resetClock } from "@atrium/kernel"
import { Modules } from "@medusajs/framework/utils"

import {
  complete,
  moneyBooksOf,
  onDashboard,
  openCart,
  openChange,
  ORDER_CHANGES,
  type PaidOrder,
  paidOrder,
  pay,
  takenAndRefunded,
} from "./cart-driver"

jest.setTimeout(240_000)

type Refusal = { code: string; message: string; details?: Record<string, string> }

withShop((shop) => {
  const { api } = shop
  afterEach(resetClock)

  const refund = (order: PaidOrder, body: object) =>
    api.admin.post<Refusal>(`/admin/payments/${order.payment_id}/refund`, body)
  const cancel = ({ order_id }: PaidOrder) => api.admin.post<Refusal>(`/admin/orders/${order_id}/cancel`)
  const expectNothingRefunded = async (order: PaidOrder) => {
    await shop.drainWork()
    expect(await moneyBooksOf(shop, order)).toMatchObject(takenAndRefunded(order.minor, 0))
  }

  it("an invalid refund is refused with every wrong field, and nothing is refunded [M1]", async () => {
    const order = await paidOrder(shop)
    const refused: [body: object, field: string][] = [
      [{ amount: 0 }, "amount"],
      [{ amount: -5 }, "amount"],
      [{ amount: "12" }, "amount"],
      [{ amount: "1e2" }, "amount"],
      [{ amount: 0.005 }, "amount"],
      [{ amount: 1e-9 }, "amount"],
      [{ amount: 12.345 }, "amount"],
      [{ amount: 1e21 }, "amount"],
      [{ amount: order.total + 0.01 }, "amount"],
      [{ amount: null }, "amount"],
      [{ amount: 1, refund_reason_id: "refr_unknown" }, "refund_reason_id"],
      [{ amount: 1, currency_code: "inr" }, "currency_code"],
    ]
    for (const [body, field] of refused) {
      const answer = await refund(order, body)
      expect([JSON.stringify(body), answer.status, answer.body.code, Object.keys(answer.body.details ?? {})]).toEqual([
        JSON.stringify(body),
        400,
        "invalid_input",
        [field],
      ])
    }
    const both = await refund(order, { amount: 0.005, refund_reason_id: "refr_unknown", note: 7 })
    expect(Object.keys(both.body.details ?? {}).sort()).toEqual(["amount", "note", "refund_reason_id"])
    expect((await api.admin.post("/admin/payments/pay_unknown/refund", { amount: 1 })).status).toBe(404)
    await expectNothingRefunded(order)
  })

  it("while a change of the order is open, neither cancel nor refund reaches the gateway [H2]", async () => {
    const order = await paidOrder(shop)
    for (const kind of ORDER_CHANGES) {
      const close = await openChange(shop, order, kind)
      for (const ask of [() => cancel(order), () => refund(order, { amount: 10 })]) {
        const answer = await ask()
        expect([kind, answer.status, answer.body.code]).toEqual([kind, 409, "order_change_open"])
      }
      await expectNothingRefunded(order)
      expect(await shop.knex()("order").where({ id: order.order_id }).first("status")).toEqual({ status: "pending" })
      await close()
    }
    expect((await refund(order, { amount: 10 })).status).toBe(200)
    expect((await cancel(order)).status).toBe(200)
    await shop.drainWork()
    expect(await moneyBooksOf(shop, order)).toMatchObject(takenAndRefunded(order.minor, order.minor))
  })

  it("a capture of another amount than the gateway captures is refused, and so is one of a canceled order", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const order_id = String((await complete(api, cart.cart_id)).body.order?.id)
    const { id } = await shop.knex()("payment").where({ payment_session_id: cart.session.id }).first("id")
    const capture = (body: object) => api.admin.post<Refusal>(`/admin/payments/${id}/capture`, body)
    for (const amount of [100, 0.005, 0, "all", cart.total + 1]) {
      const { status, body } = await capture({ amount })
      expect([amount, status, Object.keys(body.details ?? {})]).toEqual([amount, 400, ["amount"]])
    }
    expect((await moneyBooksOf(shop, cart)).gateway).toEqual([0, 0])
    expect((await api.admin.post(`/admin/orders/${order_id}/cancel`)).status).toBe(200)
    const { status, body } = await capture({})
    expect([status, body.code]).toEqual([409, "order_canceled"])
    await shop.drainWork()
    expect((await moneyBooksOf(shop, cart)).gateway).toEqual([0, 0])
  })

  it("no change of an order starts before its payment is captured: core would release the payment", async () => {
    const cart = await openCart(shop)
    await pay(api, cart.session)
    const order_id = String((await complete(api, cart.cart_id)).body.order?.id)
    const edit = () => api.admin.post<Refusal>("/admin/order-edits", { order_id })
    const { status, body } = await edit()
    expect([status, body.code]).toEqual([409, "payment_not_captured"])
    await shop.drainWork()
    expect((await edit()).status).toBe(200)
  })

  it("of a parallel refund and order change, neither fails after the refund reached the gateway", async () => {
    for (let round = 0; round < 2; round++) {
      const order = await paidOrder(shop)
      const [refunded, edited] = await Promise.all([
        refund(order, { amount: 10 }),
        api.admin.post("/admin/order-edits", { order_id: order.order_id }),
      ])
      expect(edited.status).toBe(200)
      expect([200, 409]).toContain(refunded.status)
      await shop.drainWork()
      const given = refunded.status === 200 ? 1000 : 0
      expect(await moneyBooksOf(shop, order)).toEqual({ ...takenAndRefunded(order.minor, given), pending: 0 })
    }
  })

  it("a refund waits for background work on the same order", async () => {
    const order = await paidOrder(shop)
    const locks = shop.container().resolve(Modules.LOCKING)
    let working = true
    const work = locks.execute([`order-money:${order.order_id}`], async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      working = false
    })
    const { status } = await refund(order, { amount: 10 })
    expect([status, working]).toEqual([200, false])
    await work
    await shop.drainWork()
    expect(await moneyBooksOf(shop, order)).toEqual({ ...takenAndRefunded(order.minor, 1000), pending: 0 })
  })

  it("a refund of a canceled order is refused before it reaches the gateway", async () => {
    const order = await paidOrder(shop)
    expect((await cancel(order)).status).toBe(200)
    const whole = await refund(order, {})
    expect([whole.status, Object.keys(whole.body.details ?? {})]).toEqual([400, ["amount"]])
    await shop.drainWork()
    expect(await moneyBooksOf(shop, order)).toMatchObject(takenAndRefunded(order.minor, order.minor))
  })

  it("amounts finer than the currency are refused on every route of core's that takes one [M1]", async () => {
    const order = await paidOrder(shop)
    const region = await shop.knex()("region").where({ currency_code: "inr" }).first("id")
    const routes: [path: string, body: object, fields: string[]][] = [
      [
        `/admin/orders/${order.order_id}/credit-lines`,
        { amount: 0.001, reference: "a", reference_id: "b" },
        ["amount"],
      ],
      [
        `/admin/order-edits/${order.order_id}/items`,
        { items: [{ quantity: 1, unit_price: 1.999 }] },
        ["items.0.unit_price"],
      ],
      [`/admin/order-edits/${order.order_id}/shipping-method`, { custom_amount: 0.005 }, ["custom_amount"]],
      ["/admin/payment-collections", { order_id: order.order_id, amount: 12.345 }, ["amount"]],
      [
        "/admin/draft-orders",
        { region_id: region.id, shipping_methods: [{ amount: "0.005" }], items: [{ unit_price: 2.005 }] },
        ["items.0.unit_price", "shipping_methods.0.amount"],
      ],
      ["/admin/returns", { order_id: order.order_id, return_shipping: { price: 0.001 } }, ["return_shipping.price"]],
      [
        "/admin/products",
        {
          variants: [
            {
              prices: [
                { amount: 1.999, currency_code: "inr" },
                { amount: 0.5, currency_code: "jpy" },
              ],
            },
          ],
        },
        ["variants.0.prices.0.amount", "variants.0.prices.1.amount"],
      ],
      [
        "/admin/promotions",
        { application_method: { type: "fixed", value: 0.005, currency_code: "inr" } },
        ["application_method.value"],
      ],
      [
        "/admin/shipping-options",
        { prices: [{ amount: 0.0001 }, { region_id: region.id, amount: 0.005 }] },
        ["prices.0.amount", "prices.1.amount"],
      ],
    ]
    for (const [path, body, fields] of routes) {
      const answer = await api.admin.post<Refusal>(path, body)
      expect([path, answer.status, Object.keys(answer.body.details ?? {}).sort()]).toEqual([path, 400, fields])
    }
    // A percentage is not an amount, and valid amounts are passed to core.
    const credit = { amount: 0.01, reference: "a", reference_id: "b" }
    const passed = await api.admin.post<Refusal>(`/admin/orders/${order.order_id}/credit-lines`, credit)
    expect(passed.body.details).toBeUndefined()
  })

  it("payments can only be marked as paid for their own order", async () => {
    const [order, other] = [await paidOrder(shop), await paidOrder(shop)]
    const answer = await api.admin.post<Refusal>(`/admin/payment-collections/${order.collection_id}/mark-as-paid`, {
      order_id: other.order_id,
    })
    expect([answer.status, Object.keys(answer.body.details ?? {})]).toEqual([400, ["order_id"]])
  })

  it("a coupon that makes totals finer than the currency is refunded to the last unit, and cancel asks for no more [M1]", async () => {
    const code = `FINE-${Date.now()}`
    const promotion = await api.admin.post("/admin/promotions", {
      code,
      type: "standard",
      status: "active",
      application_method: { type: "percentage", value: 7.525, target_type: "items", allocation: "across" },
    })
    expect(promotion.status).toBe(200)
    for (const end of ["refund", "cancel"] as const) {
      const order = await paidOrder(shop, { quantity: 3, promo_codes: [code] })
      expect(order.minor).toBe(Math.round(order.total * 100))
      expect(order.total * 100).not.toBeCloseTo(order.minor, 5)
      const third = Math.round(order.minor / 3) / 100
      for (let part = 0; part < 2; part++) expect((await refund(order, { amount: third })).status).toBe(200)
      const rest = (order.minor - 2 * Math.round(third * 100)) / 100
      const last = end === "cancel" ? await cancel(order) : await refund(order, { amount: rest })
      expect([last.status, last.body]).toEqual([200, expect.anything()])
      await shop.drainWork()
      const books = await moneyBooksOf(shop, order)
      expect(books.gateway).toEqual([order.minor, order.minor])
      expect(books.rows[1]).toBe(books.rows[0])
      expect(books.transactions[1]).toBe(books.transactions[0])
    }
  })

  it("old refunds recorded finer than the currency end with the whole payment refunded [M1]", async () => {
    const order = await paidOrder(shop)
    // Earlier versions accepted this: the gateway rounded 0.005 to one unit.
    await onDashboard(shop, order.session, "refund", { amount: 1 })
    await shop.drainWork()
    const [row] = await shop
      .knex()("refund")
      .where({ payment_id: order.payment_id })
      .update({
        amount: 0.005,
        raw_amount: JSON.stringify({ value: "0.005", precision: 20 }),
      })
      .returning("id")
    await shop
      .knex()("order_transaction")
      .where({ reference_id: row.id })
      .update({
        amount: -0.005,
        raw_amount: JSON.stringify({ value: "-0.005", precision: 20 }),
      })
    expect((await cancel(order)).status).toBe(200)
    await shop.drainWork()
    const books = await moneyBooksOf(shop, order)
    expect(books.gateway).toEqual([order.minor, order.minor])
    expect(Math.round(books.rows[1])).toBe(order.minor)
    expect(Math.round(books.transactions[1])).toBe(order.minor)
  })
})
