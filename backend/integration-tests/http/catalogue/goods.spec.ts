import { randomUUID } from "node:crypto"

import { GoodOut, type GoodsCategoryOut } from "@atrium/service-provisioning/contracts"
import { withShop } from "@atrium/test-kit"
import { ContainerRegistrationKeys, Modules, ProductStatus } from "@medusajs/framework/utils"
import { createProductsWorkflow, createSalesChannelsWorkflow } from "@medusajs/medusa/core-flows"

import { makeService } from "./make-service"

jest.setTimeout(120_000)

/** Core's check of the publishable key 2, the question whether anything changed 1, the stock 1. */
const STATEMENTS_AFTER_A_WHILE = 4

type List = { goods: GoodOut[]; categories: GoodsCategoryOut[]; count: number; offset: number; limit: number }
type Failure = { code: string; details?: Record<string, string> }
type NewGood = { title?: string; status?: ProductStatus; channel?: string; price?: number }

withShop((shop) => {
  const { api, knex } = shop
  const list = async (query = "") => (await api.store.get<List>(`/store/goods?limit=100&${query}`)).body
  const titles = async (query = "") => (await list(query)).goods.map(({ title }) => title)
  const one = (handle: string) => api.store.get<{ good: GoodOut } & Failure>(`/store/goods/${handle}`)
  const stockOf = async (handle: string) =>
    (await one(handle)).body.good.variants.map((variant) => [
      variant.title,
      variant.in_stock,
      variant.available_quantity,
    ])

  const shopChannel = async (): Promise<string> => (await knex()("sales_channel").where({ name: "Atrium" }).first()).id

  const makeGood = async ({ title = "Test good", status, channel, price = 100 }: NewGood = {}) => {
    const handle = `test-${randomUUID()}`
    const { result } = await createProductsWorkflow(shop.container()).run({
      input: {
        products: [
          {
            title,
            handle,
            status: status ?? ProductStatus.PUBLISHED,
            sales_channels: [{ id: channel ?? (await shopChannel()) }],
            options: [{ title: "Size", values: ["One"] }],
            variants: [
              {
                title: "One",
                manage_inventory: false,
                options: { Size: "One" },
                prices: [{ currency_code: "inr", amount: price }],
              },
            ],
          },
        ],
      },
    })
    return { handle, id: String(result[0]?.id) }
  }

  it("lists the goods of the demo, without services, as the contract says", async () => {
    const { goods, count, categories } = await list("currency_code=inr")
    expect(goods.map(({ handle }) => handle)).toEqual(
      expect.arrayContaining(["document-folder", "record-notebook", "company-seal"])
    )
    for (const good of goods) expect(GoodOut.parse(good)).toEqual(good)
    expect(goods).toHaveLength(count)
    expect(categories).toEqual([{ handle: "other", name: "Other", count }])
    const service = await makeService(shop.container(), { title: "A service, not a good" })
    expect(await titles("q=service")).toEqual([])
    expect((await one(service.handle)).status).toBe(404)
  })

  it("reports each variant's stock without what others have reserved", async () => {
    expect(await stockOf("record-notebook")).toEqual([
      ["A5", true, 40],
      ["A4", true, 3],
      ["Pocket", false, 0],
    ])
    const level = await knex()("inventory_level as level")
      .join("inventory_item as item", "item.id", "level.inventory_item_id")
      .where("item.sku", "notebook-a4")
      .first("level.inventory_item_id", "level.location_id")
    const inventory = shop.container().resolve(Modules.INVENTORY)
    const [first] = await inventory.createReservationItems([{ ...level, quantity: 2 }])
    expect((await stockOf("record-notebook"))[1]).toEqual(["A4", true, 1])
    const [second] = await inventory.createReservationItems([{ ...level, quantity: 1 }])
    expect((await stockOf("record-notebook"))[1]).toEqual(["A4", false, 0])
    await inventory.deleteReservationItems([String(first?.id), String(second?.id)])
    expect((await stockOf("record-notebook"))[1]).toEqual(["A4", true, 3])
  })

  it("does not promise what only two locations have together, nor stock of a location the channel doesn't sell from", async () => {
    const item = await knex()("inventory_item").where({ sku: "notebook-a4" }).first("id")
    const locations = shop.container().resolve(Modules.STOCK_LOCATION)
    const second = await locations.createStockLocations({ name: "Second" })
    await shop
      .container()
      .resolve(Modules.INVENTORY)
      .createInventoryLevels([{ inventory_item_id: item.id, location_id: second.id, stocked_quantity: 5 }])
    expect((await stockOf("record-notebook"))[1]).toEqual(["A4", true, 3])
    await shop
      .container()
      .resolve(ContainerRegistrationKeys.LINK)
      .create({
        [Modules.SALES_CHANNEL]: { sales_channel_id: await shopChannel() },
        [Modules.STOCK_LOCATION]: { stock_location_id: second.id },
      })
    expect((await stockOf("record-notebook"))[1]).toEqual(["A4", true, 5])
  })

  it("does not limit a variant whose stock is not managed", async () => {
    const { handle } = await makeGood()
    expect(await stockOf(handle)).toEqual([["One", true, null]])
  })

  it("hides drafts, goods of other sales channels and goods without a price", async () => {
    const { result: channels } = await createSalesChannelsWorkflow(shop.container()).run({
      input: { salesChannelsData: [{ name: `Other ${randomUUID()}` }] },
    })
    const draft = await makeGood({ title: "Zebra draft", status: ProductStatus.DRAFT })
    const elsewhere = await makeGood({ title: "Zebra elsewhere", channel: String(channels[0]?.id) })
    const sold = await makeGood({ title: "Zebra sold" })
    expect(await titles("q=zebra")).toEqual(["Zebra sold"])
    for (const { handle } of [draft, elsewhere]) expect((await one(handle)).status).toBe(404)
    expect((await one(sold.handle)).status).toBe(200)
    expect(await titles("q=zebra&currency_code=usd")).toEqual([])
  })

  it("searches, filters by price and category, orders and pages", async () => {
    await makeGood({ title: "Quagga small", price: 10 })
    await makeGood({ title: "Quagga large", price: 30 })
    await makeGood({ title: "Quagga medium", price: 20 })
    const found = (query: string) => titles(`q=quagga&${query}`)
    expect(await found("order=price")).toEqual(["Quagga small", "Quagga medium", "Quagga large"])
    expect(await found("order=-price&offset=1")).toEqual(["Quagga medium", "Quagga small"])
    expect(await found("order=title")).toEqual(["Quagga large", "Quagga medium", "Quagga small"])
    expect((await found(""))[0]).toBe("Quagga medium")
    expect(await found("min_price=15&max_price=25")).toEqual(["Quagga medium"])
    expect(await found("category=other")).toHaveLength(3)
    const elsewhere = await list("q=quagga&category=legal")
    expect([elsewhere.count, elsewhere.categories]).toEqual([0, [{ handle: "other", name: "Other", count: 3 }]])
    expect(await titles("q=quaga")).toHaveLength(3)
  })

  it("shows a change of a product, and a good that becomes a draft no longer", async () => {
    const { id, handle } = await makeGood({ title: "Before" })
    expect((await one(handle)).body.good.title).toBe("Before")
    await api.admin.post(`/admin/products/${id}`, { title: "After" })
    expect((await one(handle)).body.good.title).toBe("After")
    await api.admin.post(`/admin/products/${id}`, { status: "draft" })
    expect((await one(handle)).status).toBe(404)
  })

  it("reports everything wrong with a query at once, and answers 404 for a handle that cannot be", async () => {
    const query = "min_price=9&max_price=3&order=cheap&limit=0&q=%00&region_id=%20&colour=red"
    const { status, body } = await api.store.get<Failure>(`/store/goods?${query}`)
    expect([status, body.code]).toEqual([400, "invalid_input"])
    expect(Object.keys(body.details ?? {}).sort()).toEqual(
      ["colour", "limit", "max_price", "order", "q", "region_id"].sort()
    )
    for (const handle of ["nobody-sells-this", "NOT%20a%20handle"]) expect((await one(handle)).status).toBe(404)
  })

  it("reads only the stock while nothing else has changed", async () => {
    await list()
    for (const path of ["/store/goods", "/store/goods/document-folder"]) {
      await new Promise((resolve) => setTimeout(resolve, 1100))
      const { statements } = await shop.countStatements(() => api.store.get(path))
      expect(statements.length).toBeLessThanOrEqual(STATEMENTS_AFTER_A_WHILE)
      expect(statements.filter((sql) => sql.includes("inventory_level") && !sql.includes("xmin"))).toHaveLength(1)
    }
  })
})
