import { readFileSync } from "node:fs"
import { join } from "node:path"

import { DEMO_PASSWORD, type Shop } from "@atrium/test-kit"
import { Client } from "pg"
import { z } from "zod"

import { growRequests } from "../../../benchmarks/lib/grow.cjs"
import { listPaths, readerOf, SIGN_INS } from "../../../benchmarks/lib/list-paths.cjs"
import { openApiDocument } from "../../../src/config/openapi"
import { routeTables } from "../../route-tables"

const inBenchmarks = (name: string) => readFileSync(join(__dirname, "../../../benchmarks/lib", name), "utf8")

/** Every GET route: a list with filters worth a look, a page of several rows with an example, or one that reads few. */
const Catalog = z.strictObject({
  lists: z.record(z.string(), z.array(z.string())),
  pages: z.record(z.string(), z.string()),
  others: z.array(z.string()),
  /** Orders by a column of another table, which no index of the list's own can have. */
  sorted_whole: z.record(z.string(), z.array(z.string())),
})

/** So many that Postgres chooses as it does at 100,000. */
const REQUESTS = 20_000
/** A list looks at up to 1,001 rows to count, and skips up to 1,000 to get to a page. */
const MOST_ROWS = 2500
/** Postgres reads tables of this size whole even where they have an index, and is right. The large ones have 10,000 and more. */
const MOST_ROWS_OF_TABLE = 5000

type Statement = { readonly text: string; readonly values: unknown[] }

/** Statements with their values that this process sends through `pg` while a job runs. */
const statementsOf = async (job: () => Promise<unknown>): Promise<Statement[]> => {
  const sent: Statement[] = []
  const original = Client.prototype.query
  const recorded = function (this: Client, ...args: unknown[]) {
    const Query = z.object({ text: z.string(), values: z.array(z.unknown()).nullish() })
    const query = Query.safeParse(args[0])
    if (query.success) sent.push({ text: query.data.text, values: query.data.values ?? [] })
    return Reflect.apply(original, this, args) as unknown
  }
  Client.prototype.query = recorded as typeof original
  try {
    await job()
    return sent
  } finally {
    Client.prototype.query = original
  }
}

const PlanNode = z.looseObject({
  "Node Type": z.string(),
  "Relation Name": z.string().optional(),
  "Actual Rows": z.number(),
  "Actual Loops": z.number(),
  "Rows Removed by Filter": z.number().optional(),
  "Rows Removed by Index Recheck": z.number().optional(),
  get Plans() {
    return z.array(PlanNode).optional()
  },
})
type PlanNode = z.infer<typeof PlanNode>
const Explained = z.array(z.object({ "QUERY PLAN": z.array(z.object({ Plan: PlanNode })) }))

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

const rowsRead = (node: PlanNode): number =>
  node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)

const readsTooMuch = (node: PlanNode): boolean =>
  node["Node Type"] === "Seq Scan"
    ? rowsRead(node) > MOST_ROWS_OF_TABLE
    : rowsRead(node) * node["Actual Loops"] > MOST_ROWS

const catalog = Catalog.parse(JSON.parse(inBenchmarks("lists.json")))

export const describeListCatalog = (): void => {
  const rows = routeTables.flatMap((table) => table.routes).filter(({ method }) => method === "GET")
  const named = (row: { path: string }) => `GET ${row.path}`

  it("knows every list and page", () => {
    const isList = (row: (typeof rows)[number]) => Object.hasOwn(row.query?.shape ?? {}, "offset")
    expect(Object.keys(catalog.lists).sort()).toEqual(rows.filter(isList).map(named).sort())
    const rest = rows.filter((row) => !isList(row)).map(named)
    expect([...Object.keys(catalog.pages), ...catalog.others].sort()).toEqual(rest.sort())
  })
}

