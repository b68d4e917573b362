import {
  type ApiClient,
  cloneTemplate,
  createApiClient,
  freePort,
  openMailbox,
  openSession,
  type ShopProcess,
  startRedis,
  startShopProcess,
} from "@atrium/test-kit"

export type Role = "server-a" | "server-b" | "worker"

/** Two servers and a worker on one Postgres and one Redis, in separate processes as in production. */
export const startFleet = async () => {
  const [redis, mailbox, database] = await Promise.all([startRedis(), openMailbox(), cloneTemplate("fleet")])
  const client = await openSession(database.url)
  const { rows } = await client.query("SELECT token FROM api_key WHERE type = 'publishable' LIMIT 1")
  const keys = { publishable: String(rows[0]?.token), admin: "" }
  const ports = { "server-a": await freePort(), "server-b": await freePort(), worker: await freePort() }
  const running = new Map<Role, ShopProcess>()

  const start = async (role: Role) => {
    const process_ = await startShopProcess({
      databaseUrl: database.url,
      port: ports[role],
      env: {
        REDIS_URL: redis.url,
        ATRIUM_RATE_LIMIT_FACTOR: "1",
        MEDUSA_WORKER_MODE: role === "worker" ? "worker" : "server",
        // Postgres shows each connection's process by this name.
        PGAPPNAME: role,
        ATRIUM_SMTP_URL: mailbox.url,
        ATRIUM_SANDBOX_TARGET_URL: `http://localhost:${ports["server-a"]}`,
      },
      ...(process.env.ATRIUM_SHOP_LOG ? { logFile: `${process.env.ATRIUM_SHOP_LOG}.${role}` } : {}),
    })
    running.set(role, process_)
  }

  const end = async () => {
    await Promise.all([...running.values()].map((process_) => process_.kill()))
    await client.end()
    await redis.stop()
    await mailbox.close()
    await database.drop()
  }

  const started = await Promise.allSettled([start("server-a"), start("server-b"), start("worker")])
  for (const outcome of started)
    if (outcome.status === "rejected") {
      await end()
      throw outcome.reason
    }

  return {
    redis,
    mailbox,
    database,
    url: (role: Role) => `http://localhost:${ports[role]}`,
    /** Calls one server from a separate client address, as the proxy in front would forward it. */
    api: (role: Role, address: string): ApiClient =>
      createApiClient(
        () => `http://localhost:${ports[role]}`,
        () => keys,
        { "x-forwarded-for": address }
      ),
    start,
    kill: async (role: Role) => running.get(role)?.kill(),
    /** Sends SIGTERM and returns the exit code. */
    stop: (role: Role) => running.get(role)?.stop() ?? Promise.resolve(null),
    query: async (sql: string, values: unknown[] = []) =>
      (await client.query<Record<string, unknown>>(sql, values)).rows,
    /** The number in the column `n` of the only row. */
    count: async (sql: string, values: unknown[] = []) => Number((await client.query(sql, values)).rows[0]?.n ?? 0),
    end,
  }
}

export type Fleet = Awaited<ReturnType<typeof startFleet>>
