import { type ServiceOut } from "@atrium/service-provisioning/contracts"
import { withShop } from "@atrium/test-kit"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { type MadeService, makeService } from "./make-service"

jest.setTimeout(120_000)

/** Core's check of the publishable key 2, the question whether anything changed 1. */
const STATEMENTS_AFTER_A_WHILE = 3
/** Besides, of the one service that changed: stamp, channels, template, product, prices 3; and the question once more. */
const STATEMENTS_AFTER_A_CHANGE = 11

/** Headers that readers ask with, each of which makes another answer. */
const READERS: readonly Record<string, string>[] = [
  {},
  { origin: "http://localhost:8000" },
  { origin: "https://evil.example" },
  { "accept-encoding": "gzip" },
  { "accept-encoding": "br, gzip" },
  { "accept-language": "de" },
  { "if-none-match": "*" },
  { "if-none-match": 'W/"other"', "x-request-id": "request-id-of-a-client" },
]

type List = { services: ServiceOut[]; count: number; offset: number; limit: number }
type Failure = { code: string; details?: Record<string, string> }

withShop((shop) => {
  const { api } = shop
  const list = async (query = "") => (await api.store.get<List>(`/store/services?limit=100&${query}`)).body
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

  /** Fails unless the answer soon comes from memory. What asks whether anything changed asks for everyone. */
  const readsNothing = async (look: () => Promise<unknown>) => {
    let read: string[] = []
    for (let tries = 0; tries < 10; tries += 1) {
      const { statements } = await shop.countStatements(look)
      read = statements.filter((sql) => !sql.includes("xmin"))
      // An event of an earlier change may still be on its way.
      if (read.length) await later(100)
      else return
    }
    expect(read).toEqual([])
  }

  it("reads the catalog anew in few statements after a change, asks once whether there was one, and else reads nothing", async () => {
    const service = await makeService(shop.container(), { tiers: 1 })
    await list()
    await later(3100)
    const unchanged = await shop.countStatements(() => list())
    expect(unchanged.statements.length).toBeLessThanOrEqual(STATEMENTS_AFTER_A_WHILE)
    await readsNothing(() => list("order=price"))
    await publish(service, { short_description: "Said anew" })
    const changed = await shop.countStatements(() => list())
    expect(changed.statements.length).toBeLessThanOrEqual(STATEMENTS_AFTER_A_CHANGE)
    expect(changed.statements.length).toBeGreaterThan(0)
  })

  it("reads no table whose changes it would not notice", async () => {
    const service = await makeService(shop.container(), { tiers: 1 })
    await taxInTheUnitedStates()
    // One row of each part, so that everything is read again.
    for (const table of ["sales_channel", "region", "api_key"])
      await shop.knex()(table).update({ updated_at: new Date() })
    await publish(service, { short_description: "To be read" })
    const { statements } = await shop.countStatements(() => list("currency_code=usd&country_code=us"))
    const tablesOf = (sql: string) =>
      [...sql.matchAll(/\b(?:from|join|FROM|JOIN)\s+"?([a-z_]+)\b(?!\.)/g)].map(([, table]) => table)
    const watched = new Set(statements.filter((sql) => sql.includes("xmin")).flatMap(tablesOf))
    const read = new Set(statements.filter((sql) => !sql.includes("xmin")).flatMap(tablesOf))
    for (const table of ["product", "price", "tax_rate", "region", "api_key"]) expect(read).toContain(table)
    expect([...read].filter((table) => !watched.has(table))).toEqual([])
  })

  describe("from memory", () => {
    // Core's session reader looks at a cookie, so that one takes the ordinary way through all of Medusa.
    const ordinary = { cookie: "anything=1" }
    const warm = async (path: string) => {
      await api.store.get(path, ordinary)
      await readsNothing(() => api.store.get(path))
    }

    it.each([
      "/store/services",
      "/store/services?currency_code=usd&q=annual&order=-price",
      "/store/services?category=legal&min_price=5000&limit=2&offset=1",
      "/store/services/trademark-registration",
      "/store/services/trademark-registration?currency_code=eur&country_code=de",
    ])("answers %s to every reader as the route does", async (path) => {
      await warm(path)
      for (const headers of READERS) {
        const [early, route] = await Promise.all([
          api.store.get(path, headers),
          api.store.get(path, { ...headers, ...ordinary }),
        ])
        const without = (all: Headers) =>
          [...all].filter(([name]) => name !== "date" && (name !== "x-request-id" || "x-request-id" in headers)).sort()
        expect([early.status, early.body, without(early.headers)]).toEqual([
          route.status,
          route.body,
          without(route.headers),
        ])
      }
    })

    it("leaves refusals to the route and caches none", async () => {
      await warm("/store/services")
      for (const path of [
        "/store/services?limit=0",
        "/store/services?currency_code=gbp",
        "/store/services/unknown-one",
      ]) {
        const [early, route] = [await api.store.get<Failure>(path), await api.store.get<Failure>(path, ordinary)]
        expect(early.status).toBeGreaterThanOrEqual(400)
        expect([early.status, early.body.code, early.body.details]).toEqual([
          route.status,
          route.body.code,
          route.body.details,
        ])
      }
    })

    describe("a publishable key", () => {
      const newKey = async () => {
        const { body } = await api.admin.post<{ api_key: { id: string; token: string } }>("/admin/api-keys", {
          title: "Another storefront",
          type: "publishable",
        })
        const { data } = await shop
          .container()
          .resolve(ContainerRegistrationKeys.QUERY)
          .graph({ entity: "sales_channel", fields: ["id"], filters: { name: "Atrium" } })
        const channel = String(data[0]?.id)
        await api.admin.post(`/admin/api-keys/${body.api_key.id}/sales-channels`, { add: [channel] })
        return { ...body.api_key, channel }
      }
      const look = async (token: string, path = "/store/services?currency_code=inr") => {
        const { status, body } = await api.raw<Failure & { count?: number }>("GET", path, {
          headers: { "x-publishable-api-key": token },
        })
        return { status, body }
      }
      const refusal = async (token: string) => {
        const { status, body } = await look(token)
        return { status, ...body, request_id: "" }
      }
      const WITHIN_MS = 5000
      const until = async (token: string, holds: (seen: Awaited<ReturnType<typeof look>>) => boolean) => {
        const begun = performance.now()
        while (!holds(await look(token)) && performance.now() - begun < WITHIN_MS) await later(100)
        return look(token)
      }
      const known = async () => {
        const key = await newKey()
        await readsNothing(() => look(key.token))
        expect((await look(key.token)).body.count).toBeGreaterThan(10)
        return key
      }

      it.each<[string, (key: { id: string }) => Promise<unknown>]>([
        ["revoked", ({ id }) => api.admin.post(`/admin/api-keys/${id}/revoke`)],
        // Without an event, as another process without Redis does it.
        ["revoked elsewhere", ({ id }) => shop.knex()("api_key").where({ id }).update({ revoked_at: new Date() })],
        ["deleted elsewhere", ({ id }) => shop.knex()("api_key").where({ id }).delete()],
      ])("that was %s no longer gives access", async (_how, end) => {
        const key = await known()
        await end(key)
        expect((await until(key.token, ({ status }) => status >= 400)).status).toBe(400)
        const wrong = await refusal(key.token)
        expect(wrong).toEqual(await refusal("pk_that_never_was"))
        expect(wrong.code).toBe("not_allowed")
      })

      it("that will be revoked gives access until then", async () => {
        const key = await known()
        const at = new Date(Date.now() + 1500)
        await shop.knex()("api_key").where({ id: key.id }).update({ revoked_at: at })
        expect((await look(key.token)).status).toBe(200)
        await until(key.token, ({ status }) => status >= 400)
        expect(Date.now() - at.getTime()).toBeLessThan(500)
      })

      it("whose sales channel was removed shows none of its services", async () => {
        const key = await known()
        await api.admin.post(`/admin/api-keys/${key.id}/sales-channels`, { remove: [key.channel] })
        await until(key.token, ({ body }) => body.count === 0)
        expect((await look(key.token)).body.count).toBe(0)
      })

      it("that is missing, secret, or sent twice is refused by core", async () => {
        await known()
        const { body } = await api.raw<Failure>("GET", "/store/services?currency_code=inr")
        expect(body.code).toBe("not_allowed")
        const secret = await api.admin.post<{ api_key: { token: string } }>("/admin/api-keys", {
          title: "A secret one",
          type: "secret",
        })
        for (const token of [secret.body.api_key.token, `${shop.publishableKey()}, ${shop.publishableKey()}`])
          expect((await look(token)).status).toBe(400)
      })
    })

    it("shows a price that another process changed within five seconds, in the list and on its page", async () => {
      const service = await makeService(shop.container(), { title: "Priced elsewhere", tiers: 1 })
      const paths = ["/store/services?q=priced+elsewhere", `/store/services/${service.handle}`]
      for (const path of paths) await warm(path)
      // No event, no announcement.
      await shop.knex()("price").where({ amount: 1000.5, currency_code: "inr" }).update({ amount: 1234 })
      const begun = performance.now()
      const shown = async () =>
        JSON.stringify((await Promise.all(paths.map((path) => api.store.get(path)))).map(({ body }) => body))
      while (((await shown()).match(/"amount":1234,/g) ?? []).length < 2 && performance.now() - begun < 5000)
        await later(100)
      expect((await shown()).match(/"amount":1234,/g)).toHaveLength(2)
    })

    it("follows a category that changes its handle", async () => {
      await warm("/store/services?category=legal")
      const { body } = await api.admin.get<{ product_categories: { id: string }[] }>(
        "/admin/product-categories?handle=legal"
      )
      const path = `/admin/product-categories/${body.product_categories[0]?.id}`
      await api.admin.post(path, { handle: "law" })
      for (let tries = 0; tries < 50 && (await list("category=legal")).count > 0; tries += 1) await later(100)
      expect([(await list("category=legal")).count, (await list("category=law")).count > 0]).toEqual([0, true])
      await api.admin.post(path, { handle: "legal" })
    })
  })
})
