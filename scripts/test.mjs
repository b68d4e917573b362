// `npm test`: all checks and tests required before a change is merged, with one summary at the end. `npm run
// test:faults` (--faults): the longer randomized and fault tests only. `npm run test:attack` (--attack): the attack
// tests only. --minutes N: fail after N minutes.
import { randomUUID } from "node:crypto"
import { copyFileSync, mkdirSync, rmSync } from "node:fs"
import { availableParallelism, freemem } from "node:os"
import { join } from "node:path"

import { linkPlugins } from "./link-plugins.mjs"
import {
  attackTests,
  browserTests,
  databaseTests,
  otherSizeTests,
  packageTests,
  scriptTests,
  style,
  unitTests,
} from "./lib/checks.mjs"
import { ensureChromium } from "./lib/chromium.mjs"
import { Failure } from "./lib/failure.mjs"
import { install, isInstalled, requireDisk, requireNode } from "./lib/install.mjs"
import { endLeftovers, runningScript, stopTracking, trackProcessesIn } from "./lib/leftovers.mjs"
import { inState } from "./lib/paths.mjs"
import { freePort } from "./lib/ports.mjs"
import { removeHome } from "./lib/postgres-home.mjs"
import { copyDatabase, ensureDatabase, query, startPostgres, urlOf } from "./lib/postgres.mjs"
import { stopAll } from "./lib/processes.mjs"
import { ensureRedis } from "./lib/redis.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, explain, green, red, writeLine, step } from "./lib/steps.mjs"
import { summarize } from "./lib/summary.mjs"
import { countsText, runTasks } from "./lib/tasks.mjs"
import { countTests } from "./lib/results.mjs"

const TEMPLATE = "atrium_template"
const GIGABYTE = 1024 ** 3
const folder = inState("test")
const logFile = (name) => join(folder, "logs", `${name}.log`)
const runFile = join(folder, "run.json")

const options = () => {
  const passed = process.argv.slice(2)
  const at = passed.indexOf("--minutes")
  const minutes = at < 0 ? undefined : Number(passed[at + 1])
  if (at >= 0 && !(minutes > 0)) throw new Failure("--minutes must be followed by a positive number.")
  const known = ["--faults", "--attack"]
  const unknown = passed.find(
    (option, index) => !known.includes(option) && (at < 0 || (index !== at && index !== at + 1))
  )
  if (unknown) throw new Failure(`Unknown option ${unknown}. npm test accepts --faults, --attack and --minutes N.`)
  return { faultsOnly: passed.includes("--faults"), attackOnly: passed.includes("--attack"), minutes }
}

/**
 * Number of tasks to run in parallel: one more than there are processors, because each waits for Postgres a quarter of its
 * time. A Jest process with the whole application, or a build, takes about 1.5 GB.
 */
const parallelSlots = () =>
  Math.max(1, Math.min(availableParallelism() + 1, 4, Math.floor(freemem() / (1.5 * GIGABYTE))))

const choosePorts = async (offset = 0) => ({
  backend: await freePort(9300 + offset),
  storefront: await freePort(8300 + offset),
  mailbox: await freePort(1380 + offset),
  smtp: await freePort(1325 + offset),
})

const startDatabase = async (state) => {
  state.settings = await startPostgres(join(folder, "postgres"), { log: logFile("postgres"), unsafe: true })
}

/** Creates the migrated and seeded template database that all suites and shops copy. */
const makeTemplate = async (state) => {
  const draft = `${TEMPLATE}_draft`
  await ensureDatabase(state.settings, draft)
  const shop = { ports: state.ports, databaseUrl: urlOf(state.settings, draft), folder }
  await shops.migrate(shop, logFile("migrate"))
  shops.demoKeys(shop)
  await query(state.settings, "postgres", `ALTER DATABASE "${draft}" RENAME TO "${TEMPLATE}"`)
  return {}
}

/** Starts a built shop on its own copy of the template database. `name` is used for its database, folder and logs. */
const startBuiltShop = async (state, name, { ports, env }) => {
  await copyDatabase(state.settings, TEMPLATE, `atrium_${name}`)
  const shop = { ports, databaseUrl: urlOf(state.settings, `atrium_${name}`), folder: join(folder, name), env }
  mkdirSync(shop.folder, { recursive: true })
  // The template was seeded with these keys.
  copyFileSync(join(folder, "demo.json"), join(shop.folder, "demo.json"))
  await shops.startMailbox(shop, logFile(`${name}-mailbox`))
  await shops.startBackend(shop, logFile(`${name}-backend`))
  await shops.startStorefront(shop, logFile(`${name}-storefront`))
  await shops.requireServices(shop)
  return shop
}

const startShop = async (state) => {
  // Browser tests make many purchases per minute from one IP address.
  const env = { ATRIUM_RATE_LIMIT_FACTOR: process.env.ATRIUM_RATE_LIMIT_FACTOR ?? "1000" }
  await startBuiltShop(state, "browser", { ports: state.ports, env })
  return {}
}

