import { randomUUID } from "node:crypto"

import {
  type BegunPurchase,
  beginPurchase,
  buy,
  completePurchase,
  payWith,
  purchaseBody,
  registerCustomer,
  someService,
  withCart,
  withShop,
} from "@atrium/test-kit"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { updateOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"

import { listAffiliateRows } from "../../../../plugins/affiliate-commissions/src/data/core/affiliate-list"
import { candidatesFor } from "../../../../plugins/affiliate-commissions/src/data/core/candidates"
import { orderNameSql } from "../../../../plugins/affiliate-commissions/src/data/core/order-name"
import { listImports } from "../../../../plugins/service-provisioning/src/data/core/list-imports"
import { contactsOfOrders } from "../../../../plugins/service-provisioning/src/data/core/order-contact"
import { orderOfCart, orderWithRequests } from "../../../../plugins/service-provisioning/src/data/core/purchase-order"
import { findPurchaseToComplete } from "../../../../plugins/service-provisioning/src/data/core/purchase-to-complete"
import { referralsOfOrders, referredOrders } from "../../../../plugins/service-provisioning/src/data/core/referrals"
import { soldLinesOf } from "../../../../plugins/service-provisioning/src/data/core/sold-lines"
import { factsOfUnit } from "../../../../plugins/service-provisioning/src/data/core/unit-facts"
import { makeService } from "../catalogue/make-service"

jest.setTimeout(180_000)

// Tests the queries of service provisioning and affiliate commissions on Medusa's tables, with rows that Medusa's own
// routes and workflows made: an upgrade of Medusa that changes a table fails here.
withShop((shop) => {
  const { api } = shop
  const knex = (): Knex => shop.container().resolve(ContainerRegistrationKeys.PG_CONNECTION)

  it("every table of affiliates can be read through query.graph", async () => {
    const query = shop.container().resolve(ContainerRegistrationKeys.QUERY)
    const { rows } = await knex().raw(
      `SELECT table_name AS entity, array_agg(CAST(column_name AS text)) AS fields FROM information_schema.columns
       WHERE table_schema = 'public' AND (table_name LIKE 'affiliate%' OR table_name LIKE 'commission%') GROUP BY 1`
    )
    expect(rows).toHaveLength(11)
    for (const { entity, fields } of rows)
      expect((await query.graph({ entity, fields, pagination: { take: 1 } })).data).toEqual(expect.any(Array))
  })

  it("an attribution's order is called by its frozen reference, else by its order's, else by its id", async () => {
    const { order } = await buy(api)
    const named = async (facts: object, orderId: string) => {
      const { rows } = await knex().raw(
        `SELECT ${orderNameSql("a")} AS name
         FROM (SELECT CAST(:facts AS jsonb) AS facts, CAST(:orderId AS text) AS order_id) a`,
        { facts: JSON.stringify(facts), orderId }
      )
      return rows[0].name
    }
    expect(await named({ order_reference: "OR-FROZEN" }, order.id)).toBe("OR-FROZEN")
    expect(await named({}, order.id)).toBe(order.reference)
    expect(await named({}, "order_gone")).toBe("order_gone")
  })

  it("an import has the email address of the person who uploaded it, or none", async () => {
    const user = await knex()("user").whereNull("deleted_at").first("id", "email")
    const [mine, unknown] = [randomUUID(), randomUUID()]
    const checked = { file_name: "services.csv", status: "checked", checked_at: new Date(), decimal_comma: false }
    for (const [id, created_by] of [
      [mine, user.id],
      [unknown, "user_gone"],
    ])
      await knex()("service_import").insert({ id, created_by, ...checked })
    const page = await listImports(knex(), { order: "-created_at", limit: 10, offset: 0 })
    const by = Object.fromEntries(page.service_imports.map(({ id, created_by }) => [id, created_by]))
    expect(by).toMatchObject({ [mine]: user.email, [unknown]: null })
  })

  it("a purchase is read with its payment session until Medusa takes the session away", async () => {
    const purchase = await beginPurchase(api, purchaseBody(await someService(api)))
    expect(await findPurchaseToComplete(knex(), purchase.id)).toMatchObject({
      id: purchase.id,
      session: { provider_id: "pp_sandbox_sandbox", status: "pending", data: expect.any(Object) },
    })
    const sessionId = (await findPurchaseToComplete(knex(), purchase.id))?.payment_session_id
    await shop.container().resolve(Modules.PAYMENT).deletePaymentSession(String(sessionId))
    expect(await findPurchaseToComplete(knex(), purchase.id)).toMatchObject({ id: purchase.id, session: null })
    expect(await findPurchaseToComplete(knex(), "pur_gone")).toBeNull()
  })

  it("an order has its buyer, its lines with the version that was sold, and its requests", async () => {
    const service = await makeService(shop.container())
    const email = `reads-${Date.now()}@example.com`
    const purchase = await withCart(shop, await beginPurchase(api, { handle: service.handle, quantity: 2, email }))
    expect(await orderOfCart(knex(), purchase.cart_id)).toBeNull()
    await payWith(api, purchase)
    const { order } = (await completePurchase(api, purchase.id)).body
    expect(await orderOfCart(knex(), purchase.cart_id)).toEqual({
      id: order.id,
      reference: order.reference,
      units: 2,
    })
    const detail = await orderWithRequests(knex(), order.id)
    expect(detail?.requests).toHaveLength(2)
    const [sold] = await soldLinesOf(knex(), [order.id])
    expect(sold).toMatchObject({
      cart_id: purchase.cart_id,
      provisioned_units: 2,
      lines: [{ kept_units: [1, 2], last_unit: 2, sold_version_id: expect.stringMatching(/^stplv_/) }],
    })
    const [line] = sold?.lines ?? []
    const unit = { orderId: order.id, lineId: String(line?.line_id), versionId: String(line?.sold_version_id) }
    expect(await factsOfUnit(knex(), { ...unit, unit: 2, paymentId: null })).toMatchObject({
      order_id: order.id,
      product_id: service.productId,
      variant_id: service.variants[0]?.id,
      payment_provider_id: "pp_sandbox_sandbox",
      transaction_id: purchase.payment.id,
      provisioned: true,
    })
    const contact = async () => (await contactsOfOrders(knex(), [order.id]))[0]
    expect(await contact()).toMatchObject({
      email,
      customer: { email },
      email_corrected: false,
      address_corrected: false,
    })
    const corrected = `corrected-${email}`
    await updateOrderWorkflow(shop.container()).run({ input: { id: order.id, user_id: "user_1", email: corrected } })
    expect(await contact()).toMatchObject({ email: corrected, customer: { email }, email_corrected: true })
    await shop.drainWork()
  })

  it("an affiliate who referred a first order is found with Medusa's customer, as a candidate for the credit", async () => {
    const since = new Date(Date.now() - 1000)
    const account = await registerCustomer(shop, {})
    const { body } = await api
      .customer(account.token)
      .post<{ affiliate: { id: string; code: string } }>("/store/customers/me/affiliate")
    const { id, code } = body.affiliate
    const { data } = await shop
      .container()
      .resolve(ContainerRegistrationKeys.QUERY)
      .graph({ entity: "affiliate", fields: ["code", "programme.is_default"], filters: { id } })
    expect(data).toMatchObject([{ code, programme: { is_default: true } }])
    const listed = await listAffiliateRows(knex(), { q: account.email }, { order: "-created_at", limit: 5, offset: 0 })
    expect(listed).toMatchObject({ count: 1, rows: [{ id, code, customer_email: account.email }] })
    const email = `brought-${Date.now()}@example.com`
    const bought = async () => {
      const { purchase } = (
        await api.store.post<{ purchase: BegunPurchase }>(
          "/store/service-purchases",
          { ...purchaseBody(await someService(api), { email }), affiliate_code: code },
          { "idempotency-key": randomUUID() }
        )
      ).body
      await payWith(api, purchase)
      return (await completePurchase(api, purchase.id)).body.order.id
    }
    const [first, second] = [await bought(), await bought()]
    expect(await referralsOfOrders(knex(), [first])).toMatchObject([{ order_id: first, affiliate_code: code, email }])
    expect(await referredOrders(knex(), { since, after: null, limit: 50 })).toEqual(
      expect.arrayContaining([first, second])
    )
    const order = { code, clickId: null, paidAt: new Date(), services: [] }
    for (const [orderId, first_order] of [
      [first, true],
      [second, false],
    ] as const)
      expect(await candidatesFor(knex(), { ...order, orderId })).toMatchObject([
        { affiliate_id: id, email: account.email, first_order, clicked: false },
      ])
    await shop.drainWork()
  })
})
