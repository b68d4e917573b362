import { randomUUID } from "node:crypto"

import { asCustomer, buy, DEMO_PASSWORD, ok, registerCustomer, sampled, withShop } from "@atrium/test-kit"

import { CORE_FIELDS } from "../../../src/config/core-fields"
import { coreRoutes } from "../../../src/config/core-routes"
import { routeTables } from "../../route-tables"
import { activeProvider, give } from "../providers/make-provider"
import { type RunningRoute, runningRouter } from "../staff-access/running-router"
import { onAll } from "./on-all"
import { nastyQueries, nastySegments } from "./nasty-values"

jest.setTimeout(300_000)

const IDENTITIES = ["owner", "other owner", "wrong role", "suspended", "anonymous"] as const
type Identity = (typeof IDENTITIES)[number]
type Row = { actor: string; path: string }

const named = ({ method, path }: RunningRoute) => `${method} ${path}`
const ours = new Map(routeTables.flatMap(({ routes }) => routes.map((row): [string, Row] => [named(row), row])))
const open = new Map(coreRoutes.map((row): [string, Row] => [named(row), row]))
const area = (path: string) => path.split("/")[1] ?? ""

withShop((shop) => {
  const { api, baseUrl, publishableKey, signIn } = shop
  const OWNER = {
    full_name: "Quenby Ownerson",
    email: "ravi@customers.atrium.test",
    phone: "+919812345677",
  }
  const tokens: Record<string, Partial<Record<Identity, string>>> = {}
  const ids: [prefix: string, parameter: string, id: string][] = []
  let secret = ""
  let routes: RunningRoute[] = []

  beforeAll(async () => {
    routes = (await runningRouter(baseUrl())).routes
    const ravi = await signIn("customer", OWNER.email, DEMO_PASSWORD)
    const maya = await signIn("customer", "maya@affiliates.atrium.test", DEMO_PASSWORD)
    const asOwner = api.customer(ravi)

    const { purchase, order } = await buy(asCustomer(api, ravi), { customer: OWNER, affiliate_code: "MAYA10" })
    secret = purchase.payment.client_secret
    await shop.drainWork()
    const request = ok(
      await asOwner.get<{ service_requests: { id: string }[] }>("/store/customers/me/service-requests")
    ).service_requests[0]
    const { customer } = ok(
      await asOwner.post<{
        customer: { id: string; addresses: { id: string }[] }
      }>("/store/customers/me/addresses", {
        first_name: "Quenby",
        last_name: "Ownerson",
        address_1: "1 Lake Road",
        city: "Pune",
        country_code: "in",
        postal_code: "411001",
        phone: OWNER.phone,
      })
    )

    const [working, colleague, resting] = [
      await activeProvider(shop),
      await activeProvider(shop),
      await activeProvider(shop),
    ]
    await give(shop, request?.id ?? "", working.id)
    ok(
      await api.admin.post(`/admin/providers/${resting.id}`, {
        status: "suspended",
      })
    )

    const gone = await registerCustomer(shop)
    ok(await api.admin.delete(`/admin/customers/${gone.id}`))

    const leaving = await signIn("user", "support@atrium.test", DEMO_PASSWORD)
    const staff = ok(await api.admin.get<{ staff: { id: string; email: string }[] }>("/admin/staff?limit=100")).staff
    const leaver = staff.find(({ email }) => email === "support@atrium.test")?.id ?? ""
    ok(await api.admin.post(`/admin/staff/${leaver}`, { status: "suspended" }))

    const admin = await signIn("user", "admin@atrium.test", DEMO_PASSWORD)
    tokens.store = {
      owner: ravi,
      "other owner": maya,
      "wrong role": colleague.token,
      suspended: gone.token,
    }
    tokens.provider = {
      owner: working.token,
      "other owner": colleague.token,
      "wrong role": maya,
      suspended: resting.token,
    }
    // Which member of staff may call which route: roles.spec.ts, over the same routes.
    tokens.admin = {
      owner: admin,
      "other owner": maya,
      "wrong role": colleague.token,
      suspended: leaving,
    }

    ids.push(
      ["/store/orders", "id", order.id],
      ["/store/customers/me/addresses", "address_id", customer.addresses[0]?.id ?? ""],
      ["/store/customers/me/service-requests", "id", request?.id ?? ""],
      ["/store/service-purchases", "id", purchase.id],
      ["/provider/service-requests", "id", request?.id ?? ""],
      ["/admin/orders", "id", order.id],
      ["/admin/customers", "id", customer.id],
      ["/admin/service-requests", "id", request?.id ?? ""]
    )
  }, 240_000)

  const filled = (path: string, segment = "none_01"): string =>
    path.replace(/:(\w+)/g, (_, parameter: string) => {
      const known = ids.find(([prefix, name]) => path.startsWith(`${prefix}/`) && name === parameter)
      return known?.[2] ?? segment
    })
  const send = (method: string, path: string, token?: string) => {
    const ask = () =>
      api.raw<unknown>(method, path, {
        headers: {
          ...(/^\/store/i.test(path) ? { "x-publishable-api-key": publishableKey() } : {}),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        ...(method === "GET" ? {} : { body: {} }),
      })
    // A kept connection may be closed by the server at the very moment it is used again.
    return ask().catch(ask).catch(ask)
  }

  const closed = (route: RunningRoute) =>
    !ours.has(named(route)) && !open.has(named(route)) && !["admin", "auth"].includes(area(route.path))

  /** Whether a row is for this identity; undefined where anybody may call it and what is answered decides. */
  const allows = (route: RunningRoute, identity: Identity): boolean | undefined => {
    if (closed(route)) return false
    // Admin's sign-in page asks which parts of Medusa are switched on.
    if (named(route) === "GET /admin/feature-flags") return undefined
    const row = ours.get(named(route)) ?? open.get(named(route))
    const actor = area(route.path) === "admin" && !row ? "staff" : row?.actor
    if (actor === "gateway" || actor === "gateway_dashboard") return false
    if (actor === "customer" || actor === "provider" || actor === "staff") {
      if (identity === "owner") return true
      return identity === "other owner" && actor !== "staff" && !route.path.includes(":")
    }
    return undefined
  }

  it("knows every route of ours in the running router", () => {
    const running = new Set(routes.map(named))
    expect([...ours.keys()].filter((name) => !running.has(name))).toEqual([])
  })

  describe("the table of core's open routes", () => {
    it("names only routes that the process has", () => {
      const running = new Set(routes.map(named))
      expect([...open.keys()].filter((name) => !running.has(name) && name !== "GET /health")).toEqual([])
    })
  })

  it("refuses other people's data on every route of the process", async () => {
    const checks = routes.flatMap((route) => IDENTITIES.map((identity) => ({ route, identity })))
    const wrong: string[] = []
    let asked = 0
    await onAll(checks, async ({ route, identity }) => {
      const allowed = allows(route, identity)
      // What an allowed caller may change stays unchanged, for the checks that come after.
      if (allowed !== false && route.method !== "GET") return
      // Which member of staff may call which: roles.spec.ts. One of core's is a stream that never ends.
      if (allowed === true && area(route.path) === "admin") return
      asked += 1
      const token = (tokens[area(route.path)] ?? tokens.store)?.[identity]
      const { status, body } = await send(route.method, filled(route.path), token)
      const what = `${named(route)} as ${identity} answered ${status}`
      const text = typeof body === "string" ? body : JSON.stringify(body)
      if (status >= 500 || status === 429) wrong.push(`${what}: ${text.slice(0, 200)}`)
      if (closed(route) ? status !== 404 : allowed === false && ![400, 401, 403, 404].includes(status))
        wrong.push(`${what}, not a refusal`)
      if (allowed === true && area(route.path) !== "admin" && route.path.includes(":id") && status === 401)
        wrong.push(`${what}: its owner is refused`)
      // After payment not even the owner sees the payment's secret again.
      if (text.includes(secret)) wrong.push(`${what} and shows the payment's secret`)
      if (identity !== "owner")
        for (const fact of [OWNER.email, OWNER.phone, "Ownerson"])
          if (text.includes(fact)) wrong.push(`${what} and tells ${fact}`)
    })
    expect(wrong).toEqual([])
    const own = routes.filter((route) => ours.has(named(route))).length
    process.stdout.write(
      `ownership matrix: ${routes.length} routes (${own} ours, ${routes.length - own} core) × ${IDENTITIES.length} identities = ${checks.length} checks, ${asked} asked\n`
    )
  })

  it("shows owners their own data", async () => {
    for (const [prefix, , id] of ids.filter(([path]) => /^\/store\/(orders|customers)/.test(path)))
      expect([prefix, (await send("GET", `${prefix}/${id}`, tokens.store?.owner)).status]).toEqual([prefix, 200])
  })

  it("answers 404 for other spellings of open routes and for every closed route", async () => {
    for (const path of [
      "/STORE/regions",
      "/store/Regions",
      "/store//regions",
      "/store/search",
      "/store/returns",
      "/cloud/auth",
    ])
      expect([path, (await send("GET", path)).status]).toEqual([path, 404])
  })

  describe("the fields parameter", () => {
    it.each([
      ["/store/products", "variants.prices"],
      ["/store/products", "*variants.inventory_items"],
      ["/store/products", "+sales_channels.id"],
      ["/store/products", "-sales_channels.name,id"],
      ["/store/product-tags", "*products"],
      ["/store/product-variants", "*prices"],
      ["/store/regions", "*payment_providers.account_holders"],
      ["/store/collections", "*products"],
      ["/store/customers/me", "*orders"],
      ["/store/customers/me", "metadata"],
      ["/store/orders", "*payment_collections"],
      ["/store/orders", "customer.email"],
    ])("is refused on %s: %s", async (path, field) => {
      const answer = await send("GET", `${path}?fields=${encodeURIComponent(field)}`, tokens.store?.owner)
      expect(answer).toMatchObject({
        status: 400,
        body: { code: "invalid_input" },
      })
      expect(JSON.stringify(answer.body)).toContain(field.split(",")[0])
      const listed = await send("GET", `${path}?fields[]=id&fields[]=${encodeURIComponent(field)}`, tokens.store?.owner)
      expect(listed.status).toBe(400)
    })

    it("is answered exactly for tags and types: not with the products core adds", async () => {
      for (const [path, key] of [
        ["/store/product-tags", "product_tags"],
        ["/store/product-types", "product_types"],
      ] as const) {
        ok(await api.admin.post(path.replace("/store", "/admin"), { value: randomUUID() }))
        for (const query of ["", "?fields=id", "?fields=%2Bvalue"]) {
          const { status, body } = await api.store.get<Record<string, object[]>>(path + query)
          const fields = new Set(body[key]?.flatMap((one) => Object.keys(one)))
          expect([path, query, status, [...fields].sort()]).toEqual([
            path,
            query,
            200,
            ["created_at", "id", "updated_at", "value"],
          ])
        }
      }
    })

    it("is everything in the lists, which core knows", async () => {
      const readable = coreRoutes.filter(
        ({ method, path, actor }) => method === "GET" && !path.includes(":") && actor !== "cart" && path !== "/health"
      )
      for (const { path, fields } of readable) {
        const region = path === "/store/payment-providers" || path === "/store/products" ? await aRegion() : ""
        const answer = await send(
          "GET",
          `${path}?fields=${CORE_FIELDS[fields].join(",")}${region}`,
          tokens.store?.owner
        )
        expect({
          path,
          status: answer.status,
          body: answer.status === 200 ? null : answer.body,
        }).toEqual({
          path,
          status: 200,
          body: null,
        })
      }
    })
    const aRegion = async () => {
      const { regions } = ok(await api.store.get<{ regions: { id: string }[] }>("/store/regions"))
      return `&region_id=${regions[0]?.id ?? ""}`
    }
  })

  describe("every GET of Admin and Store", () => {
    const UNKNOWN = ["none_01KB5Z7Q8XN3M4P5R6S7T8V9WX", "x".repeat(300)]
    const ODD = [
      "?limit=-1",
      "?offset=abc",
      "?order=nonsense",
      "?order=-id&limit=1",
      "?fields=*",
      "?fields=id,nonsense",
    ]
    const INTERNALS = /Awilix|Cannot read|is not a function|\bat .*\.js:\d|select .* from|container\b/i
    const found = new Map<string, Promise<string>>()

    /** The id of a thing that exists, by the list it is in; one that does not where the list is empty or is no list. */
    const someId = (list: string): Promise<string> => {
      const asked = found.get(list) ?? firstIdOf(list)
      found.set(list, asked)
      return asked
    }
    const firstIdOf = async (list: string): Promise<string> => {
      const { body } = await send("GET", list, tokens[area(list)]?.owner)
      const lists = Object.values(Object(body)).filter(Array.isArray)
      const [first] = lists[0] ?? []
      return first?.id ?? first?.code ?? UNKNOWN[0]
    }
    const withRealIds = async (path: string): Promise<string> => {
      const [, list = "", rest = ""] = /^(\/\w+\/[\w-]+)(.*)$/.exec(filled(path, ":")) ?? []
      const first = rest.startsWith("/:") ? `${list}/${await someId(list)}${rest.slice(2)}` : list + rest
      return first.replaceAll(/:/g, UNKNOWN[0] ?? "")
    }

    const answered = <T>(request: Promise<T>): Promise<T | undefined> =>
      Promise.race([request, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 30_000).unref())])

    it("answers unknown ids and odd queries without a 500, and never with a payment's secret", async () => {
      const reads = routes.filter(
        (route) =>
          route.method === "GET" &&
          ["admin", "store"].includes(area(route.path)) &&
          !closed(route) &&
          // A stream that never ends.
          !route.path.endsWith("/subscribe")
      )
      const sessions = "fields=*payment_collections.payments,*payment_collections.payment_sessions"
      const asked = [
        ...reads.flatMap(({ path }, place) =>
          path.includes(":") ? sampled(UNKNOWN, place).map((id) => path.replace(/:(\w+)/g, id)) : []
        ),
        ...(await Promise.all(reads.map(({ path }) => withRealIds(path)))).flatMap((path, place) => [
          path,
          ...sampled(ODD, place).map((query) => path + query),
        ]),
        ...[`/admin/orders?${sessions}`, `/admin/orders/${await someId("/admin/orders")}?${sessions}`],
        ...["/admin/payments?fields=*payment_session,%2Bdata", "/admin/workflows-executions?fields=*&limit=100"],
      ]
      const faults: string[] = []
      await onAll([...new Set(asked)], async (path) => {
        const shown = path.replace(/x{300}/g, "x…x").slice(0, 160)
        const answer = await answered(send("GET", path, tokens[area(path)]?.owner)).catch(() => undefined)
        if (!answer) return void faults.push(`${shown} never answered`)
        const { status, body } = answer
        const text = typeof body === "string" ? body : JSON.stringify(body)
        const what = `${shown} answered ${status}`
        if (status >= 500 || status === 429) faults.push(`${what}: ${text.slice(0, 200)}`)
        if (status >= 400 && INTERNALS.test(text)) faults.push(`${what} with internals: ${text.slice(0, 200)}`)
        if (text.includes(secret)) faults.push(`${what} and shows the payment's secret`)
      })
      expect(faults).toEqual([])
      process.stdout.write(`unknown ids and odd queries: ${reads.length} routes, ${new Set(asked).size} asked\n`)
    })
  })

  it("finds what has accents in its name without them, in every list of ours that is searched by names", async () => {
    const knex = shop.knex()
    const NAMED: readonly (readonly [list: string, table: string, column: string])[] = [
      ["/admin/providers", "provider", "name"],
      ["/admin/assignment-decisions", "provider", "name"],
      ["/admin/affiliates", "customer", "first_name"],
      ["/admin/affiliate-programmes", "affiliate_programme", "name"],
      ["/admin/commissions", "commission", "service_title"],
      ["/admin/service-requests", "service_request", "customer_name"],
      ["/admin/service-templates", "product", "title"],
      ["/admin/staff", "user", "first_name"],
    ]
    await knex.transaction(async (trx) => {
      // What a commission was computed from is frozen by a trigger.
      await trx.raw("SET LOCAL session_replication_role = replica")
      for (const [, table, column] of NAMED) await trx(table).update({ [column]: "Zoë Ünal" })
    })
    for (const [list] of NAMED)
      for (const q of ["zoe unal", "ZOË", "ünal"]) {
        const { body } = await api.admin.get<{ count: number }>(`${list}?q=${encodeURIComponent(q)}`)
        expect({ list, q, found: body.count > 0 }).toEqual({ list, q, found: true })
      }
  })

  it("answers absurd paths and queries of core's open routes without a 500", async () => {
    const reads = coreRoutes.filter(({ method, path }) => method === "GET" && path.startsWith("/store"))
    const asked = reads.flatMap(({ path }, place) => [
      ...(path.includes(":") ? sampled(nastySegments, place).map((segment) => path.replace(/:(\w+)/g, segment)) : []),
      ...sampled(nastyQueries, place).map((query) => filled(path) + query),
    ])
    const faults: string[] = []
    await onAll(asked, async (path) => {
      const { status } = await send("GET", path, tokens.store?.owner)
      if (status >= 500) faults.push(`${path.slice(0, 120)} answered ${status}`)
    })
    expect(faults).toEqual([])
  })
})
