import { DEMO_PASSWORD, withShop } from "@atrium/test-kit"

import { adminCsv, csvDriver, csvOf, handle, row, rowsOf } from "./import-services"

jest.setTimeout(300_000)

withShop((shop) => {
  const { api } = shop
  const { csv, exported } = adminCsv(shop)

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
      ["GET", "/admin/service-imports"],
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
