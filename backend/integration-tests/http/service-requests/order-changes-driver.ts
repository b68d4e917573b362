import { randomUUID } from "node:crypto"

import { ok, purchaseBody, sendPurchase, settlePurchase, someService } from "@atrium/test-kit"
import { type reconcileRefunds } from "@atrium/service-provisioning/use-cases"
import { type ReconcileSpan } from "@atrium/work-queue/use-cases"
import type { Shop } from "@atrium/test-kit"

export type Item = { id: string; variant_id: string; quantity: number; unit_price: number }
export type Order = { id: string; items: Item[]; payment_collections: { id: string; payments: { id: string }[] }[] }
export type Row = {
  id: string
  order_line_item_id: string
  unit: number
  status: string
  provider_id: string | null
  refunded_amount: string
  customer_email: string
  customer_name: string
}

/** Buys services and changes their orders through core, as the Admin does. */
export const orderChangesOf = (shop: Shop) => {
  const { api } = shop

  const post = async <T = Record<string, unknown>>(path: string, body: unknown = {}): Promise<T> => {
    const answer = await api.admin.post<T>(path, body)
    expect({ path, status: answer.status, body: answer.status === 200 ? null : answer.body }).toEqual({
      path,
      status: 200,
      body: null,
    })
    return answer.body
  }
  const orderOf = async (id: string): Promise<Order> =>
    (
      await api.admin.get<{ order: Order }>(
        `/admin/orders/${id}?fields=*items,*items.detail,*payment_collections.payments`
      )
    ).body.order
  const requestsOf = (orderId: string): Promise<Row[]> =>
    shop.knex()("service_request").where({ order_id: orderId }).orderBy(["order_line_item_id", "unit"])
  /** How many work items a reconciler scheduled. */
  const found = async (reconcile: typeof reconcileRefunds, span: ReconcileSpan) =>
    (await reconcile(shop.container(), span)).written
  /** Runs scheduled work until the effects of core's events are visible; events come shortly after the response. */
  const until = async (holds: () => Promise<boolean>) => {
    for (let attempt = 0; attempt < 60; attempt++) {
      await shop.drainWork()
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error("The condition was not met in time")
  }
  const mailsOf = (email: string, subject: RegExp) =>
    shop
      .mailbox()
      .mails()
      .filter((mail) => mail.to === email && subject.test(mail.subject))

  /** Two services in one order, `quantity` units of the first; paid, provisioned and assigned. */
  const buy = async (quantity = 1, code?: string) => {
    const list = (
      await api.store.get<{ services: { handle: string; max_quantity: number }[] }>("/store/services?currency_code=inr")
    ).body.services
    const handles = list
      .filter((one) => one.max_quantity >= 3)
      .slice(0, 2)
      .map((one) => one.handle)
    const [first, second] = await Promise.all(handles.map((handle) => someService(api, handle)))
    if (!first || !second) throw new Error("The demo sells too few services")
    const email = `changed-${randomUUID()}@example.com`
    const body = purchaseBody(first, { quantity, email, affiliate_code: code })
    body.items.push(...purchaseBody(second).items)
    const { purchase } = ok(await sendPurchase(api, body))
    const { order: made } = await settlePurchase(api, purchase)
    await shop.drainWork()
    const order = await orderOf(made.id)
    const lineOf = (tier: string | undefined): Item => {
      const line = order.items.find((item) => item.variant_id === tier)
      if (!line) throw new Error("The order has no such line")
      return line
    }
    return {
      id: made.id,
      email,
      first: lineOf(first.tiers[0]?.id),
      second: lineOf(second.tiers[0]?.id),
      paymentId: String(order.payment_collections[0]?.payments[0]?.id),
    }
  }
  const locationId = async () =>
    (await api.admin.get<{ stock_locations: { id: string }[] }>("/admin/stock-locations")).body.stock_locations[0]?.id
  const fulfill = async (orderId: string, line: Item, quantity: number) =>
    post(`/admin/orders/${orderId}/fulfillments`, {
      items: [{ id: line.id, quantity }],
      location_id: await locationId(),
    })
  return { post, orderOf, requestsOf, found, until, mailsOf, buy, locationId, fulfill }
}
