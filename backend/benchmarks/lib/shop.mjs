// The shop that is measured: the backend as `npm start` runs it, on a database of its own that is dropped afterwards.
import { mkdirSync } from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"

import { linkPlugins } from "../../../scripts/link-plugins.mjs"
import { demoKeys } from "../../../scripts/lib/demo-keys.mjs"
import { inRoot, inState, tool } from "../../../scripts/lib/paths.mjs"
import { freePort } from "../../../scripts/lib/ports.mjs"
import { ensureDatabase, startPostgres, urlOf } from "../../../scripts/lib/postgres.mjs"
import { responds, launch, untilReady } from "../../../scripts/lib/processes.mjs"
import * as shops from "../../../scripts/lib/shop.mjs"
import { step } from "../../../scripts/lib/steps.mjs"

const folder = inState("benchmark")
const logFile = (name) => join(folder, `${name}.log`)

const connected = async (url, job) => {
  const { Client } = (await import("pg")).default
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await job(client)
  } finally {
    await client.end()
  }
}

/** Runs SQL on the shop's database. */
export const onDatabase = (shop, job) => connected(shop.databaseUrl, job)

const makeDatabase = async (postgres) => {
  const name = `atrium_benchmark_${process.pid}`
  if (!postgres) {
    const settings = await startPostgres(join(folder, "postgres"), { log: logFile("postgres"), unsafe: true })
    await ensureDatabase(settings, name)
    return { url: urlOf(settings, name), admin: urlOf(settings, "postgres"), name }
  }
  const url = new URL(postgres)
  url.pathname = `/${name}`
  await connected(postgres, (client) => client.query(`CREATE DATABASE "${name}"`))
  return { url: url.href, admin: postgres, name }
}

/** The value a command of the probe returns (`probe.cjs`). */
export const askProbe = ({ probePort }, command = "read") =>
  new Promise((resolve, reject) => {
    let text = ""
    const socket = connect(probePort, "127.0.0.1", () => socket.write(command))
    socket.on("data", (chunk) => (text += chunk))
    socket.on("end", () => resolve(JSON.parse(text)))
    socket.on("error", reject)
  })

const start = async (shop, source) => {
  const cwd = source ? inRoot("backend") : inRoot("backend", ".medusa", "server")
  const backend = launch(
    "backend",
    process.execPath,
    [source ? tool.medusa : tool.medusaOfBuild, "start", "-p", String(shop.ports.backend)],
    {
      cwd,
      env: shop.environment,
      log: logFile("backend"),
    }
  )
  await untilReady(backend, () => responds(`${shop.baseUrl}/ready`), { failure: "The backend failed to start." })
}

/**
 * Builds (unless `source`), migrates, plants the demo data and starts. Returns the shop with `end`, which drops its
 * database; its processes end with the script.
 */
export const openShop = async ({ postgres, source }) => {
  mkdirSync(folder, { recursive: true })
  linkPlugins()
  const backendPort = await freePort()
  const unused = await freePort()
  const ports = { backend: backendPort, storefront: unused, mailbox: unused, smtp: unused }
  const probePort = await freePort()
  const database = await step("Making a database", () => makeDatabase(postgres))
  const base = { ports, databaseUrl: database.url, folder }
  const end = () =>
    connected(database.admin, (client) => client.query(`DROP DATABASE IF EXISTS "${database.name}" WITH (FORCE)`))
  await step("Migrating and planting the demo data", () => shops.migrate(base, logFile("migrate")))
  if (!source) await step("Building what changed", () => shops.build(logFile("build")))
  const shop = {
    ...base,
    end,
    probePort,
    baseUrl: shops.urlsOf(ports).backend,
    publishableKey: demoKeys(base).publishable_key,
    environment: {
      ...shops.shopEnvironment(base),
      ...(source ? shops.fromSource : {}),
      NODE_OPTIONS: `${source ? shops.fromSource.NODE_OPTIONS : ""} --require ${inRoot("backend/benchmarks/lib/probe.cjs")}`,
      BENCHMARK_PROBE_PORT: String(probePort),
      ATRIUM_RATE_LIMIT_FACTOR: "1000000",
    },
  }
  await step("Starting the backend", () => start(shop, source))
  return shop
}
