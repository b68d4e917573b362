import {
  lastOrderChange,
  orderChangedSql,
  orderMoney,
  type OrderMoney,
  orderPaymentSql,
  ordersChangedSince,
} from "@atrium/payments/use-cases"
import { withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"
import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"

import { complete, onDashboard, openCart, paidOrder, pay } from "./cart-driver"

jest.setTimeout(180_000)

// All rows are made through Medusa's own routes and workflows: an upgrade that changes a table fails here.
withShop((shop) => {
  const { api } = shop

  const moneyOf = async (orderId: string): Promise<OrderMoney> => {
    const [money] = await orderMoney(shop.knex(), [orderId])
    if (!money) throw new Error("No such order")
    return money
  }
  const post = async (path: string, body: object = {}) => {
    const answer = await api.admin.post(path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  /** Medusa's refunds of a payment, by its payment module. */
  const refundsOf = async (paymentId: string) => {
    const payment = await shop
      .container()
      .resolve(Modules.PAYMENT)
      .retrievePayment(paymentId, { relations: ["refunds"] })
    return (payment.refunds ?? []).map((refund) => ({ id: refund.id, amount: Number(refund.amount) }))
  }
  const madeOf = (money: OrderMoney) =>
    money.refunds_made.map((refund) => ({ id: refund.id, amount: Number(refund.amount) }))
  /** Whether the SQL fragment reports that the order changed since it was paid. */
  const changedBySql = async (orderId: string): Promise<unknown> => {
    const { rows } = await shop
      .knex()
      .raw(`SELECT ${orderChangedSql("o.id")} AS changed FROM "order" o WHERE o.id = ?`, [orderId])
    return rows[0].changed
  }
  const paymentBySql = async (orderId: string, paymentId: string | null): Promise<unknown> => {
    const { rows } = await shop
      .knex()
      .raw(
        `SELECT paid.* FROM "order" o CROSS JOIN LATERAL (${orderPaymentSql("o.id", ":paymentId")}) paid WHERE o.id = :orderId`,
        { orderId, paymentId }
      )
    return rows
  }
  const sum = (texts: readonly string[]) => texts.reduce((total, text) => total + Number(text), 0)
  const coupon = async (value: number) => {
    const code = `MONEY-${value}-${Date.now()}`
    const application_method = { type: "percentage", value, target_type: "items", allocation: "across" }
    await post("/admin/promotions", { code, type: "standard", status: "active", application_method })
    return code
  }
  const edit = async (orderId: string, line: string, quantity: number) => {
    await post("/admin/order-edits", { order_id: orderId })
    await post(`/admin/order-edits/${orderId}/items/item/${line}`, { quantity })
    await post(`/admin/order-edits/${orderId}/confirm`)
  }

  it("an order is paid in full once its money is captured, and not while it is only authorized", async () => {
    const cart = await openCart(shop, 2)
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    const authorized = await moneyOf(String(body.order?.id))
    expect(authorized).toMatchObject({ paid_in_full: false, captured: "0", paid: "0", changed: false, refunds: [] })
    expect(Number(authorized.cost)).toBe(cart.total)
    await shop.drainWork()
    const paid = await moneyOf(String(body.order?.id))
    expect(paid).toMatchObject({ paid_in_full: true, changed: false, canceled: false, refund_pending: false })
    expect([paid.captured, paid.paid, paid.cost].map(Number)).toEqual([cart.total, cart.total, cart.total])
    expect(paid.payments).toMatchObject([{ captured: true, reference: cart.session.data.id }])
    expect(paid.lines).toMatchObject([{ bought: 2, held: 2 }])
    expect([await changedBySql(paid.order_id), paid.refunds_made]).toEqual([false, []])
    const [payment] = paid.payments
    const found = [{ id: payment?.id, provider_id: payment?.provider_id, reference: payment?.reference }]
    expect(await paymentBySql(paid.order_id, null)).toEqual(found)
    expect(await paymentBySql(paid.order_id, payment?.id ?? null)).toEqual(found)
    expect(await paymentBySql(paid.order_id, "pay_of_another_order")).toEqual([])
  })

  it("the total of a line is Medusa's own, with discounts and taxes", async () => {
    const order = await paidOrder(shop, { quantity: 3, promo_codes: [await coupon(12.5)] })
    const { order: known } = (
      await api.admin.get<{ order: { total: number; items: { id: string; total: number }[] } }>(
        `/admin/orders/${order.order_id}?fields=total,items.id,items.total`
      )
    ).body
    const money = await moneyOf(order.order_id)
    expect(money.lines.map((line) => [line.line_id, Number(line.total).toFixed(6)])).toEqual(
      known.items.map((item) => [item.id, item.total.toFixed(6)])
    )
    expect(sum(money.lines.map((line) => line.held_total))).toBeCloseTo(known.total, 6)
    expect(sum(money.lines.map((line) => line.bought_total))).toBeCloseTo(known.total, 6)
    expect(Number(money.captured)).toBeCloseTo(known.total, 6)
  })

  it("a refund in part counts, and the order stays paid in full at what it cost", async () => {
    const order = await paidOrder(shop)
    const before = new Date(Date.now() - 1000)
    await post(`/admin/payments/${order.payment_id}/refund`, { amount: 100 })
    const money = await moneyOf(order.order_id)
    expect(money).toMatchObject({ paid_in_full: true, changed: true, refund_pending: false })
    expect([sum(money.refunds), Number(money.refunded), Number(money.lowered)]).toEqual([100, 100, 0])
    expect([Number(money.cost), Number(money.paid)]).toEqual([order.total, order.total])
    expect(madeOf(money)).toEqual(await refundsOf(order.payment_id))
    expect(madeOf(money)).toMatchObject([{ amount: 100 }])
    expect(await changedBySql(order.order_id)).toBe(true)
    expect(await ordersChangedSince(shop.knex(), { since: before, after: null, limit: 500 })).toContain(order.order_id)
  })

  it("a refund that the gateway declines never counts", async () => {
    const order = await paidOrder(shop)
    await onDashboard(shop, order.session, "refund")
    const refused = await refundPaymentWorkflow(shop.container()).run({
      input: { payment_id: order.payment_id, amount: 50 },
      throwOnError: false,
    })
    expect(refused.errors).not.toHaveLength(0)
    expect(await moneyOf(order.order_id)).toMatchObject({
      refunds: [],
      refunds_made: [],
      refunded: "0",
      refund_pending: false,
    })
  })

  it("a refund row counts once the order's transactions include it, and is pending until then", async () => {
    const order = await paidOrder(shop)
    await shop.container().resolve(Modules.PAYMENT).refundPayment({ payment_id: order.payment_id, amount: 50 })
    expect(await moneyOf(order.order_id)).toMatchObject({ refunds: [], refunded: "0", refund_pending: true })
    const made = await refundsOf(order.payment_id)
    expect(madeOf(await moneyOf(order.order_id))).toEqual(made)
    await shop.drainWork()
    const settled = await moneyOf(order.order_id)
    expect([settled.refund_pending, sum(settled.refunds)]).toEqual([false, 50])
    expect(madeOf(settled)).toEqual(made)
  })

  it("a canceled order holds its refund, and was paid in full", async () => {
    const order = await paidOrder(shop)
    await post(`/admin/orders/${order.order_id}/cancel`)
    await shop.drainWork()
    const money = await moneyOf(order.order_id)
    expect(money).toMatchObject({ canceled: true, changed: true, refund_pending: false })
    expect([Number(money.captured), Number(money.refunded)]).toEqual([order.total, order.total])
    expect(madeOf(money)).toEqual(await refundsOf(order.payment_id))
    expect(madeOf(money)).toMatchObject([{ amount: order.total }])
  })

  it("two refunds are listed by Medusa's ids, oldest first", async () => {
    const order = await paidOrder(shop)
    expect(await lastOrderChange(shop.knex(), order.order_id)).toBeNull()
    for (const amount of [30, 20]) await post(`/admin/payments/${order.payment_id}/refund`, { amount })
    const money = await moneyOf(order.order_id)
    expect(madeOf(money).map(({ amount }) => amount)).toEqual([30, 20])
    expect(madeOf(money)).toEqual(expect.arrayContaining(await refundsOf(order.payment_id)))
  })

  it("an edit lowers the order's total and the line's quantity, not what was bought", async () => {
    const order = await paidOrder(shop, { quantity: 3 })
    const [line] = (await moneyOf(order.order_id)).lines
    await edit(order.order_id, String(line?.line_id), 2)
    expect(await lastOrderChange(shop.knex(), order.order_id)).toMatch(/^ordch_/)
    const unit = order.total / 3
    const money = await moneyOf(order.order_id)
    expect(money).toMatchObject({ paid_in_full: true, changed: true, lines: [{ bought: 3, held: 2 }] })
    expect([Number(money.cost), Number(money.lowered)]).toEqual([unit * 2, unit])
    expect(Number(money.lines[0]?.held_total)).toBeCloseTo(unit * 2, 6)
    await edit(order.order_id, String(line?.line_id), 4)
    const added = await moneyOf(order.order_id)
    expect(added).toMatchObject({ paid_in_full: false, lines: [{ bought: 3, held: 4 }] })
    expect([Number(added.cost), Number(added.lowered), Number(added.paid)]).toEqual([unit * 4, unit, order.total])
  })

  it("an order that costs nothing is paid without a payment", async () => {
    const cart = await openCart(shop, 1, { promo_codes: [await coupon(100)] })
    const { body } = await complete(api, cart.cart_id)
    const money = await moneyOf(String(body.order?.id))
    expect(money).toMatchObject({ paid_in_full: true, captured: "0", payments: [], changed: false })
    expect([cart.total, Number(money.cost), Number(money.lines[0]?.total)]).toEqual([0, 0, 0])
  })
})
