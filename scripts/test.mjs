// `npm test`: everything that must hold before a change is taken, with one summary at the end.
// `npm run test:faults` (--faults): the longer histories. `npm run test:attack` (--attack): the attacks alone.
// --minutes N ends it after N minutes as a failure.
import { copyFileSync, mkdirSync, rmSync } from "node:fs"
import { availableParallelism, freemem } from "node:os"
import { join } from "node:path"

import { linkPlugins } from "./link-plugins.mjs"
import { attackTests, browserTests, databaseTests, packageTests, scriptTests, style, unitTests } from "./lib/checks.mjs"
import { ensureChromium } from "./lib/chromium.mjs"
import { Failure } from "./lib/failure.mjs"
import { install, isInstalled, requireDisk, requireNode } from "./lib/install.mjs"
import { dropList, endLeftovers, holderOf, keepListIn } from "./lib/leftovers.mjs"
import { inState } from "./lib/paths.mjs"
import { freePort } from "./lib/ports.mjs"
import { removeHome } from "./lib/postgres-home.mjs"
import { copyDatabase, ensureDatabase, query, startPostgres, urlOf } from "./lib/postgres.mjs"
import { stopAll } from "./lib/processes.mjs"
import { ensureRedis } from "./lib/redis.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, explain, green, red, say, step } from "./lib/steps.mjs"
import { summarise } from "./lib/summary.mjs"
import { countsText, runTasks } from "./lib/tasks.mjs"
import { countTests } from "./lib/results.mjs"

const TEMPLATE = "atrium_template"
const GIGABYTE = 1024 ** 3
const folder = inState("test")
const logFile = (name) => join(folder, "logs", `${name}.log`)
const runFile = join(folder, "run.json")

const options = () => {
  const given = process.argv.slice(2)
  const at = given.indexOf("--minutes")
  const minutes = at < 0 ? undefined : Number(given[at + 1])
  if (at >= 0 && !(minutes > 0)) throw new Failure("--minutes needs a number above 0.")
  const known = ["--faults", "--attack"]
  const strange = given.find(
    (option, index) => !known.includes(option) && (at < 0 || (index !== at && index !== at + 1))
  )
  if (strange) throw new Failure(`npm test does not know ${strange}; it knows --faults, --attack and --minutes N.`)
  return { faultsOnly: given.includes("--faults"), attackOnly: given.includes("--attack"), minutes }
}

/** A jest of the whole application, or a build, takes about 1.5 GB. */
const placesHere = () => Math.max(1, Math.min(availableParallelism(), 4, Math.floor(freemem() / (1.5 * GIGABYTE))))

const choosePorts = async (offset = 0) => ({
  backend: await freePort(9300 + offset),
  storefront: await freePort(8300 + offset),
  mailbox: await freePort(1380 + offset),
  smtp: await freePort(1325 + offset),
})

const startDatabase = async (state) => {
  state.settings = await startPostgres(join(folder, "postgres"), { log: logFile("postgres"), forgetful: true })
}

/** Migrated and seeded once; every suite and the browser's shop copy it. */
const makeTemplate = async (state) => {
  const draft = `${TEMPLATE}_draft`
  await ensureDatabase(state.settings, draft)
  const shop = { ports: state.ports, databaseUrl: urlOf(state.settings, draft), folder }
  await shops.migrate(shop, logFile("migrate"))
  shops.demoKeys(shop)
  await query(state.settings, "postgres", `ALTER DATABASE "${draft}" RENAME TO "${TEMPLATE}"`)
  return {}
}

/** A built shop on its own copy of the template; `name` is that of its database, its folder and its logs. */
const startBuiltShop = async (state, name, { ports, env }) => {
  await copyDatabase(state.settings, TEMPLATE, `atrium_${name}`)
  const shop = { ports, databaseUrl: urlOf(state.settings, `atrium_${name}`), folder: join(folder, name), env }
  mkdirSync(shop.folder, { recursive: true })
  // The keys that the template was seeded with.
  copyFileSync(join(folder, "demo.json"), join(shop.folder, "demo.json"))
  await shops.startMailbox(shop, logFile(`${name}-mailbox`))
  await shops.startBackend(shop, logFile(`${name}-backend`))
  await shops.startStorefront(shop, logFile(`${name}-storefront`))
  await shops.requireServices(shop)
  return shop
}

