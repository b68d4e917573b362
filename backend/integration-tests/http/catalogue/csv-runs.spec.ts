import { advanceClock, resetClock } from "@atrium/kernel"
import type { ServiceImportRow } from "@atrium/service-provisioning/contracts"
import { ok, withShop } from "@atrium/test-kit"

import { adminCsv, csvOf, handle, row, rowsOf } from "./import-services"
import { makeService } from "./make-service"

jest.setTimeout(300_000)

withShop((shop) => {
  const { api } = shop
  const { csv, exported, productsCalled } = adminCsv(shop)

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

  it("past imports are listed with who uploaded them, dry runs apart from what was imported, a page at a time", async () => {
    const [wrong, name] = [handle(), handle()]
    const dry = await csv.check(csvOf([row(name), row(wrong, { tier: "" })]))
    const done = await csv.import(csvOf([row(name), { handle: name, tier: "Premium", price_inr: "2999" }]))
    type List = { service_imports: ServiceImportRow[]; count: number }
    const page = async (query: string) => ok(await api.admin.get<List>(`/admin/service-imports?${query}`))
    const newest = await page("limit=2")
    expect(newest.service_imports).toMatchObject([
      { id: done.id, status: "completed", lines: 2, created: 1, updated: 0, not_imported: 0 },
      { id: dry.id, status: "checked", lines: 2, created: 1, not_imported: 1, completed_at: null },
    ])
    expect(newest.service_imports.map(({ created_by }) => created_by)).toEqual(Array(2).fill("admin@atrium.test"))
    expect(newest.count).toBeGreaterThanOrEqual(2)
    expect((await page("limit=1&offset=1")).service_imports.map(({ id }) => id)).toEqual([dry.id])
    expect((await page(`limit=1&offset=${newest.count}`)).service_imports).toEqual([])
    expect((await api.admin.get("/admin/service-imports?order=file_name")).status).toBe(400)
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
})