/** Registers the tests; they fill the shop's database, so they come after all others. In `npm run test:faults` only. */
export const describeListPlans = ({ api, knex, signIn, publishableKey }: Shop): void => {
  const document = openApiDocument(routeTables, "http://localhost")

  const onConnection = async <T>(job: (connection: Client) => Promise<T>): Promise<T> => {
    const { client } = knex()
    const connection: Client = await client.acquireConnection()
    return job(connection).finally(() => client.releaseConnection(connection))
  }

  it("reads about as many rows as it shows, on every list and page, in every order", async () => {
    await onConnection((connection) => growRequests(connection, 1, REQUESTS))
    await knex().raw("VACUUM ANALYZE")
    const tokens = {
      staff: await signIn(...SIGN_INS.staff, DEMO_PASSWORD),
      customer: await signIn(...SIGN_INS.customer, DEMO_PASSWORD),
      affiliate: await signIn(...SIGN_INS.affiliate, DEMO_PASSWORD),
      provider: await signIn(...SIGN_INS.provider, DEMO_PASSWORD),
    }
    const paths = await onConnection(listPaths)

    const Operation = z.object({
      get: z.object({ parameters: z.array(z.object({ name: z.string(), schema: z.unknown() })) }),
    })
    const Orders = z.object({ enum: z.array(z.string()) })
    const ordersOf = (path: string): string[] => {
      const operation = Operation.safeParse(document.paths[path.replace(/:(\w+)/g, "{$1}")])
      const order = operation.data?.get.parameters.find(({ name }) => name === "order")
      return Orders.safeParse(order?.schema).data?.enum ?? []
    }
    const asked = [
      ...paths.lists.flatMap(({ route, path, queries }) => {
        const whole = catalog.sorted_whole[route] ?? []
        const orders = ordersOf(route.replace("GET ", "")).map((order) => `order=${order}`)
        return [...queries, ...orders.filter((order) => !whole.includes(order)), "offset=1666"].map((query) =>
          query === "" ? path : `${path}?${query}`
        )
      }),
      ...paths.pages,
    ]

    const tooMuch: string[] = []
    const check = async (connection: Client, { text, values }: Statement, path: string) => {
      const found = await connection.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values)
      const plans = Explained.parse(found.rows).flatMap((row) => row["QUERY PLAN"])
      for (const node of plans.flatMap(({ Plan }) => nodesOf(Plan))) {
        const read = `${node["Node Type"]} ${node["Relation Name"] ?? ""}, ${rowsRead(node)} rows ${node["Actual Loops"]} times`
        if (readsTooMuch(node)) tooMuch.push(`${path}: ${read}: ${text.slice(0, 200)}`)
      }
    }
    const checkAll = (statements: readonly Statement[], path: string) =>
      onConnection(async (connection) => {
        for (const statement of statements) await check(connection, statement, path)
      })
    for (const path of asked) {
      const headers = { authorization: `Bearer ${tokens[readerOf(path)]}`, "x-publishable-api-key": publishableKey() }
      const ask = () => api.raw("GET", path, { headers })
      // What the first reader counts is known to the second.
      const first = await ask()
      if (first.status !== 200) tooMuch.push(`${path} answered ${first.status}: ${JSON.stringify(first.body)}`)
      const sent = await statementsOf(ask)
      const reading = sent.filter(({ text }) => /^\s*(select|with)\b/i.test(text) && !/\bfor update\b/i.test(text))
      await checkAll(reading, path)
    }
    expect(tooMuch).toEqual([])
  }, 600_000)

  // The rows of the test before: deep pages start at a remembered row, whose order must be the list's.
  it.each([
    ["-created_at", "created_at DESC, id DESC"],
    ["status", "status, id"],
    ["-customer_name", "customer_name DESC, id DESC"],
    ["-due_at", "due_at DESC NULLS LAST, id DESC"],
  ])("shows the same rows on a deep page as the whole list sorted by %s", async (order, sql) => {
    const all: string[] = await knex()("service_request").whereNull("deleted_at").orderByRaw(sql).pluck("id")
    for (const offset of [990, 1000, 2345]) {
      const path = `/admin/service-requests?order=${order}&limit=20&offset=${offset}`
      const { body } = await api.admin.get<{ service_requests: { id: string }[]; count: number }>(path)
      expect(body.service_requests.map(({ id }) => id)).toEqual(all.slice(offset, offset + 20))
      expect(body.count).toBe(all.length)
    }
  })

  // More than a thousand matches, all older than the list's first thousand rows.
  it.each(["-received_at", "-processed_at", "received_at"])(
    "shows the same rows of a search for old matches as the whole list sorted by %s",
    async (order) => {
      const [, descending = "", field = ""] = /^(-?)(\w+)$/.exec(order) ?? []
      const all: string[] = await knex()("gateway_event")
        .whereLike("event_id", String.raw`evt\_1\_2%`)
        .orderByRaw(descending ? `${field} DESC NULLS LAST, id DESC` : `${field}, id`)
        .pluck("id")
      expect(all.length).toBeGreaterThan(1000)
      for (const offset of [0, 20, 985, 1000]) {
        const path = `/admin/gateway-events?q=evt_1_2&order=${order}&limit=20&offset=${offset}`
        const { body } = await api.admin.get<{ gateway_events: { id: string }[]; count: number }>(path)
        expect(body.gateway_events.map(({ id }) => id)).toEqual(all.slice(offset, offset + 20))
        expect(body.count).toBe(all.length)
      }
    }
  )

  it("shows a new match of a search for old ones at once, and no longer what stopped to match", async () => {
    const path = "/admin/gateway-events?q=evt_1_2&status=processed&limit=3"
    const shown = async () => {
      const { body } = await api.admin.get<{ gateway_events: { id: string }[] }>(path)
      return body.gateway_events.map(({ id }) => id)
    }
    const [first = "", second = "", third = ""] = await shown()
    await knex()("gateway_event").where({ id: first }).update({ status: "dead" })
    expect(await shown()).toEqual([second, third])
    await knex().raw(`INSERT INTO gateway_event (id, provider, event_id, type, body, status, attempts, received_at)
      VALUES ('gwev_new', 'pp_sandbox_sandbox', 'evt_1_2_new', 'payment_intent.captured', '{}', 'processed', 1, now())`)
    expect((await shown())[0]).toBe("gwev_new")
  })
}
