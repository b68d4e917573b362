// `npm run benchmark`: measures a shop of its own and records it in docs/benchmarks.md. It never gates anything. Each
// scenario is a file in scenarios/ whose `run(servers, settings)` returns a table: `title`, `about`, `rows`.
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { Failure } from "../../scripts/lib/failure.mjs"
import { endLeftovers, runningScript, trackProcessesIn } from "../../scripts/lib/leftovers.mjs"
import { inRoot, tool } from "../../scripts/lib/paths.mjs"
import { run } from "../../scripts/lib/processes.mjs"
import { runScript } from "../../scripts/lib/session.mjs"
import { step, writeLine } from "../../scripts/lib/steps.mjs"
import { folder, onDatabase, openDatabases } from "./lib/databases.mjs"
import { growCatalog, growRequests } from "./lib/grow.cjs"
import { HELP, options } from "./lib/options.mjs"
import { askProbe } from "./lib/probe.mjs"
import { openShop, openStorefront, openVendure } from "./lib/shop.mjs"
import { markdown } from "./lib/table.mjs"
import * as catalog from "./scenarios/catalog.mjs"
import * as lists from "./scenarios/lists.mjs"
import * as many from "./scenarios/many.mjs"
import * as pages from "./scenarios/pages.mjs"
import * as purchases from "./scenarios/purchases.mjs"

const RUNS = { catalog, purchases, pages, lists, many }
const runFile = join(folder, "run.json")
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`

const alone = async () => {
  mkdirSync(folder, { recursive: true })
  const other = runningScript(runFile)
  if (other) throw new Failure(`A benchmark is already running in this folder (process ${other}).`)
  await endLeftovers(runFile)
  trackProcessesIn(runFile)
}

/** Gives the shop its size: the requests come with the last size of the catalog. */
const grow = (shop, size, { requests, services }) =>
  onDatabase(shop, async (client) => {
    const count = await growCatalog(client, size)
    const large = size === services.at(-1) && requests > 0
    if (large) await growRequests(client, 1, requests)
    const title = `${count.toLocaleString("en")} services`
    return large ? `${title}, ${requests.toLocaleString("en")} service requests` : title
  })

let databases

/** Of services and of requests: so many that nearly every list has a full page. */
const FEW = 100

/** Another, small shop, to compare the large one with at the same time. */
const openSmallShop = async (asked) => {
  const small = await openShop(databases, asked, "small-shop")
  await onDatabase(small, async (client) => {
    await growCatalog(client, FEW)
    await growRequests(client, 1, FEW)
  })
  return small
}

const memoryOf = async (servers) => {
  const parts = []
  for (const [name, server] of Object.entries(servers)) {
    if (!server) continue
    const { memory } = await askProbe(server)
    const collected = await askProbe(server, "collect")
    parts.push(
      `${name} ${megabytes(memory)} (${megabytes(collected.memory)} after a garbage collection, heap ${megabytes(collected.heap)})`
    )
  }
  return `Memory after this load: ${parts.join(", ")}.`
}

const measureAll = async (servers, settings) => {
  const results = []
  for (const size of settings.services) {
    const title = await step(`Growing to ${size} services`, () => grow(servers.shop, size, settings))
    const tables = []
    for (const name of settings.scenarios)
      tables.push(await step(`Measuring: ${name}, ${title}`, () => RUNS[name].run(servers, { ...settings, size })))
    results.push({ title, tables: tables.filter(Boolean), notes: [await memoryOf(servers)] })
  }
  return results
}

runScript(
  async () => {
    const asked = options()
    if (asked.help) return writeLine(HELP)
    await alone()
    databases = await openDatabases(asked.postgres)
    const shop = await openShop(databases, asked)
    const storefront = asked.scenarios.includes("pages") ? await openStorefront(shop) : undefined
    const vendure = await openVendure(databases, asked)
    const until = Date.now() + asked.minutes * 60_000
    const text = markdown(
      await measureAll({ shop, storefront, vendure }, { ...asked, until, openSmallShop: () => openSmallShop(asked) }),
      asked
    )
    writeLine(`\n${text}`)
    if (!asked.write) return undefined
    const file = inRoot("docs", "benchmarks.md")
    writeFileSync(file, text)
    await run(process.execPath, [tool.oxfmt, file], { name: "oxfmt" })
    return writeLine("Written to docs/benchmarks.md")
  },
  { atEnd: async () => databases?.end() }
)
