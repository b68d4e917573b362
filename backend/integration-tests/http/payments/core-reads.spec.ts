import { withShop } from "@atrium/test-kit"
import { Modules } from "@medusajs/framework/utils"

import { buyerOfOrder } from "../../../../plugins/documents/src/data/core/order-buyer"
import { findCartToComplete } from "../../../../plugins/payments/src/data/core/completing-cart"
import { currenciesOf } from "../../../../plugins/payments/src/data/core/currencies"
import {
  findOrder,
  findOrderOfCart,
  findSessionsOfCart,
  isPayable,
} from "../../../../plugins/payments/src/data/core/order-payments"
import { orderShipping } from "../../../../plugins/payments/src/data/core/order-shipping"
import {
  findOrderedPayment,
  findPaymentContext,
  findSessionContext,
} from "../../../../plugins/payments/src/data/core/payment-context"
import { findRefundBooks, findRefundCredit, findRefunds } from "../../../../plugins/payments/src/data/core/refunds"
import { findCancelableOrder, findCollectionContext } from "../../../../plugins/payments/src/data/core/staff-orders"
import { findUnbookedCaptures } from "../../../../plugins/payments/src/data/core/unbooked-captures"
import {
  type Cursor,
  findCanceledOrders,
  findFreeOrders,
  findHeldByCanceledOrders,
  findOrderedPayments,
  findRefundsMade,
  findSessionBooks,
  findUnbookedRefunds,
  type Page,
} from "../../../../plugins/payments/src/data/core/unsettled"
import { findReservations, findScarceGoods } from "../../../../plugins/payments/src/data/core/stock"
import { cartUnits } from "../../../../plugins/service-provisioning/src/data/core/cart-units"
import { complete, openCart, openChange, paidOrder, pay } from "./cart-driver"

jest.setTimeout(180_000)

