import type { ServiceOut, ServiceTemplateOut } from "@atrium/service-provisioning/contracts"
import { ok, withShop } from "@atrium/test-kit"

import { adminCsv, csvOf, handle, row } from "./import-services"
import { makeService } from "./make-service"

jest.setTimeout(300_000)

withShop((shop) => {
  const { api } = shop
  const { csv, exported } = adminCsv(shop)

  it("an export that is imported again changes nothing", async () => {
    await makeService(shop.container())
    const all = await csv.text("/admin/service-exports")
    const before = await shop.knex()("service_template_version").count()
    const checked = await csv.check(all)
    expect(checked).toMatchObject({ status: "checked", problems: [], plan: { create: 0, update: 0, wrong: 0 } })
    expect(checked.plan.unchanged).toBeGreaterThan(12)
    await csv.confirm(checked.id)
    await shop.drainWork()
    expect(await csv.read(checked.id)).toMatchObject({ status: "completed", results: { unchanged: checked.services } })
    expect(await shop.knex()("service_template_version").count()).toEqual(before)
    expect(await csv.text("/admin/service-exports")).toBe(all)
  })

  it("creates services with their tiers and prices, which the shop then sells", async () => {
    const name = handle()
    const done = await csv.import(
      csvOf([
        row(name, { category: "legal", tier_features: "One\nTwo", keywords: "brand\nlogo", max_quantity: "4" }),
        { handle: name, tier: "Premium", price_inr: "2999", tier_includes: "Basic", tier_duration_days: "7" },
      ])
    )
    expect(done).toMatchObject({ status: "completed", results: { created: 1, failed: 0 }, problems: [] })
    const { body } = await api.store.get<{ service: ServiceOut }>(`/store/services/${name}?currency_code=inr`)
    expect(body.service).toMatchObject({
      title: `Service ${name}`,
      short_description: "Made by a file",
      category: "legal",
      max_quantity: 4,
      tiers: [
        { title: "Basic", features: ["One", "Two"], price: { amount: 1499.5, currency_code: "inr" } },
        { title: "Premium", includes: expect.any(String), duration_days: 7, price: { amount: 2999 } },
      ],
    })
  })

  it("updates only what a file has: prices, texts, a tier more; what is sold stays sold by its version", async () => {
    const service = await makeService(shop.container())
    const [first] = await exported(service.handle)
    expect(first).toMatchObject({ tier: "Tier 1", price_inr: "1000.50" })
    const done = await csv.import(
      csvOf([
        { handle: service.handle, title: "Renamed", short_description: "Changed", tier: "Tier 1", price_usd: "21.50" },
        { handle: service.handle, title: "", short_description: "", tier: "Tier 3", price_usd: "99" },
      ])
    )
    expect(done).toMatchObject({ results: { updated: 1, failed: 0 }, problems: [] })
    const rows = await exported(service.handle)
    expect(rows.map(({ tier, price_usd, price_inr }) => [tier, price_usd, price_inr])).toEqual([
      ["Tier 1", "21.50", "1000.50"],
      ["Tier 2", "21.00", "1001.50"],
      ["Tier 3", "99.00", ""],
    ])
    expect(rows[0]).toMatchObject({ title: "Renamed", short_description: "Changed", max_quantity: "3" })
    const { body } = await api.admin.get<{ service_template: ServiceTemplateOut }>(
      `/admin/service-templates/${service.templateId}`
    )
    expect(body.service_template.current_version).toMatchObject({
      number: 2,
      created_by: expect.stringMatching(/^user_/),
    })
    expect(body.service_template.current_version?.content.tasks).toEqual(service.content.tasks)
  })

  it("a new price leaves the prices of regions and price lists as they are", async () => {
    const service = await makeService(shop.container())
    const [variant] = service.variants
    const region = (
      await api.admin.get<{ regions: { id: string; currency_code: string }[] }>("/admin/regions")
    ).body.regions.find(({ currency_code }) => currency_code === "inr")
    ok(
      await api.admin.post(`/admin/products/${service.productId}/variants/${variant?.id}`, {
        prices: [
          { amount: 1000.5, currency_code: "inr" },
          { amount: 900, currency_code: "inr", rules: { region_id: region?.id } },
        ],
      })
    )
    ok(
      await api.admin.post("/admin/price-lists", {
        title: "Sale",
        description: "Sale",
        type: "sale",
        status: "active",
        prices: [{ amount: 800, currency_code: "inr", variant_id: variant?.id }],
      })
    )
    expect((await exported(service.handle))[0]).toMatchObject({ tier: "Tier 1", price_inr: "1000.50", price_usd: "" })
    const done = await csv.import(
      csvOf([{ handle: service.handle, tier: "Tier 1", price_inr: "1100", price_eur: "15" }])
    )
    expect(done).toMatchObject({ results: { updated: 1, failed: 0 } })
    const rows: unknown = await shop
      .knex()("price as p")
      .join("product_variant_price_set as l", "l.price_set_id", "p.price_set_id")
      .where("l.variant_id", String(variant?.id))
      .whereNull("p.deleted_at")
      .orderBy("p.amount")
      .select(
        "p.currency_code",
        "p.rules_count",
        shop.knex().raw("p.amount::float AS amount, p.price_list_id IS NULL AS plain")
      )
    expect(rows).toEqual([
      { currency_code: "eur", rules_count: 0, amount: 15, plain: true },
      { currency_code: "inr", rules_count: 0, amount: 800, plain: false },
      { currency_code: "inr", rules_count: 1, amount: 900, plain: true },
      { currency_code: "inr", rules_count: 0, amount: 1100, plain: true },
    ])
  })

  it("a new service starts with the questions and tasks of the service it copies", async () => {
    const source = await makeService(shop.container(), {
      content: (variants) => ({
        tasks: [
          {
            key: "all",
            name: "For all",
            description: "",
            due_in_days: 1,
            visible_to_client: true,
            depends_on: [],
            holder: "team",
            metadata: {},
          },
          {
            key: "one",
            name: "For one",
            description: "",
            due_in_days: 2,
            visible_to_client: true,
            depends_on: ["all"],
            holder: "team",
            metadata: {},
            tiers: [String(variants[0]?.id)],
          },
          {
            key: "two",
            name: "For two",
            description: "",
            due_in_days: 2,
            visible_to_client: true,
            depends_on: ["one"],
            holder: "team",
            metadata: {},
            tiers: [String(variants[1]?.id)],
          },
        ],
      }),
    })
    const name = handle()
    const done = await csv.import(csvOf([row(name, { tier: "Tier 2", copy_work_from: source.handle })]))
    expect(done).toMatchObject({ results: { created: 1 }, problems: [] })
    const { body } = await api.admin.get<{ service_templates: ServiceTemplateOut[] }>(
      `/admin/service-templates?q=${name}`
    )
    const content = body.service_templates[0]?.current_version?.content
    expect(content?.tasks.map(({ key, tiers, depends_on }) => [key, tiers, depends_on])).toEqual([
      ["all", undefined, []],
      ["two", [content?.tiers[0]?.variant_id], []],
    ])
  })
})
