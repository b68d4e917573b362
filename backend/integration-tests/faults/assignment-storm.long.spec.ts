import {
  cloneTemplate,
  createApiClient,
  DEMO_PASSWORD,
  eventually,
  freePort,
  type Mailbox,
  openMailbox,
  openSession,
  type RedisServer,
  type ShopProcess,
  startRedis,
  startShopProcess,
} from "@atrium/test-kit"
import type { Client } from "pg"

import { insertPaidOrders, insertProviders, type StormProvider, stormProviders } from "./assignment-storm.setup"

/**
 * 300 paid requests at once, two processes with a worker each, one Postgres, one Redis. The rules are checked with queries that are
 * independent of the engine's, and every decision must be reproducible from what was recorded.
 */
const REQUESTS = 300
/** Effort of the busiest provider ÷ its weighted share, among the providers who could take their share. */
const BUSIEST_AT_MOST = 1.15

jest.setTimeout(240_000)

type Load = { provider_id: string; minutes: number; requests: number }
type Replay = { replay: { same_winner: boolean; differences: unknown[] } }

describe("300 requests at once in two processes", () => {
  let mailbox: Mailbox
  let redis: RedisServer
  let database: Awaited<ReturnType<typeof cloneTemplate>>
  let client: Client
  const shops: ShopProcess[] = []
  const now = new Date()
  const providers: StormProvider[] = stormProviders(now)
  const byId = new Map(providers.map((one) => [one.id, one]))
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await client.query(sql, values)).rows
  const count = async (sql: string, values: unknown[] = []) =>
    Number((await rows<{ n: string }>(sql, values))[0]?.n ?? 0)

  beforeAll(async () => {
    mailbox = await openMailbox()
    redis = await startRedis()
    database = await cloneTemplate("storm")
    client = await openSession(database.url)
    await insertProviders(client, providers, now)
    const env = { REDIS_URL: redis.url, ATRIUM_SMTP_URL: mailbox.url, ATRIUM_RATE_LIMIT_FACTOR: "1000" }
    for (let index = 0; index < 2; index += 1)
      shops.push(await startShopProcess({ databaseUrl: database.url, port: await freePort(), env }))
  })

  afterAll(async () => {
    await Promise.all(shops.map((shop) => shop.stop()))
    await client.end()
    await mailbox.close()
    await redis.stop()
    await database.drop()
  })

  it("assigns each to one provider, within skills, hours and capacity, in fair shares that can be replayed", async () => {
    const started = Date.now()
    await insertPaidOrders(client, REQUESTS)
    const live = "SELECT count(*) AS n FROM assignment WHERE released_at IS NULL"
    await eventually(
      () => count(live),
      (n) => n === REQUESTS,
      180_000
    )
    const seconds = (Date.now() - started) / 1000

    expect(await count("SELECT count(DISTINCT request_id) AS n FROM assignment")).toBe(REQUESTS)
    expect(
      await count(`SELECT count(*) AS n FROM service_request r JOIN assignment a ON a.request_id = r.id
        WHERE r.status = 'team_assigned' AND r.provider_id = a.provider_id`)
    ).toBe(REQUESTS)
    expect(await count("SELECT count(*) AS n FROM work_item WHERE status = 'dead'")).toBe(0)

    // Skills: all that the service's template requires.
    expect(
      await count(`SELECT count(*) AS n FROM assignment a JOIN service_request r ON r.id = a.request_id
        JOIN service_template_version v ON v.id = r.template_version_id JOIN provider p ON p.id = a.provider_id
        WHERE NOT p.skills @> ARRAY(SELECT jsonb_array_elements_text(v.content -> 'routing' -> 'skills'))`)
    ).toBe(0)

    // Capacity and hours: the reserved hours of each week fit into it and equal the assignments' effort.
    const weeks = await rows<{ provider_id: string; week: string; reserved: number; parts: number }>(
      `SELECT w.provider_id, to_char(w.week, 'YYYY-MM-DD') AS week, w.reserved_minutes AS reserved,
         (SELECT coalesce(sum(CAST(x.part ->> 'minutes' AS int)), 0)::int
          FROM assignment a, jsonb_array_elements(a.weeks) AS x(part)
          WHERE a.provider_id = w.provider_id AND x.part ->> 'week' = to_char(w.week, 'YYYY-MM-DD')) AS parts
       FROM provider_week w`
    )
    for (const week of weeks) {
      const own = byId.get(week.provider_id)
      expect(week.reserved).toBe(week.parts)
      expect(week.reserved).toBeLessThanOrEqual((own?.capacityHours ?? 0) * 60)
      expect(week.reserved).toBeLessThanOrEqual(Object.keys(own?.workingHours ?? {}).length * 9 * 60)
    }
    const late = await rows<Load>("SELECT provider_id FROM assignment WHERE provider_id = ANY($1)", [
      ["prov_storm_away", "prov_storm_late"],
    ])
    expect(late).toEqual([])

    // Shares, among the providers who could take theirs.
    const loads = await rows<Load>(
      `SELECT provider_id, sum(effort_minutes)::int AS minutes, count(*)::int AS requests FROM assignment GROUP BY 1`
    )
    const free = loads.filter(({ provider_id }) => byId.get(provider_id)?.bounded === false)
    const total = free.reduce((sum, { minutes }) => sum + minutes, 0)
    const weights = providers.filter(({ bounded }) => !bounded).reduce((sum, { weight }) => sum + weight, 0)
    const ratios = free.map(
      ({ provider_id, minutes }) => minutes / ((total * (byId.get(provider_id)?.weight ?? 0)) / weights)
    )
    const busiest = Math.max(...ratios)
    expect(busiest).toBeLessThanOrEqual(BUSIEST_AT_MOST)

    const replayed = await replayAll()
    expect(replayed).toEqual({ decisions: REQUESTS, different: 0 })
    process.stdout.write(
      `assignment storm: ${REQUESTS} requests, ${providers.length} providers, 2 processes: all assigned in ` +
        `${seconds.toFixed(1)} s; effort ÷ weighted target: busiest ${busiest.toFixed(3)}, least ` +
        `${Math.min(...ratios).toFixed(3)}; ${replayed.decisions} decisions replay to the same winner\n`
    )
  })

  const replayAll = async (): Promise<{ decisions: number; different: number }> => {
    const keys = { publishable: "", admin: "" }
    const api = createApiClient(
      () => shops[0]?.baseUrl ?? "",
      () => keys
    )
    const body = { email: "admin@atrium.test", password: DEMO_PASSWORD }
    keys.admin = (await api.raw<{ token: string }>("POST", "/auth/user/emailpass", { body })).body.token
    const ids = (await rows<{ id: string }>("SELECT id FROM assignment_decision ORDER BY id")).map(({ id }) => id)
    let different = 0
    for (let from = 0; from < ids.length; from += 10) {
      const answers = await Promise.all(
        ids.slice(from, from + 10).map((id) => api.admin.post<Replay>(`/admin/assignment-decisions/${id}/replay`))
      )
      different += answers.filter(
        ({ body: { replay } }) => !replay?.same_winner || replay.differences.length > 0
      ).length
    }
    return { decisions: ids.length, different }
  }
})