/** Starts the shop for the attack tests, with production rate limits. Returns the environment of the attack tests. */
const startAttackShop = async (state) => {
  const ports = await choosePorts(100)
  // Uploaded files are served from another origin than Admin.
  const env = {
    ATRIUM_RATE_LIMIT_FACTOR: "1",
    ATRIUM_FILES_URL: `http://127.0.0.1:${ports.backend}`,
    ATRIUM_METRICS_TOKEN: randomUUID(),
  }
  const shop = await startBuiltShop(state, "attack", { ports, env })
  // As `npm start` sets it.
  const { ATRIUM_REVALIDATION_SECRET } = shops.shopEnvironment(shop)
  const urls = shops.urlsOf(ports)
  return {
    ATRIUM_STOREFRONT_URL: urls.storefront,
    ATRIUM_BACKEND_URL: urls.backend,
    ATRIUM_MAILBOX_URL: urls.mailbox,
    ATRIUM_DEMO_FILE: join(folder, "demo.json"),
    ATRIUM_BACKEND_LOG: logFile("attack-backend"),
    ATRIUM_METRICS_TOKEN: env.ATRIUM_METRICS_TOKEN,
    ATRIUM_REVALIDATION_SECRET,
    DATABASE_URL: shop.databaseUrl,
  }
}

const browserEnvironment = (state) => {
  const urls = shops.urlsOf(state.ports)
  return {
    ATRIUM_STOREFRONT_URL: urls.storefront,
    ATRIUM_BACKEND_URL: urls.backend,
    ATRIUM_MAILBOX_URL: urls.mailbox,
    ATRIUM_PUBLISHABLE_KEY: shops.demoKeys({ folder }).publishable_key,
    ATRIUM_DEMO_FILE: join(folder, "demo.json"),
    CHROMIUM_PATH: state.chromium,
  }
}

/** Longest tasks first, because the browser tests have to wait for the build and the database. */
const tasksFor = (state, { faultsOnly, attackOnly }) => {
  const database = () => ({
    DB_HOST: "localhost",
    DB_PORT: String(state.settings.port),
    DB_USERNAME: "postgres",
    DB_PASSWORD: state.settings.password,
    ATRIUM_TEST_TEMPLATE: TEMPLATE,
  })
  const template = { name: "template database", run: () => makeTemplate(state) }
  const build = { name: "build", run: async () => ({ note: await shops.build(logFile("build")) }) }
  if (faultsOnly) {
    // Its shop starts last: the fault tests measure times.
    const otherSize = otherSizeTests(async () => {
      await startShop(state)
      return browserEnvironment(state)
    })
    return [build, template, ...databaseTests(database, { faultsOnly }), otherSize]
  }
  const attack = attackTests(() => startAttackShop(state))
  if (attackOnly) return [build, template, attack]
  const shop = { name: "shop", needs: ["build", "template database"], run: () => startShop(state) }
  const browser = browserTests(() => browserEnvironment(state))
  return [
    build,
    template,
    shop,
    browser,
    attack,
    ...databaseTests(database),
    unitTests,
    ...style,
    packageTests,
    scriptTests,
  ]
}

const report = ({ name, ok, time, tests, blockedBy }) => {
  if (blockedBy) return
  const counts = tests ? countsText(countTests(tests)) : ""
  writeLine(
    `  ${ok ? green("✓") : red("✗")} ${name.padEnd(34)} ${dim(`${(time / 1000).toFixed(1).padStart(7)} s`)}  ${dim(counts)}`
  )
}

const test = async () => {
  const startedAt = Date.now()
  const { minutes, ...only } = options()
  const { faultsOnly, attackOnly } = only
  requireNode()
  const title = faultsOnly ? "fault tests" : attackOnly ? "attack tests" : "all tests"
  writeLine(`\n${bold(`Atrium: ${title}`)}\n`)
  const other = runningScript(runFile)
  if (other) throw new Failure(`The tests are already running in this folder (process ${other}).`)
  await endLeftovers(runFile)
  if (minutes)
    setTimeout(
      () => end(1, new Failure(`The tests didn't finish within ${minutes} minutes.`)),
      minutes * 60_000
    ).unref()
  if (!isInstalled()) await step("Installing packages", install)
  requireDisk(2)
  removeHome(join(folder, "postgres"))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, "results"), { recursive: true })
  trackProcessesIn(runFile)
  linkPlugins()
  const state = { ports: await choosePorts() }
  if (!attackOnly)
    await step("Looking for Chromium", async () => (state.chromium = await ensureChromium(logFile("chromium"))))
  if (faultsOnly) await step("Looking for Redis", () => ensureRedis(logFile("redis")))
  await step("Starting Postgres for the tests", () => startDatabase(state))
  const outcomes = await runTasks(tasksFor(state, only), { slots: parallelSlots(), report })
  await stopAll()
  const ok = summarize(outcomes, { startedAt, withProperties: !faultsOnly && !attackOnly })
  await end(ok ? 0 : 1)
}

let ending = false
const end = async (code, error) => {
  if (ending) return
  ending = true
  if (error) explain(error)
  await stopAll()
  stopTracking()
  process.exit(code)
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => end(130))
test().catch((error) => end(1, error))
