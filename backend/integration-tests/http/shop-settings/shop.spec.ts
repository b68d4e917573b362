import { mailBrands } from "@atrium/notifications/extension-points"
import { withShop } from "@atrium/test-kit"

jest.setTimeout(120_000)

type Failure = { code: string; details?: Record<string, string> }
type Settings = { version: number; updated_at: string | null } & Record<string, unknown>
type Shop = { name: string; pages: { slug: string; title: string }[]; seller: { name: string } | null } & Record<
  string,
  unknown
>
type Page = { id: string; slug: string; version: number; published: boolean }

withShop((shop) => {
  const { api, knex, baseUrl, publishableKey } = shop

  const readShop = async (): Promise<Shop> => (await api.store.get<{ shop: Shop }>("/store/shop")).body.shop
  const readSettings = async (): Promise<Settings> =>
    (await api.admin.get<{ shop_settings: Settings }>("/admin/shop-settings")).body.shop_settings
  const save = async (change: Record<string, unknown>) => {
    const { updated_at: _time, ...settings } = await readSettings()
    return api.admin.post<{ shop_settings: Settings } & Failure>("/admin/shop-settings", { ...settings, ...change })
  }
  const page = (slug: string, more: Record<string, unknown> = {}) => ({
    slug,
    title: "A page",
    body: "Some text.",
    published: true,
    position: 50,
    ...more,
  })
  const create = (body: Record<string, unknown>) =>
    api.admin.post<{ shop_page: Page } & Failure>("/admin/shop-pages", body)
  const fetchStore = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${baseUrl()}${path}`, { headers: { "x-publishable-api-key": publishableKey(), ...headers } })

  it("a change in Admin is in the shop's next response, with another ETag", async () => {
    const before = await fetchStore("/store/shop")
    const etag = before.headers.get("etag") ?? ""
    expect(before.headers.get("cache-control")).toBe("public, max-age=1")
    expect((await fetchStore("/store/shop", { "if-none-match": etag })).status).toBe(304)
    const saved = await save({ name: "Northwind", accent_color: "#1F5F45", support_email: "help@northwind.test" })
    expect(saved.status).toBe(200)
    const after = await fetchStore("/store/shop", { "if-none-match": etag })
    expect(after.status).toBe(200)
    expect(((await after.json()) as { shop: Shop }).shop).toMatchObject({
      name: "Northwind",
      accent_color: "#1f5f45",
      support_email: "help@northwind.test",
      seller: { name: "Atrium Services Pvt Ltd" },
    })
    await save({ name: "" })
    // Medusa's store has the demo's name.
    expect((await readShop()).name).toBe("Atrium")
  })

  it("emails have the shop's name and color as soon as they are saved", async () => {
    await save({ name: "Northwind", accent_color: "#123456" })
    const brand = await mailBrands.all()[0]?.read(shop.container())
    expect(brand).toMatchObject({ name: "Northwind", accent: { light: "#123456" } })
    await save({ name: "", accent_color: null })
    expect(await mailBrands.all()[0]?.read(shop.container())).toMatchObject({ name: "Atrium", accent: null })
  })

  it("shows a seller's name and address, and no other part of the seller profile", async () => {
    const { seller } = await readShop()
    expect(Object.keys(seller ?? {})).toEqual(["name", "address"])
  })

  it("refuses settings that someone else has changed since they were loaded", async () => {
    const { updated_at: _time, ...loaded } = await readSettings()
    expect((await save({ tagline: "First" })).status).toBe(200)
    const late = await api.admin.post<Failure>("/admin/shop-settings", { ...loaded, tagline: "Second" })
    expect([late.status, late.body.code]).toEqual([409, "stale_version"])
    expect((await readShop()).tagline).toBe("First")
  })

  it("reports all invalid settings at once, and accepts no unknown field", async () => {
    const refused = await save({
      accent_color: "#ffff00",
      logo_url: "javascript:alert(1)",
      support_email: "nobody",
      support_phone: "12",
      social_links: [{ label: "", url: "data:text/html,x" }],
      hero_title: "x".repeat(121),
    })
    expect(refused.status).toBe(400)
    expect(Object.keys(refused.body.details ?? {}).sort()).toEqual([
      "accent_color",
      "hero_title",
      "logo_url",
      "social_links.0.label",
      "social_links.0.url",
      "support_email",
      "support_phone",
    ])
    expect((await save({ tax_id: "29ABCDE1234F1Z5" })).status).toBe(400)
  })

  it("shows published pages only, and a page that was taken down no longer", async () => {
    const draft = await create(page("warranty", { published: false }))
    expect(draft.status).toBe(201)
    expect((await fetchStore("/store/pages/warranty")).status).toBe(404)
    expect((await readShop()).pages.map(({ slug }) => slug)).not.toContain("warranty")

    const { id, version } = draft.body.shop_page
    const publish = (published: boolean, expected: number) =>
      api.admin.post<{ shop_page: Page } & Failure>(`/admin/shop-pages/${id}`, {
        ...page("warranty", { published, body: "# Cover\n\nOne year." }),
        version: expected,
      })
    expect((await publish(true, version)).body.shop_page.version).toBe(version + 1)
    const shown = await api.store.get<{ page: Record<string, unknown> }>("/store/pages/warranty")
    expect(shown.body.page).toMatchObject({ html: "<h2>Cover</h2>\n<p>One year.</p>\n", summary: "One year." })
    expect((await readShop()).pages.map(({ slug }) => slug)).toContain("warranty")

    expect((await publish(false, version)).body.code).toBe("stale_version")
    expect((await publish(false, version + 1)).status).toBe(200)
    expect((await fetchStore("/store/pages/warranty")).status).toBe(404)
  })

  it("responds alike for unknown and malformed addresses of pages", async () => {
    for (const slug of ["unknown", "a".repeat(60)]) expect((await fetchStore(`/store/pages/${slug}`)).status).toBe(404)
    for (const slug of ["..%2Fadmin", "%00", "A", "a".repeat(200)])
      expect([400, 404]).toContain((await fetchStore(`/store/pages/${slug}`)).status)
  })

  it("never returns markup or scripts of a page's author", async () => {
    const attack = [
      "<script>alert(1)</script><img src=x onerror=alert(1)>",
      "[a](javascript:alert(1)) [b](data:text/html,x) ![c](https://evil.example/pixel.png)",
      "[d](https://example.com)",
    ].join("\n\n")
    expect((await create(page("attack", { body: attack }))).status).toBe(201)
    const { html } = (await api.store.get<{ page: { html: string } }>("/store/pages/attack")).body.page
    expect(html).not.toMatch(/<(?:script|img)|href="(?!https:)/)
    expect(html).toContain('rel="noopener noreferrer nofollow"')
    const preview = await api.admin.post<{ html: string }>("/admin/shop-page-previews", { body: attack })
    expect(preview.body.html).toBe(html)
  })

  it("refuses huge texts, invalid addresses and an address that is taken", async () => {
    const refused = await create(page("Not a slug", { body: "x".repeat(50_001), title: "" }))
    expect([refused.status, Object.keys(refused.body.details ?? {}).sort()]).toEqual([400, ["body", "slug", "title"]])
    expect((await create(page("huge", { body: "y".repeat(50_000) }))).status).toBe(201)
    const taken = await create(page("terms"))
    expect([taken.status, taken.body.code, taken.body.details]).toEqual([
      409,
      "slug_taken",
      { slug: "Another page has this address" },
    ])
    const other = (await create(page("other"))).body.shop_page
    const renamed = await api.admin.post<Failure>(`/admin/shop-pages/${other.id}`, { ...page("terms"), version: 1 })
    expect([renamed.status, renamed.body.code]).toEqual([409, "slug_taken"])
  })

  it("deletes a page, and lets another one have its address", async () => {
    const { id } = (await create(page("gone"))).body.shop_page
    expect((await api.admin.delete(`/admin/shop-pages/${id}`)).status).toBe(200)
    expect((await fetchStore("/store/pages/gone")).status).toBe(404)
    expect((await api.admin.delete(`/admin/shop-pages/${id}`)).status).toBe(404)
    expect((await api.admin.post(`/admin/shop-pages/${id}`, { ...page("gone"), version: 1 })).status).toBe(404)
    expect((await create(page("gone"))).status).toBe(201)
  })

  it("has at most 50 pages", async () => {
    const count = Number((await knex()("shop_page").count().first())?.count)
    const more = Array.from({ length: 51 - count }, (_, at) => page(`more-${at}`))
    const statuses: number[] = []
    for (const one of more) statuses.push((await create(one)).status)
    expect(statuses.filter((status) => status === 201)).toHaveLength(50 - count)
    expect(statuses.at(-1)).toBe(422)
    await knex()("shop_page").whereLike("slug", "more-%").delete()
  })

  it("changes are in the audit log", async () => {
    await save({ tagline: "Audited" })
    const log = await api.admin.get<{ audit_entries: { resource: string }[] }>("/admin/audit-log?limit=20")
    expect(JSON.stringify(log.body)).toContain("shop_settings")
  })
})
