import type {
  ServiceDetailOut,
  ServiceOut,
  ServiceTemplateOut,
  TemplateVersionOut,
} from "@atrium/service-provisioning/contracts"
import { withShop } from "@atrium/test-kit"
import fc from "fast-check"

import { type MadeService, makeService, makeServices } from "./make-service"

jest.setTimeout(180_000)

type One = { service_template: ServiceTemplateOut }
type Failure = { code: string; details?: Record<string, string> }

withShop((shop) => {
  const { api } = shop
  const path = ({ templateId }: MadeService) => `/admin/service-templates/${templateId}`
  const shown = async ({ handle }: MadeService, query = "") =>
    (await api.store.get<{ service: ServiceOut }>(`/store/services/${handle}?${query}`)).body.service

  it("adds a version for every change, sells none before it is published, and loses none", async () => {
    const service = await makeService(shop.container())
    const change = { ...service.content, short_description: "Second" }
    const draft = await api.admin.post<One>(path(service), { content: change })
    expect(draft).toMatchObject({
      status: 200,
      body: { service_template: { current_version: { number: 1 }, latest_version: { number: 2, current: false } } },
    })
    expect((await shown(service)).short_description).toBe("Made by a test")
    await api.admin.post(`${path(service)}/publish`, {})
    expect((await shown(service)).short_description).toBe("Second")
    await api.admin.post(`${path(service)}/publish`, { number: 1 })
    expect((await shown(service)).short_description).toBe("Made by a test")
    const { body } = await api.admin.get<{ versions: TemplateVersionOut[]; count: number }>(`${path(service)}/versions`)
    expect(body.count).toBe(2)
    expect(body.versions.map(({ number, current }) => [number, current])).toEqual([
      [2, false],
      [1, true],
    ])
    expect(body.versions[0]?.content).toEqual(change)
    expect(body.versions[0]?.created_by).toMatch(/^user_/)
  })

  it("refuses an editor whose template was changed in the meantime", async () => {
    const service = await makeService(shop.container())
    const { updated_at } = (await api.admin.get<One>(path(service))).body.service_template
    const save = () => api.admin.post<Failure>(path(service), { content: service.content, updated_at })
    expect((await save()).status).toBe(200)
    expect(await save()).toMatchObject({ status: 409, body: { code: "stale_version" } })
    const publish = await api.admin.post<Failure>(`${path(service)}/publish`, { updated_at })
    expect(publish).toMatchObject({ status: 409, body: { code: "stale_version" } })
  })

  it("reports every mistake of a template at once, by its path", async () => {
    const service = await makeService(shop.container())
    const [task] = service.content.tasks
    const [tier] = service.content.tiers
    const content = {
      ...service.content,
      max_quantity: 0,
      colour: "red",
      tasks: [{ ...task, depends_on: ["nothing"] }],
      tiers: [tier, tier],
      questions: [{ id: "a", label: "A", type: "choice", required: true }],
    }
    const { status, body } = await api.admin.post<Failure>(path(service), { content })
    expect([status, body.code]).toEqual([400, "invalid_input"])
    expect(Object.keys(body.details ?? {}).sort()).toEqual([
      "content.colour",
      "content.max_quantity",
      "content.questions.0.options",
      "content.tasks.0.depends_on.0",
      "content.tiers.1.variant_id",
    ])
    expect((await api.admin.get<One>(path(service))).body.service_template.latest_version.number).toBe(1)
  })

  it("refuses a tier of another product, a second template, and what does not exist", async () => {
    const [service, other] = [await makeService(shop.container()), await makeService(shop.container())]
    const content = { ...service.content, tiers: other.content.tiers }
    const foreign = await api.admin.post<Failure>(path(service), { content })
    expect(foreign.status).toBe(400)
    expect(Object.keys(foreign.body.details ?? {})).toContain("content.tiers.0.variant_id")
    const second = { product_id: service.productId, content: service.content }
    expect(await api.admin.post("/admin/service-templates", second)).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    })
    const nobody = await api.admin.post<Failure>("/admin/service-templates", { ...second, product_id: "prod_nobody" })
    expect(nobody).toMatchObject({ status: 400, body: { details: { product_id: "No product exists with this ID" } } })
    for (const [where, body] of [
      ["stpl_nobody", { content }],
      ["stpl_nobody/publish", {}],
    ] as const)
      expect((await api.admin.post(`/admin/service-templates/${where}`, body)).status).toBe(404)
    for (const where of ["stpl_nobody", "stpl_nobody/versions"])
      expect((await api.admin.get(`/admin/service-templates/${where}`)).status).toBe(404)
  })

  it("offers the kinds of task and refuses a task of any other kind by its field", async () => {
    const service = await makeService(shop.container())
    const [task] = service.content.tasks
    const kinds = await api.admin.get<{ task_kinds: { key: string }[] }>("/admin/service-task-kinds")
    expect(kinds).toMatchObject({
      status: 200,
      body: { task_kinds: expect.arrayContaining([expect.objectContaining({ key: "task", label: "Task" })]) },
    })
    expect(kinds.body.task_kinds.map(({ key }) => key)).not.toContain("intake")
    for (const kind of ["intake", "gone.kind"])
      expect(
        await api.admin.post<Failure>(path(service), {
          content: { ...service.content, tasks: [task, { ...task, key: "b", kind }] },
        })
      ).toMatchObject({
        status: 400,
        body: { code: "invalid_input", details: { "content.tasks.1.kind": expect.any(String) } },
      })
    const saved = await api.admin.post<One>(path(service), {
      content: { ...service.content, tasks: [{ ...task, kind: "task" }] },
    })
    expect(saved.body.service_template.latest_version.content.tasks).toEqual([{ ...task, kind: "task" }])
    expect((await api.admin.get("/admin/service-task-kinds?colour=red")).status).toBe(400)
  })

  it("finds templates by product and by words of its title", async () => {
    const service = await makeService(shop.container(), { title: "Walrus training" })
    const found = async (query: string) =>
      (await api.admin.get<{ service_templates: ServiceTemplateOut[] }>(`/admin/service-templates?${query}`)).body
    for (const query of [`product_id=${service.productId}`, "q=walrus"])
      expect(await found(query)).toMatchObject({ count: 1, service_templates: [{ id: service.templateId }] })
    expect(await found(`q=walrus&product_id=prod_nobody`)).toMatchObject({ count: 0, service_templates: [] })
  })

  it("shows each tier with its own steps, questions and duration, and refuses a template that names no tier of it", async () => {
    const work = (key: string, due_in_days: number, tiers?: string[], depends_on: string[] = []) => ({
      key,
      name: key,
      description: "",
      due_in_days,
      visible_to_client: true,
      depends_on,
      holder: "team" as const,
      metadata: {},
      ...(tiers ? { tiers } : {}),
    })
    const service = await makeService(shop.container(), {
      tiers: 3,
      content: ([small, large, hidden]) => ({
        tiers: [
          { variant_id: String(hidden?.id), features: ["Hidden"], sort_order: 0, active: false },
          { variant_id: String(small?.id), features: ["Search"], sort_order: 1, active: true, includes: hidden?.id },
          { variant_id: String(large?.id), features: ["Filing"], sort_order: 2, active: true, includes: small?.id },
        ],
        questions: [
          { id: "name", label: "Name", type: "text", required: true },
          { id: "class", label: "Class", type: "text", required: true, tiers: [String(large?.id), String(hidden?.id)] },
          { id: "secret", label: "Secret", type: "text", required: true, tiers: [String(hidden?.id)] },
        ],
        tasks: [
          work("search", 3),
          work("sign", 5, [String(large?.id)], ["search"]),
          work("file", 9, [String(large?.id)], ["sign"]),
          work("hide", 90, [String(hidden?.id)]),
        ],
      }),
    })
    const [small, large] = service.variants
    const { body } = await api.store.get<{ service: ServiceDetailOut }>(`/store/services/${service.handle}`)
    expect(body.service).toMatchObject({
      duration_days: 9,
      intake: { questions: [{ id: "name" }, { id: "class", tiers: [large?.id] }] },
      steps: [{ name: "search" }, { name: "sign" }, { name: "file" }],
      tiers: [
        // The features of the tier that is not on sale are listed.
        {
          id: small?.id,
          features: ["Hidden", "Search"],
          includes: null,
          duration_days: 3,
          steps: [{ name: "search" }],
        },
        {
          id: large?.id,
          features: ["Filing"],
          includes: small?.id,
          duration_days: 9,
          steps: [
            { name: "search", duration_days: 3 },
            { name: "sign", duration_days: 2 },
            { name: "file", duration_days: 4 },
          ],
        },
      ],
    })
    const content = {
      ...service.content,
      tasks: [work("search", 3, ["variant_of_another"])],
      questions: [{ id: "name", label: "Name", type: "text", required: true, tiers: [7] }],
    }
    const refused = await api.admin.post<Failure>(path(service), { content })
    expect([refused.status, Object.keys(refused.body.details ?? {}).sort()]).toEqual([
      400,
      ["content.questions.0.tiers.0"],
    ])
    const unknown = await api.admin.post<Failure>(path(service), { content: { ...content, questions: [] } })
    expect(unknown.body.details).toMatchObject({ "content.tasks.0.tiers.0": "The service has no such tier" })
    expect(Object.keys(unknown.body.details ?? {})).toContain("content.tiers.1.variant_id")
  })

  it("shows every tier on sale with its features and its price, whatever the template says [P3 R1.4]", async () => {
    const line = fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(..."abc ₹é&<>'\"1") })
    const tier = fc.record({
      features: fc.array(
        line.map((text) => text.trim()).filter((text) => text !== ""),
        { maxLength: 6 }
      ),
      sort_order: fc.nat(20),
      active: fc.boolean(),
    })
    const wishes = fc.sample(
      fc.array(tier, { minLength: 2, maxLength: 5 }).filter((list) => list.some(({ active }) => active)),
      100
    )
    const services = await makeServices(
      shop.container(),
      wishes.map((tiers) => ({
        tiers: tiers.length,
        content: (variants) => ({
          tiers: variants.flatMap(({ id }, at) => (tiers[at] ? [{ variant_id: id, ...tiers[at] }] : [])),
        }),
      }))
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...services),
        fc.constantFrom("inr", "usd", "eur"),
        async (service, currency) => {
          const expected = service.content.tiers
            .filter(({ active }) => active)
            .sort((one, two) => one.sort_order - two.sort_order)
            .map(({ variant_id, features }) => ({
              id: variant_id,
              // A feature written twice is shown once.
              features: [...new Set(features)],
              amount: service.variants.find(({ id }) => id === variant_id)?.prices[currency],
            }))
          const { tiers: seen } = await shown(service, `currency_code=${currency}`)
          expect(seen.map(({ id, features, price: { amount } }) => ({ id, features, amount }))).toEqual(expected)
          for (const { price } of seen) expect(price.formatted).toMatch(/[₹$€]/)
        }
      ),
      { numRuns: 200 }
    )
  })
})
