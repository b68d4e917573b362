import { ServiceDetailOut, ServiceOut } from "@atrium/service-provisioning/contracts"
import { warmCatalogue } from "@atrium/service-provisioning/use-cases"
import { withShop } from "@atrium/test-kit"
import { ProductStatus } from "@medusajs/framework/utils"

import { type MadeService, makeService } from "./make-service"

jest.setTimeout(120_000)

type List = { services: ServiceOut[]; count: number; offset: number; limit: number }
type Failure = { code: string; details?: Record<string, string> }

withShop((shop) => {
  const { api } = shop
  const list = async (query = "") => (await api.store.get<List>(`/store/services?limit=100&${query}`)).body
  const handles = async (query: string) => (await list(query)).services.map(({ handle }) => handle)
  const cheapest = (service: ServiceOut) => Math.min(...service.tiers.map((tier) => tier.price.amount))
  const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

  /** Ten percent, from the first time it is called. */
  const taxInTheUnitedStates = () =>
    api.admin.post("/admin/tax-regions", {
      country_code: "us",
      provider_id: "tp_system",
      default_tax_rate: { name: "Sales tax", code: "us-sales", rate: 10 },
    })

  const publish = ({ templateId, content }: MadeService, change: Partial<MadeService["content"]>) =>
    api.admin.post(`/admin/service-templates/${templateId}`, { content: { ...content, ...change }, publish: true })

  it("shows the twelve services of the demo as the contract says, priced in every currency", async () => {
    for (const currency of ["inr", "usd", "eur"]) {
      const { services } = await list(`currency_code=${currency}`)
      const demo = services.filter(({ handle }) => !handle.startsWith("test-"))
      expect(demo).toHaveLength(12)
      for (const service of demo) {
        expect(ServiceOut.parse(service)).toEqual(service)
        for (const { price } of service.tiers) expect(price).toMatchObject({ currency_code: currency })
      }
      expect(new Set(demo.map(({ category }) => category))).toEqual(new Set(["accounting", "legal", "visa", "agency"]))
    }
  })

  it("is built for every market before the first reader asks", async () => {
    await makeService(shop.container(), { title: "Xylophone tuning" })
    await warmCatalogue(shop.container())
    for (const currency of ["inr", "usd", "eur"]) {
      const { statements, result } = await shop.countStatements(() => handles(`currency_code=${currency}&q=xylophone`))
      expect(result).toHaveLength(1)
      expect(statements.filter((sql) => /price|service_template/.test(sql) && !sql.includes("xmin"))).toEqual([])
    }
  })

  it("promises less for a cheaper tier of a demo service, and never more", async () => {
    const { services } = await list("currency_code=inr")
    for (const { handle, tiers } of services.filter(({ handle }) => !handle.startsWith("test-"))) {
      const byPrice = [...tiers].sort((one, other) => one.price.amount - other.price.amount)
      const chain = byPrice.map(({ id, includes }, at) => [handle, id, includes, byPrice[at - 1]?.id ?? null])
      for (const [, , includes, cheaper] of chain) expect([handle, includes]).toEqual([handle, cheaper])
    }
    const { body } = await api.store.get<{ service: ServiceDetailOut }>("/store/services/trademark-registration")
    expect(body.service.tiers.map(({ title, duration_days, steps }) => [title, duration_days, steps.length])).toEqual([
      ["Search", 4, 2],
      ["Search and filing", 9, 5],
      ["Until registered", 60, 6],
    ])
  })

  it("shows one service with its questions and the steps that clients may see", async () => {
    const { status, body } = await api.store.get<{ service: ServiceDetailOut }>(
      "/store/services/trademark-registration"
    )
    expect(status).toBe(200)
    expect(ServiceDetailOut.parse(body.service)).toEqual(body.service)
    expect(body.service.intake.questions.length).toBeGreaterThan(3)
    expect(body.service.steps.map(({ name }) => name)).not.toContain("Enter into the watch list")
  })

  it("searches, filters by category and price, orders and pages", async () => {
    const container = shop.container()
    const other = await makeService(container, { title: "Zebra grooming", content: { sort_order: 0 } })
    expect(await handles("q=zebra%20GROOM")).toEqual([other.handle])
    expect(await handles("q=zbera")).toEqual([other.handle])
    expect(await handles("q=bookeeping")).toEqual(["monthly-bookkeeping"])
    const visas = await handles("q=vsia")
    expect([...visas].sort()).toEqual(["business-visa", "student-visa", "work-visa"])
    expect(await handles("q=tax")).toEqual(
      expect.arrayContaining(["annual-accounts", "gst-registration", "monthly-bookkeeping", "company-incorporation"])
    )
    expect(await handles("category=other")).toContain(other.handle)
    expect(await handles("category=legal")).not.toContain(other.handle)
    expect((await handles("")).at(0)).toBe("annual-accounts")
    const priced = (await list("min_price=5000&max_price=12000&order=price")).services
    expect(priced.length).toBeGreaterThan(2)
    expect(priced.map(cheapest)).toEqual(priced.map(cheapest).sort((one, two) => one - two))
    for (const service of priced) expect(cheapest(service) >= 5000 && cheapest(service) <= 12_000).toBe(true)
    const titles = (await list("order=-title")).services.map(({ title }) => title)
    expect(titles).toEqual([...titles].sort((one, two) => two.localeCompare(one, "en")))
    const page = (await api.store.get<List>("/store/services?limit=2&offset=3&order=title")).body
    expect(page).toMatchObject({ offset: 3, limit: 2, count: titles.length })
    expect(page.services.map(({ title }) => title)).toEqual([...titles].reverse().slice(3, 5))
  })

  it("shows pictures in their order, and of the categories only those that shoppers may see", async () => {
    const service = await makeService(shop.container(), { tiers: 1 })
    const shown = async () =>
      (await api.store.get<{ service: ServiceOut }>(`/store/services/${service.handle}`)).body.service
    expect(await shown()).toMatchObject({ images: [], category: "other", description: "" })
    const newCategory = async (name: string, is_active: boolean) => {
      const category = { name, handle: name.toLowerCase(), is_active }
      const { body } = await api.admin.post<{ product_category: { id: string } }>("/admin/product-categories", category)
      return { id: body.product_category.id }
    }
    const categories = [await newCategory("Hidden", false), await newCategory("Shown", true)]
    const pictures = ["https://pictures.example/b.png", "https://pictures.example/a.png"]
    const product = { images: pictures.map((url) => ({ url })), description: "As it is", categories }
    expect((await api.admin.post(`/admin/products/${service.productId}`, product)).status).toBe(200)
    for (let tries = 0; tries < 50 && (await shown()).category === "other"; tries += 1) await later(100)
    expect(await shown()).toMatchObject({ images: pictures, category: "shown", description: "As it is" })
    expect(await handles("category=shown")).toEqual([service.handle])
    expect(await handles("category=hidden")).toEqual([])
  })

  it("formats prices for the reader's language, and declares that to caches", async () => {
    const read = async (language: string) => {
      const answer = await api.store.get<List>("/store/services?q=trademark", { "accept-language": language })
      expect(answer.headers.get("vary")).toContain("Accept-Language")
      return answer.body.services[0]?.tiers.map(({ price }) => price.formatted)
    }
    expect(await read("en")).toEqual(["₹1,999", "₹8,999", "₹17,999"])
    expect(await read("de-DE,de;q=0.9")).toEqual(
      ["1.999 ₹", "8.999 ₹", "17.999 ₹"].map((text) => text.replace(" ", "\u00a0"))
    )
  })

  it("answers 304 while nothing has changed, and anew after a change", async () => {
    const service = await makeService(shop.container())
    const path = `/store/services/${service.handle}`
    const first = await api.store.get(path)
    const etag = first.headers.get("etag") ?? ""
    expect(first.headers.get("cache-control")).toContain("max-age")
    const again = await api.store.get(path, { "if-none-match": etag })
    expect([again.status, again.body]).toEqual([304, ""])
    await publish(service, { short_description: "Said better" })
    const changed = await api.store.get(path, { "if-none-match": etag })
    expect(changed).toMatchObject({ status: 200, body: { service: { short_description: "Said better" } } })
  })

  it("shows a price that staff changed almost immediately", async () => {
    const service = await makeService(shop.container(), { tiers: 1 })
    const amounts = async () =>
      (await api.store.get<{ service: ServiceOut }>(`/store/services/${service.handle}`)).body.service.tiers.map(
        ({ price }) => price.amount
      )
    expect(await amounts()).toEqual([1000.5])
    const variant = `/admin/products/${service.productId}/variants/${service.variants[0]?.id}`
    expect((await api.admin.post(variant, { prices: [{ currency_code: "inr", amount: 777 }] })).status).toBe(200)
    for (let tries = 0; tries < 20 && (await amounts())[0] !== 777; tries++) await later(50)
    expect(await amounts()).toEqual([777])
  })

  it.each([
    ["is inactive", { content: { active: false } }],
    ["may not be bought", { content: { purchasable: false } }],
    ["has no published version", { publish: false }],
    ["is a draft product", { status: ProductStatus.DRAFT }],
    ["is sold in another channel", { channel: null }],
  ])("neither lists nor shows a service that %s", async (_why, wish) => {
    const { handle } = await makeService(shop.container(), wish)
    expect(await handles("")).not.toContain(handle)
    expect(await api.store.get(`/store/services/${handle}`)).toMatchObject({ status: 404, body: { code: "not_found" } })
  })

  it("answers the same for an unknown handle and an impossible one", async () => {
    const shapes = await Promise.all(
      ["nobody-sells-this", "NOT%20a%20handle", "%C3%A4", "a".repeat(300)].map(async (handle) => {
        const { status, body } = await api.store.get<{ request_id: string }>(`/store/services/${handle}`)
        return { status, ...body, request_id: "" }
      })
    )
    for (const shape of shapes) expect(shape).toEqual(shapes[0])
    expect(shapes[0]).toMatchObject({ status: 404, code: "not_found", retryable: false })
  })

  it("reports everything wrong with a query at once", async () => {
    const query = "min_price=9&max_price=3&order=cheap&limit=0&q=%00&region_id=%20&colour=red"
    const { status, body } = await api.store.get<Failure>(`/store/services?${query}`)
    expect([status, body.code]).toEqual([400, "invalid_input"])
    expect(Object.keys(body.details ?? {}).sort()).toEqual(
      ["colour", "limit", "max_price", "order", "q", "region_id"].sort()
    )
  })

  it("refuses a region, currency or country without sales", async () => {
    const wrong = async (query: string) => (await api.store.get<Failure>(`/store/services?${query}`)).body.details
    expect(await wrong("currency_code=gbp")).toEqual({ currency_code: "We don't sell in this currency" })
    expect(await wrong("region_id=reg_nowhere")).toEqual({ region_id: "No region exists with this ID" })
    expect(await wrong("country_code=de")).toEqual({ country_code: "This country does not belong to the region" })
  })

  it("adds the country's tax where the region shows prices without, and leaves prices that have it", async () => {
    const service = await makeService(shop.container(), { tiers: 1 })
    await taxInTheUnitedStates()
    const amount = async (query: string) =>
      (await api.store.get<{ service: ServiceOut }>(`/store/services/${service.handle}?${query}`)).body.service.tiers[0]
        ?.price.amount
    expect(await amount("currency_code=usd")).toBe(20)
    expect(await amount("currency_code=usd&country_code=US")).toBe(22)
    expect(await amount("currency_code=eur&country_code=de")).toBe(18)
  })
})
