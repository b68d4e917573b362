import { randomUUID } from "node:crypto"

import { beginPurchase, completePurchase, payWith, withCart, withShop } from "@atrium/test-kit"
import { drainWork } from "@atrium/work-queue/use-cases"
import { reconcileRefunds } from "@atrium/service-provisioning/use-cases"
import { EVERYTHING, recently } from "@atrium/work-queue/use-cases"

jest.setTimeout(180_000)

type Request = {
  id: string
  reference_number: string
  status: string
  payment: { status: string; amount: number; refunded_amount: number; refunded_at: string | null }
  tasks: { status: string }[]
  history: { to: string; actor_type: string; reason: string | null }[]
}
type Bought = { email: string; orderId: string; paymentId: string; amount: number }

/** When a provider is found immediately, the first move has already happened. */
const WORKED_OFF = ["team_assigned", "in_progress", "completed"]

/** Minor units, in rupees. */
const paise = (amount: number) => Math.round(amount * 100)

withShop((shop) => {
  const { api } = shop

  const paidOrder = async (cartId: string): Promise<{ orderId: string; paymentId: string } | undefined> => {
    const { rows } = await shop.knex().raw(
      `SELECT oc.order_id AS "orderId", p.id AS "paymentId" FROM order_cart oc
       JOIN order_payment_collection link ON link.order_id = oc.order_id
       JOIN payment p ON p.payment_collection_id = link.payment_collection_id
       WHERE oc.cart_id = ? AND p.captured_at IS NOT NULL`,
      [cartId]
    )
    return rows[0]
  }

  /** Makes a purchase; `provisioned: false` stops after the capture, before any request is made. */
  const bought = async (quantity: number, { provisioned = true } = {}): Promise<Bought> => {
    const email = `refund-${randomUUID()}@example.com`
    const purchase = await withCart(shop, await beginPurchase(api, { quantity, email }))
    await payWith(api, purchase)
    if (provisioned) {
      expect((await completePurchase(api, purchase.id)).body).toMatchObject({ provisioning: "done" })
      await shop.drainWork()
    } else await drainWork(shop.container(), { until: async () => (await paidOrder(purchase.cart_id)) !== undefined })
    const paid = await paidOrder(purchase.cart_id)
    if (!paid) throw new Error("The order was not paid")
    return { email, amount: purchase.amount, ...paid }
  }

  const refund = async (order: Bought, amount: number) => {
    const answer = await api.admin.post(`/admin/payments/${order.paymentId}/refund`, { amount })
    expect({ status: answer.status, body: answer.status === 200 ? null : answer.body }).toEqual({
      status: 200,
      body: null,
    })
  }
  const cancel = async (order: Bought) => {
    expect((await api.admin.post(`/admin/orders/${order.orderId}/cancel`)).status).toBe(200)
  }

  /** Requests of the order as Admin shows them, once all work is done. */
  const requestsOf = async (order: Bought): Promise<Request[]> => {
    const list = await api.admin.get<{ service_requests: Request[] }>(
      `/admin/service-requests?q=${encodeURIComponent(order.email)}&order=reference_number&limit=50`
    )
    return Promise.all(
      list.body.service_requests.map(
        async ({ id }) =>
          (await api.admin.get<{ service_request: Request }>(`/admin/service-requests/${id}`)).body.service_request
      )
    )
  }

  /** Runs scheduled work until the effects of core's events are visible; events come shortly after the response. */
  const until = async (holds: () => Promise<boolean>) => {
    for (let attempt = 0; attempt < 60; attempt++) {
      await shop.drainWork()
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error("The condition was not met in time")
  }
  const refundedSum = async (order: Bought) =>
    (await requestsOf(order)).reduce((sum, request) => sum + paise(request.payment.refunded_amount), 0)
  const mails = (order: Bought, subject: RegExp) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === order.email && subject.test(mail.subject))

  it("shows a refund of a third, made in Admin, on each request without changing its state, and emails once", async () => {
    const order = await bought(2)
    const third = Math.round((order.amount / 3) * 100) / 100
    const states = async () => (await requestsOf(order)).map((request) => request.status)
    const before = await states()
    await refund(order, third)
    await until(async () => (await refundedSum(order)) === paise(third))
    const requests = await requestsOf(order)
    expect(requests).toHaveLength(2)
    for (const request of requests) {
      expect(request).toMatchObject({ payment: { status: "partially_refunded" } })
      expect(request.payment.refunded_at).not.toBeNull()
      expect(Math.abs(paise(request.payment.refunded_amount) * 2 - paise(third))).toBeLessThanOrEqual(1)
    }
    expect(await states()).toEqual(before)
    const [mail, ...others] = mails(order, /^Refund/)
    expect(others).toEqual([])
    for (const request of requests) expect(mail?.text).toContain(request.reference_number)
    expect((await reconcileRefunds(shop.container(), recently())).written).toBe(0)
  })

  it("cancels the requests when several refunds add up to the whole order, with one email per refund", async () => {
    const order = await bought(2)
    const part = Math.floor(order.amount / 3)
    for (const amount of [part, part, order.amount - 2 * part]) await refund(order, amount)
    await until(async () => (await refundedSum(order)) === paise(order.amount))
    for (const request of await requestsOf(order)) {
      expect(request).toMatchObject({ status: "cancelled", payment: { status: "refunded" } })
      expect(request.history.at(-1)).toMatchObject({ to: "cancelled", actor_type: "system" })
      expect(new Set(request.tasks.map((task) => task.status))).toEqual(new Set(["cancelled"]))
    }
    expect(mails(order, /^Refund/)).toHaveLength(3)
    const { rows } = await shop
      .knex()
      .raw("SELECT r.id FROM refund r WHERE r.payment_id = ? AND r.deleted_at IS NULL", [order.paymentId])
    // Each email's key is Medusa's refund id, in every version of Atrium: no refund is emailed twice.
    const events = await shop.knex()("message").where({ recipient: order.email }).whereLike("event", "refund:%")
    expect(events.map(({ event }) => event).sort()).toEqual(rows.map(({ id }: { id: string }) => `refund:${id}`).sort())
    expect(mails(order, /Canceled/)).toHaveLength(2)
  })

  it("cancels the requests of a canceled paid order, although core emits no refund event; completed ones stay [R17]", async () => {
    const order = await bought(2)
    const [first] = await requestsOf(order)
    for (const status of first?.status === "pending_contact" ? WORKED_OFF : WORKED_OFF.slice(1))
      expect((await api.admin.post(`/admin/service-requests/${first?.id}`, { status })).status).toBe(200)
    await cancel(order)
    await until(async () => (await refundedSum(order)) === paise(order.amount))
    const after = await requestsOf(order)
    expect(after.map((request) => request.status).sort()).toEqual(["cancelled", "completed"])
    for (const request of after) expect(request.payment).toMatchObject({ status: "refunded" })
    expect(mails(order, /^Refund/)).toHaveLength(1)
    const open = after.find((request) => request.status === "cancelled")
    expect(open?.history.at(-1)).toMatchObject({ reason: "The order was canceled" })
  })

  it("refuses work on units that were refunded before they were provisioned", async () => {
    const canceled = await bought(2, { provisioned: false })
    expect(await requestsOf(canceled)).toEqual([])
    await cancel(canceled)
    const refunded = await bought(2, { provisioned: false })
    await refund(refunded, refunded.amount)
    for (const order of [canceled, refunded]) {
      await until(async () => (await requestsOf(order)).length === 2)
      for (const request of await requestsOf(order)) {
        expect(request).toMatchObject({ status: "cancelled", payment: { status: "refunded" } })
        expect(request.history.map((move) => move.to)).toEqual(["payment_confirmed", "pending_contact", "cancelled"])
      }
      expect(await refundedSum(order)).toBe(paise(order.amount))
      await until(async () => mails(order, /^Refund/).length === 1)
      expect(mails(order, /is confirmed/)).toEqual([])
    }
    const partly = await bought(2, { provisioned: false })
    await refund(partly, 1)
    await until(async () => (await refundedSum(partly)) === 100)
    const requests = await requestsOf(partly)
    expect(requests.map((request) => request.status)).not.toContain("cancelled")
    // What a unit cost is what was paid for it, not what is left.
    expect(requests.reduce((sum, request) => sum + paise(request.payment.amount), 0)).toBe(paise(partly.amount))
    await until(async () => mails(partly, /is confirmed/).length === 1)
  })

  it("finds a refund whose event was lost", async () => {
    const order = await bought(1)
    await refund(order, 5)
    await until(async () => (await refundedSum(order)) === 500)
    // As if there had been neither event nor work.
    await shop.knex()("service_request").where({ order_id: order.orderId }).update({ refunded_amount: 0 })
    expect((await reconcileRefunds(shop.container(), recently())).written).toBe(1)
    await until(async () => (await refundedSum(order)) === 500)
    expect((await reconcileRefunds(shop.container(), EVERYTHING)).written).toBe(0)
  })
})
