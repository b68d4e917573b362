import { randomUUID } from "node:crypto"

import { advanceClock, resetClock } from "@atrium/kernel"
import type { ServiceOut, ServiceTemplateOut } from "@atrium/service-provisioning/contracts"
import { DEMO_PASSWORD, ok, withShop } from "@atrium/test-kit"
import { parse } from "csv-parse/sync"

import { csvDriver, csvOf } from "./import-services"
import { makeService } from "./make-service"

jest.setTimeout(300_000)

type Row = Record<string, string>

withShop((shop) => {
  const { api } = shop
  let token = ""
  beforeAll(async () => {
    token = await shop.signIn("user", "admin@atrium.test", DEMO_PASSWORD)
  })
  const csv = csvDriver(shop, () => token)
  const rowsOf = (text: string): Row[] => parse(text, { columns: true, bom: true })
  const exported = async (handle: string): Promise<Row[]> =>
    rowsOf(await csv.text("/admin/service-exports")).filter((row) => row.handle === handle)
  const handle = () => `csv-${randomUUID()}`
  const productsCalled = async (name: string): Promise<number> =>
    Number((await shop.knex()("product").where({ handle: name }).whereNull("deleted_at").count())[0]?.count)
  const row = (name: string, more: Row = {}): Row => ({
    handle: name,
    title: `Service ${name}`,
    short_description: "Made by a file",
    status: "published",
    tier: "Basic",
    price_inr: "1499.50",
    ...more,
  })

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

  it("a dry run writes nothing, and reports what the import would do with each line", async () => {
    const service = await makeService(shop.container())
    const name = handle()
    const counts = async () =>
      (
        await shop.knex().raw(
          `SELECT (SELECT count(*) FROM product) AS products, (SELECT count(*) FROM price) AS prices,
          (SELECT count(*) FROM service_template_version) AS versions`
        )
      ).rows
    const before = await counts()
    const checked = await csv.check(
      csvOf([
        row(name),
        { handle: service.handle, tier: "Tier 1", price_inr: "5" },
        { handle: service.handle, tier: "Tier 2" },
      ])
    )
    expect(checked).toMatchObject({
      status: "checked",
      lines: 3,
      services: 2,
      progress: { done: 0, total: 2 },
      plan: { create: 1, update: 1, unchanged: 0, wrong: 0, wrong_lines: 0 },
    })
    expect(await counts()).toEqual(before)
    const report = rowsOf(await csv.text(`/admin/service-imports/${checked.id}/report`))
    expect(report.map(({ line, result }) => [line, result])).toEqual([
      ["2", "would be created"],
      ["3", "would be updated"],
      ["4", "would be updated"],
    ])
  })

  it("reports every wrong line at once, and imports the others only if that is chosen", async () => {
    const good = handle()
    const product = await api.admin.get<{ products: { handle: string }[] }>("/admin/products?limit=1&q=mug")
    const mug = product.body.products[0]?.handle ?? "no good in the shop"
    const text = csvOf([
      row(good),
      row("Not A Handle", { max_quantity: "0", price_inr: "12.345" }),
      { handle: handle(), tier: "Basic" },
      row(mug),
      row(handle(), { category: "nowhere", copy_work_from: "nobody", purchasable: "maybe" }),
      row(handle(), { status: "online", tier: "" }),
    ])
    const checked = await csv.check(text)
    expect(checked.problems.map(({ line, column }) => `${line} ${column}`)).toEqual([
      "3 handle",
      "3 max_quantity",
      "3 price_inr",
      "4 short_description",
      "4 title",
      "5 handle",
      "6 category",
      "6 copy_work_from",
      "6 purchasable",
      "7 status",
      "7 tier",
    ])
    expect(checked).toMatchObject({ plan: { create: 1, wrong: 5, wrong_lines: 5 }, problem_count: 11 })
    const refused = await csv.confirm(checked.id)
    expect([refused.status, refused.body.code]).toEqual([422, "import_has_wrong_lines"])
    await shop.drainWork()
    expect(await productsCalled(good)).toBe(0)
    ok(await csv.confirm(checked.id, { skip_wrong: true }))
    await shop.drainWork()
    expect(await csv.read(checked.id)).toMatchObject({ status: "completed", results: { created: 1, skipped: 5 } })
    expect(await productsCalled(good)).toBe(1)
    const report = rowsOf(await csv.text(`/admin/service-imports/${checked.id}/report`))
    expect(report).toHaveLength(12)
    expect(report[0]).toMatchObject({ line: "2", handle: good, tier: "Basic", result: "created", problem: "" })
    expect(report[1]).toMatchObject({ line: "3", result: "not imported", column: "handle" })
  })

  it("a file confirmed many times at once is imported once", async () => {
    const name = handle()
    const { id } = await csv.check(csvOf([row(name)]))
    const answers = await Promise.all(Array.from({ length: 8 }, () => csv.confirm(id)))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202))
    await Promise.all([shop.drainWork(), shop.drainWork()])
    expect(await csv.read(id)).toMatchObject({ status: "completed", results: { created: 1 } })
    ok(await csv.confirm(id))
    await shop.drainWork()
    expect(await productsCalled(name)).toBe(1)
  })

  it("two files with the same new service create it once, and the later one says so", async () => {
    const name = handle()
    const [one, other] = [await csv.check(csvOf([row(name)])), await csv.check(csvOf([row(name, { title: "Other" })]))]
    await csv.confirm(one.id)
    await csv.confirm(other.id)
    await shop.drainWork()
    const results = [await csv.read(one.id), await csv.read(other.id)]
    expect(results.map(({ results: { created, failed } }) => created + failed)).toEqual([1, 1])
    expect(results.reduce((sum, { results: { created } }) => sum + created, 0)).toBe(1)
    expect(results.flatMap(({ problems }) => problems)).toEqual([
      { line: 2, column: "handle", message: expect.stringContaining("after the file was checked") },
    ])
    expect(await productsCalled(name)).toBe(1)
  })

  it("an import that was interrupted continues without doing anything twice", async () => {
    const names = Array.from({ length: 120 }, handle)
    const service = await makeService(shop.container())
    const { id } = await csv.check(
      csvOf([...names.map((name) => row(name)), { handle: service.handle, tier: "Tier 4", price_inr: "7" }])
    )
    // The second part does its work, and its process ends before it has recorded it.
    await shop.knex().raw(`
      CREATE FUNCTION lose_second_part() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.service >= 100 AND NEW.result IS NOT NULL THEN RAISE EXCEPTION 'The process ended'; END IF;
        RETURN NEW;
      END $$`)
    await shop.knex().raw(`
      CREATE TRIGGER lose_second_part BEFORE UPDATE OF result ON service_import_line
      FOR EACH ROW EXECUTE FUNCTION lose_second_part()`)
    try {
      ok(await csv.confirm(id))
      await shop.drainWork()
    } finally {
      await shop.knex().raw("DROP FUNCTION lose_second_part CASCADE")
    }
    expect(await csv.read(id)).toMatchObject({
      status: "importing",
      progress: { done: 100, total: 121 },
      results: { created: 100 },
    })
    try {
      advanceClock(600)
      await shop.drainWork()
    } finally {
      resetClock()
    }
    expect(await csv.read(id)).toMatchObject({
      status: "completed",
      progress: { done: 121, total: 121 },
      results: { created: 120, failed: 0 },
      problems: [],
    })
    const found: unknown = await shop
      .knex()("product as p")
      .join("service_template as t", "t.product_id", "p.id")
      .whereIn("p.handle", names)
      .where("p.status", "published")
      .groupBy("p.handle")
      .select("p.handle")
      .count("* as count")
    expect(found).toHaveLength(120)
    expect(found).toEqual(expect.arrayContaining(names.map((name) => ({ handle: name, count: "1" }))))
    expect((await exported(service.handle)).map(({ tier }) => tier)).toEqual(["Tier 1", "Tier 2", "Tier 4"])
  })

  it("a service whose product was created before the interruption gets its template", async () => {
    const name = handle()
    const { id } = await csv.check(csvOf([row(name)]))
    await shop.knex()("service_import_line").where({ import_id: id }).update({ started: true })
    ok(
      await api.admin.post("/admin/products", {
        title: `Service ${name}`,
        handle: name,
        status: "draft",
        options: [{ title: "Tier", values: ["Basic"] }],
        variants: [{ title: "Basic", options: { Tier: "Basic" }, prices: [], manage_inventory: false }],
      })
    )
    ok(await csv.confirm(id))
    await shop.drainWork()
    expect(await csv.read(id)).toMatchObject({ status: "completed", results: { created: 1 }, problems: [] })
    expect(await exported(name)).toMatchObject([{ status: "published", tier: "Basic" }])
  })

  it("reads what German Excel saves, and formulas come back as the text they were", async () => {
    const name = handle()
    const text = csvOf(
      [row(name, { title: "'=HYPERLINK(A1)", price_inr: "1499,50", purchasable: "WAHR", keywords: "-neu\n+mehr" })],
      ";"
    )
    expect(await csv.import(`\ufeff${text}`)).toMatchObject({ results: { created: 1 }, problems: [] })
    const [line] = await exported(name)
    expect(line).toMatchObject({
      title: "'=HYPERLINK(A1)",
      price_inr: "1499.50",
      purchasable: "yes",
      keywords: "'-neu\n+mehr",
    })
    const { body } = await api.admin.get<{ products: { title: string }[] }>(`/admin/products?handle=${name}`)
    expect(body.products[0]?.title).toBe("=HYPERLINK(A1)")
  })

  it.each<[string, string | Uint8Array<ArrayBuffer>, number, Record<string, unknown>]>([
    ["an empty file", "", 400, { details: { handle: expect.any(String) } }],
    ["a header alone", "handle,title\n", 400, { details: { file: "The file has no lines below its header." } }],
    [
      "unknown columns",
      "handle,titel,price_xxx\na,b,1",
      400,
      { details: { titel: expect.any(String), price_xxx: expect.any(String) } },
    ],
    [
      "text that is not UTF-8",
      new Uint8Array([0x68, 0xfc, 0x0a]),
      400,
      { details: { file: expect.stringContaining("UTF-8") } },
    ],
    [
      "an open quotation mark",
      'handle,title\na,"b',
      400,
      { details: { file: expect.stringContaining("never closed") } },
    ],
    [
      "10,001 lines",
      `handle,title\n${"a,b\n".repeat(10_001)}`,
      400,
      { details: { file: expect.stringContaining("10,000 lines") } },
    ],
    ["more than 10 MB", `handle,title\n${"x".repeat(10 * 1024 * 1024)}`, 413, { code: "payload_too_large" }],
  ])("refuses %s, saying why", async (_what, content, status, body) => {
    const answer = await csv.send(content)
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body })
    expect(JSON.stringify(answer.body)).not.toMatch(/csv-parse|\.js:/)
  })

  it("refuses a request without a file", async () => {
    expect((await api.admin.post("/admin/service-imports", {})).body).toMatchObject({
      code: "invalid_input",
      details: { file: "Choose a file to upload" },
    })
  })

  it("is refused to staff without the permission, and recorded in the audit log", async () => {
    const { id } = await csv.check(csvOf([row(handle())]))
    const support = { authorization: `Bearer ${await shop.signIn("user", "support@atrium.test", DEMO_PASSWORD)}` }
    for (const [method, path] of [
      ["GET", "/admin/service-exports"],
      ["GET", `/admin/service-imports/${id}`],
      ["GET", `/admin/service-imports/${id}/report`],
      ["POST", "/admin/service-imports"],
      ["POST", `/admin/service-imports/${id}/confirm`],
    ] as const)
      expect(
        (await api.raw(method, path, { headers: support, ...(method === "POST" ? { body: {} } : {}) })).status
      ).toBe(403)
    const content = await shop.signIn("user", "content@atrium.test", DEMO_PASSWORD)
    expect(await csvDriver(shop, () => content).import(csvOf([row(handle())]))).toMatchObject({
      results: { created: 1 },
    })
    await csv.confirm(id)
    const log = await api.admin.get<{ audit_entries: { sentence: string; target: { id: string } }[] }>(
      `/admin/audit-log?target_id=${id}`
    )
    expect(log.body.audit_entries.map(({ sentence }) => sentence)).toEqual(
      expect.arrayContaining(["Confirmed an import of services", "Created an import of services"])
    )
  })

  it("a template of the file, with every column explained, can be imported as it is", async () => {
    const [template, guide] = [
      await csv.text("/admin/service-exports?content=template"),
      await api.admin.get<{ columns: { column: string; hint: string }[] }>("/admin/service-exports/columns"),
    ]
    const columns = Object.keys(rowsOf(template)[0] ?? {})
    expect(guide.body.columns.map(({ column }) => column)).toEqual(columns)
    expect(guide.body.columns.filter(({ hint }) => !hint)).toEqual([])
    expect(await csv.check(template)).toMatchObject({ plan: { create: 1, wrong: 0 }, problems: [] })
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

  it("10,000 lines are checked, with progress", async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => [
      row(`many-${at}`),
      { handle: `many-${at}`, tier: "Premium", price_inr: "2999" },
    ]).flat()
    expect(await csv.check(csvOf(lines))).toMatchObject({
      status: "checked",
      lines: 10_000,
      services: 5000,
      plan: { create: 5000, wrong: 0 },
    })
  })
})
