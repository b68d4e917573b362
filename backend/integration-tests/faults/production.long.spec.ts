import {
  cloneTemplate,
  createDatabase,
  freePort,
  type RedisServer,
  repositoryRoot,
  runMedusa,
  startRedis,
  startShopProcess,
  type TestDatabase,
  withSession,
} from "@atrium/test-kit"
import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"

const run = promisify(execFile)

jest.setTimeout(200_000)

describe("production", () => {
  let database: TestDatabase
  let redis: RedisServer
  let production: Record<string, string>

  /** What `npm run migrate` is, from the source. */
  const migrate = () =>
    run(process.execPath, [join(repositoryRoot(), "scripts/migrate.mjs")], {
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, ...production, ATRIUM_PLUGINS_FROM: "source", NODE_OPTIONS: "--conditions=atrium-source" },
    })

  beforeAll(async () => {
    redis = await startRedis()
    database = await createDatabase("production")
    production = {
      NODE_ENV: "production",
      ATRIUM_RATE_LIMIT_FACTOR: "1",
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      JWT_SECRET: "9f1c64a0be27d358f04e7a92c6b1d83512ce47a9",
      COOKIE_SECRET: "5b83e0d7f1942ac6083e9d71b45fc2a6e97d0813",
      ATRIUM_AUDIT_SECRET: "e1f70b52c94d38a6710ce8f5b2d49a037c6e15d8",
      AUTH_MFA_ENCRYPTION_KEY: "c40d92b7e68f13a5d07b4e91f852c6a3b91e7d04",
      ATRIUM_ENCRYPTION_KEYS: "k1:7tXHP2Lbyc8AwLqWm0dB6oBvRkbKf4n1wTtZJ9sGx3E=",
      ATRIUM_BACKEND_URL: "https://api.shop.example",
      ATRIUM_STOREFRONT_URL: "https://shop.example",
      ATRIUM_SMTP_URL: "smtp://localhost:1025",
      ATRIUM_MAIL_FROM: "hello@shop.example",
      ATRIUM_METRICS_TOKEN: "7d1f9c02e4ab8356",
    }
  })

  afterAll(async () => {
    await database.drop()
    await redis.stop()
  })

  it("does not start without required settings, and names all that are missing [R27]", async () => {
    const secrets = [
      "JWT_SECRET",
      "COOKIE_SECRET",
      "ATRIUM_AUDIT_SECRET",
      "AUTH_MFA_ENCRYPTION_KEY",
      "ATRIUM_ENCRYPTION_KEYS",
    ]
    const missing = ["REDIS_URL", ...secrets, "ATRIUM_BACKEND_URL", "ATRIUM_SMTP_URL"]
    const { code, output } = await runMedusa(["start"], {
      NODE_ENV: "production",
      ATRIUM_RATE_LIMIT_FACTOR: "1",
      DATABASE_URL: database.url,
      ATRIUM_SANDBOX_SECRET: "anything",
      // Empty counts as not set, whatever this test's environment has.
      ...Object.fromEntries(missing.map((variable) => [variable, ""])),
    })
    expect(code).toBe(1)
    for (const variable of [...missing, "ATRIUM_SANDBOX_SECRET"]) expect(output).toContain(`${variable} must`)
    expect(output).not.toContain("    at ")
  })

  it("does not start on a demo's database, and logs that in one sentence [R27]", async () => {
    const demo = await cloneTemplate("production")
    const { code, output } = await runMedusa(["start", "-p", String(await freePort())], {
      ...production,
      DATABASE_URL: demo.url,
    })
    await demo.drop()
    expect(code).toBe(1)
    const errors = output.split("\n").filter((line) => line.includes('"level":"error"'))
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain("because it contains demo data")
  })

  it("migrates an empty database once when two processes start at the same moment; both succeed [R26]", async () => {
    const outputs = (await Promise.all([migrate(), migrate()])).map(({ stdout }) => stdout)
    expect(outputs.filter((output) => output.includes("waited for another migration"))).toHaveLength(1)
    const { rows } = await withSession(database.url, (client) =>
      client.query("SELECT count(*) - count(DISTINCT name) AS twice FROM mikro_orm_migrations")
    )
    expect(Number(rows[0]?.twice)).toBe(0)
  })

  it("runs on its own database, without the sandbox gateway and without demo data [R27]", async () => {
    const port = await freePort()
    const worker = await startShopProcess({
      databaseUrl: database.url,
      port,
      env: { ...production, MEDUSA_WORKER_MODE: "worker", PORT: String(port) },
    })
    const own = await freePort()
    const server = await startShopProcess({
      databaseUrl: database.url,
      port: own,
      env: { ...production, MEDUSA_WORKER_MODE: "server", PORT: String(own) },
    })
    try {
      for (const { baseUrl } of [worker, server]) {
        expect(await (await fetch(`${baseUrl}/ready`)).json()).toEqual({
          status: "ready",
          checks: { postgres: "ok", migrations: "ok", redis: "ok" },
        })
        expect((await fetch(`${baseUrl}/metrics`)).status).toBe(401)
        const headers = { authorization: "Bearer 7d1f9c02e4ab8356" }
        expect(await (await fetch(`${baseUrl}/metrics`, { headers })).text()).toContain("atrium_process_cpu")
      }
      expect((await fetch(`${worker.baseUrl}/store/products`)).status).toBe(404)
      expect((await fetch(`${server.baseUrl}/sandbox-gateway/events`)).status).toBe(404)
      expect((await fetch(`${server.baseUrl}/hooks/gateway/sandbox`, { method: "POST", body: "{}" })).status).toBe(404)
      const login = { email: "admin@atrium.test", password: "atrium-demo" }
      const answer = await fetch(`${server.baseUrl}/auth/user/emailpass`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(login),
      })
      expect(answer.status).toBe(401)
      // A process of a release whose migrations have not run must get no request.
      const rename = (from: string, to: string) =>
        withSession(database.url, (client) =>
          client.query("UPDATE mikro_orm_migrations SET name = $2 WHERE name = $1", [from, to])
        )
      await rename("Migration20261121010000", "not-run")
      expect((await fetch(`${server.baseUrl}/ready`)).status).toBe(503)
      await rename("not-run", "Migration20261121010000")
      expect((await fetch(`${server.baseUrl}/ready`)).status).toBe(200)
      // Without Redis nothing is lost, but a load balancer should know.
      await redis.stop()
      expect((await fetch(`${server.baseUrl}/ready`)).status).toBe(503)
    } finally {
      await Promise.all([worker.kill(), server.kill()])
    }
  })
})
