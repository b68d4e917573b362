import { readFileSync } from "node:fs"
import { join } from "node:path"

import type { RouteRow } from "@atrium/kernel"
import { rateLimits, servedRouteTables } from "@atrium/server"
import {
  type ApiAnswer,
  DEMO_PASSWORD,
  fromSomeAddress,
  isLong,
  sampled,
  withRateLimitFactor,
  withShop,
} from "@atrium/test-kit"

import { z } from "zod"

import { openApiDocument } from "../../../src/config/openapi"
import { coreRoutes } from "../../../src/config/core-routes"
import { routeTables } from "../../route-tables"
import { runningRouter } from "../staff-access/running-router"
import { describeListCatalog, describeListPlans } from "./list-plans"
import { onAll } from "./on-all"
import { nastyBodies, nastyQueries, nastySegments, nastyValues } from "./nasty-values"
import { routeFiles } from "./route-files"

const rows = routeTables.flatMap((table) => table.routes)
const named = (row: { method: string; path: string }) => `${row.method} ${row.path}`
const fill = (path: string, segment = "none_01") => path.replace(/:(\w+)/g, segment)

jest.setTimeout(300_000)

withShop((shop) => {
  const { api, baseUrl, signIn, publishableKey } = shop
  const tokens = { staff: "", customer: "", affiliate: "", provider: "" }
  beforeAll(async () => {
    tokens.staff = await signIn("user", "admin@atrium.test", DEMO_PASSWORD)
    tokens.customer = await signIn("customer", "ravi@customers.atrium.test", DEMO_PASSWORD)
    tokens.affiliate = await signIn("customer", "maya@affiliates.atrium.test", DEMO_PASSWORD)
    tokens.provider = await signIn("provider", "asha@providers.atrium.test", DEMO_PASSWORD)
  })

  const credentials = (row: RouteRow): Record<string, string> => ({
    ...(row.path.startsWith("/store") ? { "x-publishable-api-key": publishableKey() } : {}),
    ...(row.actor === "staff" ? { authorization: `Bearer ${tokens.staff}` } : {}),
    ...(row.actor === "customer" ? { authorization: `Bearer ${tokens.customer}` } : {}),
    ...(row.actor === "provider" ? { authorization: `Bearer ${tokens.provider}` } : {}),
    ...(row.actor === "gateway_dashboard" ? { authorization: "Bearer sandbox_secret_demo" } : {}),
  })

  const expectOurShape = (answer: ApiAnswer<unknown>, what: string) => {
    if (answer.status >= 500)
      throw new Error(`${what} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`)
    if (answer.status < 400) return
    const body = answer.body as Record<string, unknown>
    const complete =
      typeof body === "object" &&
      ["code", "type", "message", "suggested_action", "request_id"].every((field) => typeof body[field] === "string") &&
      typeof body.retryable === "boolean"
    if (!complete)
      throw new Error(`${what} answered ${answer.status} in another shape: ${JSON.stringify(body).slice(0, 300)}`)
    expect(JSON.stringify(body)).not.toMatch(/\bat .*\.(ts|js):\d+|SELECT |INSERT |UPDATE |relation "/)
  }

  describe("the route table", () => {
    // Core's routes with another handler (plugin identity, the application): their contract is core's reference.
    const CORE_ROUTES = [
      "DELETE /auth/session",
      "POST /admin/invites/accept",
      "POST /auth/:actor_type/:auth_provider/register",
      "POST /auth/:actor_type/:auth_provider/reset-password",
      "POST /auth/:actor_type/:auth_provider/update",
      "POST /auth/session",
      "POST /store/carts",
    ]

    it("has a row for every route file and a route file for every row", () => {
      expect([...rows.map(named), ...CORE_ROUTES].sort()).toEqual(routeFiles().sort())
    })

    it("is what a running shop serves", () => {
      const contexts = (tables: readonly { context: string }[]) => tables.map(({ context }) => context).sort()
      expect(contexts(servedRouteTables.all())).toEqual(contexts(routeTables))
    })

    it("is described whole by the OpenAPI document", async () => {
      const document = openApiDocument(routeTables, "http://localhost")
      for (const row of rows) {
        const operation = (document.paths[row.path.replace(/:(\w+)/g, "{$1}")] ?? {})[row.method.toLowerCase()]
        expect({ route: named(row), described: Boolean(operation) }).toEqual({ route: named(row), described: true })
      }
      const served = await api.raw<{ openapi: string }>("GET", "/openapi.json")
      expect(served.body.openapi).toBe("3.1.0")
    })
  })

  describe("core's routes", () => {
    const listed = new Set([...rows, ...coreRoutes].map(named))

    it("answer 404 unless they are in the table, and the table names none that is not there", async () => {
      const { routes } = await runningRouter(baseUrl())
      const running = new Set(routes.map(named))
      const absent = coreRoutes.map(named).filter((name) => !running.has(name) && name !== "GET /health")
      expect(absent).toEqual([])
      const closed = routes.filter((route) => !listed.has(named(route)) && !/^\/(admin|auth)\//.test(route.path))
      expect(closed.map(named)).toContain("POST /store/returns")
      const guide = readFileSync(join(__dirname, "../../../../docs/guides/store-api.md"), "utf8")
      const [opened, shut] = guide
        .split("## Closed")
        .map((part) => [...part.matchAll(/^\| `([A-Z]+ \/store\S*)` /gm)].map(([, name]) => name ?? ""))
      const ofStore = (rows: readonly { method: string; path: string }[]) =>
        rows.filter(({ path }) => path.startsWith("/store/")).map(named)
      expect(opened?.sort()).toEqual(ofStore(coreRoutes).sort())
      expect(shut).toEqual(expect.arrayContaining(ofStore(closed)))
      expect(shut?.filter((name) => listed.has(name))).toEqual([])
      for (const route of closed) {
        const answer = await api.raw(route.method, fill(route.path), {
          headers: { "x-publishable-api-key": publishableKey(), authorization: `Bearer ${tokens.customer}` },
          ...(route.method === "GET" ? {} : { body: {} }),
        })
        expect([named(route), answer.status, answer.body.code]).toEqual([named(route), 404, "not_found"])
      }
    })

    it.each([
      ["/store/products", "variants.prices"],
      ["/store/products", "-sales_channels.name,id"],
      ["/store/customers/me", "*orders"],
      ["/store/orders", "*payment_collections"],
    ])("are not asked on %s for the field %s", async (path, field) => {
      const answer = await api.customer(tokens.customer).get(`${path}?fields=${field}`)
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_input"])
    })
  })

  describe("rate limits", () => {
    type Asked = { method: string; path: string; headers: Record<string, string> }
    /** Sends two requests where one a minute is allowed: the first passes, the second is refused. */
    const wrongLimit = async ({ method, path, headers }: Asked): Promise<string[]> => {
      const address = fromSomeAddress()
      const ask = () =>
        api.raw(method, path, { headers: { ...headers, ...address }, ...(method === "GET" ? {} : { body: {} }) })
      const [first, second] = [await ask(), await ask()]
      if (first.status === 404 && path.startsWith("/auth/") && second.status === 404) return []
      const limited = second.status === 429 && Number(second.headers.get("retry-after")) > 0
      return first.status !== 429 && limited ? [] : [`${method} ${path} answered ${first.status}, ${second.status}`]
    }
    const wrongLimits = (asked: readonly Asked[]) =>
      withRateLimitFactor(0.0001, async () => (await Promise.all(asked.map(wrongLimit))).flat())

    it("are all declared by some route", () => {
      expect(new Set(rows.map((row) => row.rateLimit))).toEqual(new Set(rateLimits.all().map(({ name }) => name)))
    })

    it("hold on every route of ours", async () => {
      const asked = rows.map((row) => ({ method: row.method, path: fill(row.path), headers: credentials(row) }))
      expect(await wrongLimits(asked)).toEqual([])
    })

    it("hold on every open route of core's and of sign-in", async () => {
      const { routes } = await runningRouter(baseUrl())
      const headers = { "x-publishable-api-key": publishableKey() }
      const signedIn = { ...headers, authorization: `Bearer ${tokens.customer}` }
      const signIn = routes.flatMap(({ method, path }) =>
        path.startsWith("/auth/")
          ? [
              {
                method,
                path: fill(path.replace(":actor_type", "user").replace(":auth_provider", "emailpass")),
                headers,
              },
            ]
          : []
      )
      expect(signIn.length).toBeGreaterThan(10)
      // Only shows that the process runs, without a query.
      const open = coreRoutes.filter(({ path }) => path !== "/health")
      const ofCore = open.map(({ method, path }) => ({ method, path: fill(path), headers: signedIn }))
      const accept = { method: "POST", path: "/admin/invites/accept", headers }
      expect(await wrongLimits([...signIn, ...ofCore, accept])).toEqual([])
    })
  })

  describe("a list", () => {
    const shapeOf = (row: RouteRow): Record<string, unknown> =>
      row.query instanceof z.ZodObject ? (row.query.shape as Record<string, unknown>) : {}
    const lists = rows.filter((row) => row.method === "GET" && "limit" in shapeOf(row))
    // Lists with few rows per owner, or without searchable text.
    const WITHOUT_SEARCH = [
      "/admin/commission-rules",
      "/admin/assignment-policies",
      "/admin/approvals",
      "/admin/service-imports",
      "/admin/service-templates/:id/versions",
      "/provider/absences",
      "/provider/consultations",
      "/store/customers/me/service-requests",
      "/store/customers/me/affiliate/commissions",
      "/store/customers/me/affiliate/ledger",
    ]
    const headersFor = (row: RouteRow) => ({
      ...credentials(row),
      ...(row.path.includes("/me/affiliate") ? { authorization: `Bearer ${tokens.affiliate}` } : {}),
    })
    const ordersOf = (row: RouteRow): readonly string[] => {
      const { order } = shapeOf(row)
      const options = order instanceof z.ZodDefault ? order.unwrap() : undefined
      return options instanceof z.ZodEnum ? options.options.map(String) : []
    }

    it.each(lists.map((row) => [named(row), row] as const))(
      "%s can be searched, sorted and paged",
      async (_name, row) => {
        expect(Object.keys(shapeOf(row))).toEqual(expect.arrayContaining(["order", "limit", "offset"]))
        if (!WITHOUT_SEARCH.includes(row.path)) expect(Object.keys(shapeOf(row))).toContain("q")
        expect(ordersOf(row).length).toBeGreaterThan(1)
        // A nested list needs an existing parent; its order is checked with that parent.
        if (row.path.includes(":")) return
        const place = row.path === "/store/services" ? "&currency_code=inr" : ""
        for (const order of ordersOf(row)) {
          const answer = await api.raw<Record<string, unknown>>(
            "GET",
            `${row.path}?order=${order}&limit=2&offset=0${place}`,
            { headers: headersFor(row) }
          )
          expect({ order, status: answer.status }).toEqual({ order, status: 200 })
          expect(answer.body).toMatchObject({ count: expect.any(Number), limit: 2, offset: 0 })
        }
        const [first, afterTheLast] = await Promise.all(
          [0, 1_000_000].map((offset) =>
            api.raw<{ count: number }>("GET", `${row.path}?limit=1&offset=${offset}${place}`, {
              headers: headersFor(row),
            })
          )
        )
        expect(afterTheLast?.body.count).toBe(first?.body.count)
        const tooMany = await api.raw("GET", `${row.path}?limit=101${place}`, { headers: headersFor(row) })
        expect(tooMany.status).toBe(400)
      }
    )
  })

  describe("the access matrix", () => {
    // To every route an affiliate is a customer; an affiliate's own data depends on the account, not on a role.
    const identities = ["stranger", "customer", "affiliate", "provider", "staff"] as const
    const allowed: Record<RouteRow["actor"], readonly string[]> = {
      anyone: identities,
      customer: ["customer", "affiliate"],
      staff: ["staff"],
      provider: ["provider"],
      gateway: [],
      gateway_dashboard: [],
      operator: identities,
    }
    const headersOf = (row: RouteRow, identity: (typeof identities)[number]) => ({
      ...(row.path.startsWith("/store") ? { "x-publishable-api-key": publishableKey() } : {}),
      ...(identity === "stranger" ? {} : { authorization: `Bearer ${tokens[identity]}` }),
    })

    it.each(rows.map((row) => [named(row), row] as const))("%s lets in only its actor", async (_name, row) => {
      for (const identity of identities) {
        const answer = await api.raw(row.method, fill(row.path), {
          headers: headersOf(row, identity),
          ...(row.method === "GET" ? {} : { body: {} }),
        })
        expectOurShape(answer, `${named(row)} as ${identity}`)
        const refused =
          answer.status === 401 || answer.status === 403 || (row.actor === "gateway" && answer.status >= 400)
        expect({ identity, refused }).toEqual({ identity, refused: !allowed[row.actor].includes(identity) })
      }
    })
  })

  describe("bad input", () => {
    const tables = rows.map((row, place) => [named(row), row, place] as const)

    it.each(tables)("%s answers bad paths and queries in our shape, never 500", async (_name, row, place) => {
      const segments = row.path.includes(":") ? nastySegments : []
      const paths = [
        ...segments.map((segment) => fill(row.path, segment)),
        ...nastyQueries.map((query) => fill(row.path) + query),
      ]
      await onAll(sampled(paths, place), async (path) => {
        const answer = await api.raw(row.method, path, {
          headers: credentials(row),
          ...(row.method === "GET" ? {} : { body: {} }),
        })
        expectOurShape(answer, `${row.method} ${path.slice(0, 120)}`)
      })
    })

    /** The fields of a row's body, and one that it does not have. */
    const fieldsOf = (row: RouteRow): string[] => [
      ...(row.body
        ? Object.keys(z.toJSONSchema(row.body, { io: "input", unrepresentable: "any" }).properties ?? {})
        : []),
      "unknown_field",
    ]
    /**
     * Bodies that show each nasty value in each field. A value that the schema refuses in a field is sent together with
     * the other fields that refuse it, because the schema names all of them in one answer; one that it accepts is alone.
     */
    const nastyBodiesOf = (row: RouteRow): { what: string; body: Record<string, unknown> }[] =>
      nastyValues.flatMap(([what, value]) => {
        const refused = (field: string) =>
          row.body
            ?.safeParse({ [field]: value })
            .error?.issues.some(({ path, code }) =>
              code === "unrecognized_keys" ? field === "unknown_field" : path[0] === field
            ) ?? false
        const fields = fieldsOf(row)
        const together = Object.fromEntries(fields.filter(refused).map((field) => [field, value]))
        const alone = fields.filter((field) => !refused(field)).map((field) => ({ [field]: value }))
        return [together, ...alone].map((body) => ({ what: `${what} as ${Object.keys(body).join(", ")}`, body }))
      })

    it.each(tables.filter(([, row]) => row.method === "POST"))(
      "%s answers bad bodies in our shape, never 500",
      async (_name, row, place) => {
        // A key of its own for each, so that none is answered with another's answer.
        let asked = 0
        const headersOf = () => ({ ...credentials(row), "idempotency-key": `fuzz-0123456789-${asked++}` })
        await onAll(sampled(nastyBodies, place), async ([what, contentType, bytes]) => {
          const encoding: Record<string, string> = what.startsWith("an encoding")
            ? { "content-encoding": "klingon" }
            : {}
          const sent = { headers: { ...headersOf(), "content-type": contentType, ...encoding }, rawBody: bytes }
          expectOurShape(await api.raw(row.method, fill(row.path), sent), `${named(row)} with ${what}`)
        })
        await onAll(sampled(nastyBodiesOf(row), place), async ({ what, body }) =>
          expectOurShape(
            await api.raw(row.method, fill(row.path), { headers: headersOf(), body }),
            `${named(row)} with ${what}`
          )
        )
      }
    )

    it("answers an unknown route and a route without credentials in our shape", async () => {
      expectOurShape(await api.raw("GET", "/nothing/here"), "an unknown route")
      expect((await api.raw("GET", "/admin/products")).body).toMatchObject({ code: "unauthorized", retryable: false })
      expect((await api.raw("GET", "/nothing/here")).body).toMatchObject({ code: "not_found" })
      expect(baseUrl()).toMatch(/^http/)
    })
  })

  // Last, because it fills the database.
  describe("lists", () => {
    describeListCatalog()
    if (isLong) describeListPlans(shop)
  })
})