// Tests the queries of payments on Medusa's tables, with rows that Medusa's own routes and workflows made: an upgrade of
// Medusa that changes a table fails here.
withShop((shop) => {
  const { api, knex } = shop
  const post = async (path: string, body: object = {}) => {
    const answer = await api.admin.post(path, body)
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  /** Every row of a reconciler's query, read in pages of one. */
  const walk = async <Row extends Cursor>(find: (page: Page) => Promise<Row[]>, began: Date): Promise<Row[]> => {
    const found: Row[] = []
    for (let after: Cursor | null = null; ;) {
      const rows = await find({ since: began, until: new Date(Date.now() + 60_000), after, limit: 1 })
      const [row] = rows
      if (!row) return found
      found.push(row)
      after = { at: row.at, id: row.id }
    }
  }
  const justNow = () => new Date(Date.now() - 1000)

  it("a completion reads the whole cart in one statement, and sees that it was ordered", async () => {
    const cart = await openCart(shop)
    const { statements, result } = await shop.countStatements(() => findCartToComplete(knex(), cart.cart_id))
    expect(statements).toHaveLength(1)
    expect(result).toMatchObject({
      ordered: false,
      offered: expect.arrayContaining(["pp_sandbox_sandbox"]),
      cart: {
        id: cart.cart_id,
        completed_at: null,
        region: { id: expect.stringMatching(/^reg_/) },
        customer: { id: expect.stringMatching(/^cus_/) },
        items: [{ quantity: expect.any(Number), tax_lines: expect.any(Array), variant: { manage_inventory: false } }],
        shipping_methods: [],
        promotions: [],
        payment_collection: { id: cart.collection_id, payment_sessions: [{ id: cart.session.id, status: "pending" }] },
      },
    })
    await pay(api, cart.session)
    await complete(api, cart.cart_id)
    expect(await findCartToComplete(knex(), cart.cart_id)).toMatchObject({
      ordered: true,
      cart: { completed_at: expect.any(Date) },
    })
    expect(await findCartToComplete(knex(), "cart_gone")).toBeNull()
  })

  it("an order's buyer and shipping are found, with the total that Medusa computes, and goods without a reservation", async () => {
    const orders = shop.container().resolve(Modules.ORDER)
    const good = await knex()("product_variant").where({ sku: "folder-a4" }).first("id")
    const { id } = await orders.createOrders({
      currency_code: "inr",
      email: "reader@example.com",
      billing_address: {
        first_name: "Asha",
        last_name: "Rao",
        address_1: "1 Lake Road",
        city: "Pune",
        country_code: "in",
      },
      items: [{ title: "Document folder", quantity: 1, unit_price: 499, variant_id: good.id }],
      shipping_methods: [
        {
          name: "By post",
          amount: 100,
          tax_lines: [{ code: "GST", rate: 18 }],
          adjustments: [{ code: "LESS", amount: 10 }],
        },
      ],
    })
    expect(await buyerOfOrder(knex(), id)).toMatchObject({
      first_name: "Asha",
      email: "reader@example.com",
      city: "Pune",
    })
    const [shipping] = await orderShipping(knex(), id)
    const { shipping_total } = await orders.retrieveOrder(id, { select: ["shipping_total"] })
    expect(shipping).toMatchObject({ name: "By post", tax_rate: "18" })
    expect(Number(shipping?.total)).toBe(Number(shipping_total))
    expect(await findReservations(knex(), id)).toMatchObject({ line_ids: [expect.any(String)], unreserved: true })
  })

  it("a cart's lines are counted, and goods are short where no location has enough", async () => {
    const { cart_id } = await openCart(shop)
    expect(await cartUnits(knex(), cart_id)).toMatchObject([{ quantity: 1 }])
    expect(await findScarceGoods(knex(), cart_id)).toEqual([])
    const good = await knex()("product_variant").where({ sku: "folder-a4" }).first("id", "product_id")
    const line = { title: "Folder", quantity: 100_000, unit_price: 499, requires_shipping: false }
    const [{ id } = { id: "" }] = await shop
      .container()
      .resolve(Modules.CART)
      .addLineItems(cart_id, [{ ...line, variant_id: good.id, product_id: good.product_id }])
    expect(await findScarceGoods(knex(), cart_id)).toMatchObject([{ title: "Folder" }])
    await knex()("cart_line_item").where({ id }).update({ quantity: 1 })
    expect(await findScarceGoods(knex(), cart_id)).toEqual([])
    expect(await findScarceGoods(knex(), cart_id, 100_000)).toMatchObject([{ title: "Folder" }])
  })

  it("a capture is unbooked until the order's transactions hold it", async () => {
    const { order_id, payment_id } = await paidOrder(shop)
    await shop.drainWork()
    expect(await findUnbookedCaptures(knex(), payment_id)).toEqual([])
    const orders = shop.container().resolve(Modules.ORDER)
    const [booked] = await orders.listOrderTransactions({ order_id, reference: "capture" })
    await orders.deleteOrderTransactions([String(booked?.id)])
    expect(await findUnbookedCaptures(knex(), payment_id)).toEqual([
      {
        id: booked?.reference_id,
        raw_amount: expect.objectContaining({ value: String(booked?.amount) }),
        currency_code: booked?.currency_code,
        order_id,
      },
    ])
  })

  it("a cart is payable with its session until it is an order, which has its payment", async () => {
    const cart = await openCart(shop)
    const before = { session_id: cart.session.id, cart_id: cart.cart_id, order_id: null, payment_id: null }
    expect(await findSessionContext(knex(), cart.session.id)).toMatchObject(before)
    expect(await findOrderOfCart(knex(), cart.cart_id)).toBeNull()
    expect(await isPayable(knex(), cart.cart_id)).toBe(true)
    expect(await isPayable(knex(), "cart_gone")).toBeUndefined()
    expect(await findSessionsOfCart(knex(), cart.cart_id)).toMatchObject([
      { id: cart.session.id, collection_id: cart.collection_id, provider_id: "pp_sandbox_sandbox", status: "pending" },
    ])
    await pay(api, cart.session)
    const { body } = await complete(api, cart.cart_id)
    const order = await findOrderOfCart(knex(), cart.cart_id)
    const unbooked = { provider_id: "pp_sandbox_sandbox", booked: false, canceled_at: null }
    expect(order).toMatchObject({ order_id: body.order?.id, free: false, payments: [unbooked] })
    const paymentId = String(order?.payments[0]?.id)
    await shop.drainWork()
    expect(await findOrder(knex(), String(body.order?.id))).toMatchObject({
      payments: [{ id: paymentId, booked: true }],
    })
    const after = { cart_id: cart.cart_id, order_id: body.order?.id, payment_id: paymentId }
    expect(await findSessionContext(knex(), cart.session.id)).toMatchObject({ ...after, captured_at: expect.any(Date) })
    expect(await findCollectionContext(knex(), cart.collection_id)).toEqual({
      order_id: body.order?.id,
      order_canceled: false,
    })
    expect(Object.fromEntries(await currenciesOf(knex(), [paymentId, cart.collection_id, "nothing"]))).toEqual({
      [paymentId]: "inr",
      [cart.collection_id]: "inr",
    })
  })

  it("a payment's records follow its capture, its refund and an open change of its order", async () => {
    const began = justNow()
    const order = await paidOrder(shop)
    const numbers = async () => {
      const context = await findPaymentContext(knex(), order.payment_id)
      return [context?.amount, context?.captured, context?.captured_booked, context?.left].map(Number)
    }
    expect(await numbers()).toEqual([order.total, order.total, order.total, order.total])
    expect((await walk((page) => findOrderedPayments(knex(), page), began)).map(({ id }) => id)).toContain(
      order.payment_id
    )
    await post(`/admin/payments/${order.payment_id}/refund`, { amount: 40 })
    expect(await numbers()).toEqual([order.total, order.total, order.total, order.total - 40])
    const [refund] = await findRefunds(knex(), "order_id", order.order_id)
    const named = { refund_id: refund?.refund_id, payment_id: order.payment_id, order_id: order.order_id }
    expect(refund).toEqual(named)
    expect(await findRefunds(knex(), "payment_id", order.payment_id)).toEqual([named])
    const refundId = String(refund?.refund_id)
    const books = await findRefundBooks(knex(), order.order_id)
    expect(books).toMatchObject({
      currency_code: "inr",
      canceled: false,
      payments: [order.payment_id],
      refunds: [{ id: refundId, payment_id: order.payment_id }],
      transactions: [{ reference_id: refundId }],
    })
    expect([books?.refunds[0]?.amount, books?.transactions[0]?.amount].map(Number)).toEqual([40, -40])
    const credit = await findRefundCredit(knex(), { order_id: order.order_id, refund_id: refundId })
    expect(credit).toMatchObject({ canceled: false, change_open: false })
    expect([credit?.amount, credit?.pending].map(Number)).toEqual([40, 0])
    expect((await walk((page) => findRefundsMade(knex(), page), began)).map(({ id }) => id)).toContain(refundId)
    const sessions = await findSessionBooks(knex(), [order.session.id])
    expect(sessions.get(order.session.id)).toMatchObject({ payment_id: order.payment_id, order_id: order.order_id })
    expect(Number(sessions.get(order.session.id)?.refunded)).toBe(40)
    const changeOpen = async () => [
      (await findOrderedPayment(knex(), order.payment_id))?.change_open,
      (await findCancelableOrder(knex(), order.order_id))?.change_open,
    ]
    const close = await openChange(shop, order, "edit")
    expect(await changeOpen()).toEqual([true, true])
    await close()
    expect(await changeOpen()).toEqual([false, false])
  })

  it("a refund missing from Medusa's transactions is found until it is recorded", async () => {
    const began = justNow()
    const order = await paidOrder(shop)
    await shop.container().resolve(Modules.PAYMENT).refundPayment({ payment_id: order.payment_id, amount: 30 })
    const unbooked = async () =>
      (await walk((page) => findUnbookedRefunds(knex(), page), began)).map(({ payment_id }) => payment_id)
    expect(await unbooked()).toContain(order.payment_id)
    await shop.drainWork()
    expect(await unbooked()).not.toContain(order.payment_id)
  })

  it("a canceled order is found with its money until that is refunded", async () => {
    const began = justNow()
    const order = await paidOrder(shop)
    expect(await findCancelableOrder(knex(), order.order_id)).toEqual({
      cancelable: true,
      change_open: false,
      payment_ids: [order.payment_id],
    })
    // The order module alone: canceled, and nothing refunded yet.
    await shop.container().resolve(Modules.ORDER).cancel(order.order_id)
    const canceled = async () => (await walk((page) => findCanceledOrders(knex(), page), began)).map(({ id }) => id)
    const held = async () =>
      (await walk((page) => findHeldByCanceledOrders(knex(), page), began)).map(({ payment_id }) => payment_id)
    expect(await canceled()).toContain(order.order_id)
    expect(await held()).toContain(order.payment_id)
    expect(await findCancelableOrder(knex(), order.order_id)).toMatchObject({ cancelable: false })
    await shop.container().resolve(Modules.PAYMENT).refundPayment({ payment_id: order.payment_id, amount: order.total })
    expect(await held()).not.toContain(order.payment_id)
    await shop.drainWork()
  })

  it("an order that costs nothing is found as free, and has no payment", async () => {
    const began = justNow()
    const code = `FREE-${Date.now()}`
    const application_method = { type: "percentage", value: 100, target_type: "items", allocation: "across" }
    await post("/admin/promotions", { code, type: "standard", status: "active", application_method })
    const cart = await openCart(shop, 1, { promo_codes: [code] })
    const { body } = await complete(api, cart.cart_id)
    expect(await findOrderOfCart(knex(), cart.cart_id)).toEqual({ order_id: body.order?.id, free: true, payments: [] })
    expect((await walk((page) => findFreeOrders(knex(), page), began)).map(({ id }) => id)).toEqual([body.order?.id])
  })
})
