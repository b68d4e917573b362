import { randomUUID } from "node:crypto"

import { resetClock } from "@atrium/kernel"
import { someService, withShop } from "@atrium/test-kit"
import { reconcileProvisioning } from "@atrium/service-provisioning/use-cases"
import { EVERYTHING } from "@atrium/work-queue/use-cases"

import { orderChangesOf, type Item } from "./order-changes-driver"

jest.setTimeout(240_000)

withShop((shop) => {
  const { api } = shop
  const { post, requestsOf, found, until, mailsOf } = orderChangesOf(shop)
  afterEach(resetClock)

  it("a draft order makes no requests until it is an order and paid; then those of its last edit", async () => {
    const email = `draft-${randomUUID()}@example.com`
    const service = await someService(api)
    const { id: region } = await shop
      .knex()("region")
      .where({ currency_code: "inr" })
      .whereNull("deleted_at")
      .first("id")
    const { id: channel } = await shop.knex()("sales_channel").whereNull("deleted_at").first("id")
    const drafted = {
      email,
      region_id: region,
      sales_channel_id: channel,
      items: [{ variant_id: service.tiers[0]?.id, quantity: 1 }],
    }
    const unknown = await api.admin.post("/admin/draft-orders", {
      ...drafted,
      shipping_methods: [{ name: "Post", shipping_option_id: "so_01KB5Z7Q8XN3M4P5R6S7T8V9WX", amount: 1 }],
    })
    expect([unknown.status, unknown.body.code]).toEqual([400, "invalid_input"])

    const { draft_order: draft } = await post<{ draft_order: { id: string; items: Item[] } }>(
      "/admin/draft-orders",
      drafted
    )
    const path = `/admin/draft-orders/${draft.id}`
    await post(`${path}/edit`)
    await post(`${path}/edit/items/item/${draft.items[0]?.id}`, { quantity: 2 })
    await post(`${path}/edit/confirm`)
    const nothing = async () => {
      await shop.drainWork()
      expect(await requestsOf(draft.id)).toEqual([])
      expect(await found(reconcileProvisioning, EVERYTHING)).toBe(0)
    }
    await nothing()
    await post(`${path}/convert-to-order`)
    await nothing()
    const { order } = (await api.admin.get<{ order: { total: number } }>(`/admin/orders/${draft.id}?fields=total`)).body
    const { payment_collection: collection } = await post<{ payment_collection: { id: string } }>(
      "/admin/payment-collections",
      { order_id: draft.id, amount: order.total }
    )
    await post(`/admin/payment-collections/${collection.id}/mark-as-paid`, { order_id: draft.id })
    await until(async () => (await requestsOf(draft.id)).length === 2)
    expect((await requestsOf(draft.id)).map((row) => [row.unit, row.customer_email])).toEqual([
      [1, email],
      [2, email],
    ])
    await until(async () => mailsOf(email, /is confirmed/).length === 1)
    expect(await found(reconcileProvisioning, EVERYTHING)).toBe(0)
  })
})