const startShop = async (state) => {
  // Many purchases from one address within a minute are what a browser test is made of.
  const env = { ATRIUM_RATE_LIMIT_FACTOR: process.env.ATRIUM_RATE_LIMIT_FACTOR ?? "1000" }
  await startBuiltShop(state, "browser", { ports: state.ports, env })
  return {}
}

/** The shop that is attacked: its limits are those of production. Returns what an attack script knows of it. */
const startAttackedShop = async (state) => {
  const ports = await choosePorts(100)
  // Uploaded files on another origin than Admin.
  const env = { ATRIUM_RATE_LIMIT_FACTOR: "1", ATRIUM_FILES_URL: `http://127.0.0.1:${ports.backend}` }
  const { databaseUrl } = await startBuiltShop(state, "attack", { ports, env })
  const urls = shops.urlsOf(ports)
  return {
    ATRIUM_STOREFRONT_URL: urls.storefront,
    ATRIUM_BACKEND_URL: urls.backend,
    ATRIUM_MAILBOX_URL: urls.mailbox,
    ATRIUM_DEMO_FILE: join(folder, "demo.json"),
    ATRIUM_BACKEND_LOG: logFile("attack-backend"),
    DATABASE_URL: databaseUrl,
  }
}

const shopFacts = (state) => {
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

/** Longest first: the machine has two places, and the browser waits for build and database. */
const tasksFor = (state, { faultsOnly, attackOnly }) => {
  const database = () => ({
    DB_HOST: "localhost",
    DB_PORT: String(state.settings.port),
    DB_USERNAME: "postgres",
    DB_PASSWORD: state.settings.password,
    ATRIUM_TEST_TEMPLATE: TEMPLATE,
  })
  const template = { name: "template database", run: () => makeTemplate(state) }
  if (faultsOnly) return [template, ...databaseTests(database, { faultsOnly })]
  const build = { name: "build", run: async () => ({ note: await shops.build(logFile("build")) }) }
  const shop = { name: "shop", needs: ["build", "template database"], run: () => startShop(state) }
  const attack = attackTests(() => startAttackedShop(state))
  if (attackOnly) return [build, template, attack]
  const browser = browserTests(() => shopFacts(state))
  return [
    ...[build, template, shop, browser, attack, ...databaseTests(database)],
    ...[unitTests, packageTests, ...style, scriptTests],
  ]
}

const report = ({ name, ok, time, tests, because }) => {
  if (because) return
  const counts = tests ? countsText(countTests(tests)) : ""
  say(
    `  ${ok ? green("✓") : red("✗")} ${name.padEnd(34)} ${dim(`${(time / 1000).toFixed(1).padStart(7)} s`)}  ${dim(counts)}`
  )
}

const test = async () => {
  const begun = Date.now()
  const { minutes, ...only } = options()
  const { faultsOnly, attackOnly } = only
  requireNode()
  const title = faultsOnly ? "the longer tests" : attackOnly ? "the attacks" : "all tests"
  say(`\n${bold(`Atrium: ${title}`)}\n`)
  const other = holderOf(runFile)
  if (other) throw new Failure(`The tests already run from this folder (process ${other}).`)
  await endLeftovers(runFile)
  if (minutes) setTimeout(() => end(1, new Failure(`Not done after ${minutes} minutes.`)), minutes * 60_000).unref()
  if (!isInstalled()) await step("Installing packages", install)
  requireDisk(2)
  removeHome(join(folder, "postgres"))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, "results"), { recursive: true })
  keepListIn(runFile)
  linkPlugins()
  const state = { ports: await choosePorts() }
  if (!faultsOnly && !attackOnly)
    await step("Looking for Chromium", async () => (state.chromium = await ensureChromium(logFile("chromium"))))
  if (faultsOnly) await step("Looking for Redis", () => ensureRedis(logFile("redis")))
  await step("Starting a Postgres for the tests", () => startDatabase(state))
  const outcomes = await runTasks(tasksFor(state, only), { places: placesHere(), report })
  await stopAll()
  const good = summarise(outcomes, { begun, withProperties: !faultsOnly && !attackOnly })
  await end(good ? 0 : 1)
}

let ending = false
const end = async (code, error) => {
  if (ending) return
  ending = true
  if (error) explain(error)
  await stopAll()
  dropList()
  process.exit(code)
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => end(130))
test().catch((error) => end(1, error))
