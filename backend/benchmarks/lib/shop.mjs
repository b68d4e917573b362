// The servers that are measured. Their processes end with the script.
import { existsSync } from "node:fs"

import { linkPlugins } from "../../../scripts/link-plugins.mjs"
import { demoKeys } from "../../../scripts/lib/demo-keys.mjs"
import { Failure } from "../../../scripts/lib/failure.mjs"
import { pause } from "../../../scripts/lib/leftovers.mjs"
import { inRoot, tool } from "../../../scripts/lib/paths.mjs"
import { freePort } from "../../../scripts/lib/ports.mjs"
import { launch, responds, untilReady } from "../../../scripts/lib/processes.mjs"
import * as shops from "../../../scripts/lib/shop.mjs"
import { step } from "../../../scripts/lib/steps.mjs"
import { folder, logFile, onDatabase } from "./databases.mjs"
import { openMailSink } from "./mail-sink.mjs"
import { makeProbe } from "./probe.mjs"

/**
 * What the demo data lacks for many purchases: providers with time for all of them, and core's manual payment, which stock
 * Medusa's checkout is measured with.
 */
const PREPARE = `
  UPDATE provider SET capacity_minutes_per_week = 100000000;
  INSERT INTO region_payment_provider (id, region_id, payment_provider_id)
  SELECT 'regpp_benchmark_' || id, id, 'pp_system_default' FROM region WHERE deleted_at IS NULL;`

const regionOf = async ({ baseUrl, headers }) => {
  const { regions } = await (await fetch(`${baseUrl}/store/regions`, { headers })).json()
  return regions.find(({ currency_code: currency }) => currency === "inr").id
}

const start = async (shop, source, name) => {
  const cwd = source ? inRoot("backend") : inRoot("backend", ".medusa", "server")
  const command = source ? tool.medusa : tool.medusaOfBuild
  const backend = launch(name, process.execPath, [command, "start", "-p", String(shop.ports.backend)], {
    cwd,
    env: { ...shops.shopEnvironment(shop), ...(source ? shops.fromSource : {}), ...shop.probe.environment },
    log: logFile(name),
  })
  await untilReady(backend, () => responds(`${shop.baseUrl}/ready`), {
    seconds: 300,
    failure: "The backend failed to start.",
  })
}

/** A shop as `npm start` runs it, on a database of its own: built (unless `source`), migrated, with the demo data. */
export const openShop = async (databases, { source }, name = "backend") => {
  linkPlugins()
  const [backend, storefront, mailbox, smtp] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const ports = { backend, storefront, mailbox, smtp }
  const mails = await openMailSink(smtp)
  const base = {
    ports,
    folder,
    databaseUrl: await databases.make(name),
    env: { ATRIUM_RATE_LIMIT_FACTOR: "1000000" },
  }
  await step("Migrating and planting the demo data", () => shops.migrate(base, logFile("migrate")))
  await onDatabase(base, (client) => client.query(PREPARE))
  if (!source) await step("Building what changed", () => shops.build(logFile("build")))
  const probe = await makeProbe(source ? shops.fromSource.NODE_OPTIONS : "")
  const shop = {
    ...base,
    mails,
    probe,
    probePort: probe.probePort,
    baseUrl: shops.urlsOf(ports).backend,
    headers: { "x-publishable-api-key": demoKeys(base).publishable_key },
  }
  await step(`Starting the ${name}`, () => start(shop, source, name))
  return { ...shop, regionId: await regionOf(shop) }
}

/** The shop's storefront, or undefined if it isn't built. */
export const openStorefront = async (shop) => {
  if (!existsSync(inRoot("storefront", ".next", "BUILD_ID"))) return undefined
  const { probePort, environment } = await makeProbe()
  await step("Starting the storefront", () =>
    shops.startStorefront({ ...shop, env: { ...shop.env, ...environment } }, logFile("storefront"))
  )
  return { probePort, baseUrl: shops.urlsOf(shop.ports).storefront, headers: {} }
}

const DRAIN_SECONDS = 60

/** Waits until what follows the purchases (emails, assignment, commission) is done. Throws when it isn't in time. */
export const drained = (shop) =>
  onDatabase(shop, async (client) => {
    const deadline = Date.now() + DRAIN_SECONDS * 1000
    for (let quiet = 0; quiet < 2;) {
      const { rows } = await client.query(`SELECT count(*)::int AS open FROM work_item
        WHERE status IN ('due', 'running', 'retrying') AND run_at < now() + interval '1 minute'`)
      quiet = rows[0].open === 0 ? quiet + 1 : 0
      if (Date.now() > deadline)
        throw new Failure(`${rows[0].open} pieces of work of the purchases were not done after ${DRAIN_SECONDS} s.`, {
          log: logFile("backend"),
        })
      await pause(200)
    }
  })

const askVendure = async (shopApi, query) => {
  try {
    const answer = await fetch(shopApi, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(5000),
    })
    return (await answer.json()).data
  } catch {
    return undefined
  }
}

const FIND = "{ search(input: { take: 1 }) { totalItems items { productVariantId } } }"

/** Vendure from an installed folder, on a database of its own in the same Postgres, populated and indexed. */
export const openVendure = async (databases, { vendure }) => {
  if (!vendure) return undefined
  const port = await freePort()
  const { probePort, environment } = await makeProbe()
  const shopApi = `http://127.0.0.1:${port}/shop-api`
  const databaseUrl = await databases.make("vendure")
  let found
  const server = launch("vendure", process.execPath, [inRoot("backend/benchmarks/lib/vendure-server.cjs")], {
    cwd: vendure,
    env: {
      ...environment,
      NODE_ENV: "production",
      VENDURE_DIR: vendure,
      DATABASE_URL: databaseUrl,
      PORT: String(port),
    },
    log: logFile("vendure"),
  })
  const populated = async () => {
    found = await askVendure(shopApi, FIND)
    return found?.search?.totalItems === 36
  }
  await step("Starting and populating Vendure", () =>
    untilReady(server, populated, { seconds: 300, failure: "Vendure failed to start." })
  )
  return {
    probePort,
    shopApi,
    baseUrl: `http://127.0.0.1:${port}`,
    headers: { "content-type": "application/json" },
    variantId: found.search.items[0].productVariantId,
  }
}
