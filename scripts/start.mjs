// `npm start`: from a fresh clone to a running shop. Until the packages are there, only Node's own modules may be used.
import { existsSync, mkdirSync, rmSync } from "node:fs"

import { Failure } from "./lib/failure.mjs"
import { install, isInstalled, requireDisk, requireNode } from "./lib/install.mjs"
import { dropList, endLeftovers, holderOf, keepListIn } from "./lib/leftovers.mjs"
import { inRoot, inState, stateFolder } from "./lib/paths.mjs"
import { chosenPorts, requireFreePorts } from "./lib/ports.mjs"
import { removeHome } from "./lib/postgres-home.mjs"
import { ensureDatabase, requireDatabase, startPostgres, urlOf } from "./lib/postgres.mjs"
import { stopAll } from "./lib/processes.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, duration, explain, green, say, step } from "./lib/steps.mjs"

const HELP = `npm start                 runs the shop with its demo data
npm start -- --reset      forgets the data first
npm start -- --help

Variables, also from a file .env: DATABASE_URL (a Postgres of yours), ATRIUM_PORT_BACKEND, ATRIUM_PORT_STOREFRONT,
ATRIUM_PORT_MAILBOX, ATRIUM_PORT_SMTP, and those of .env.example.`

const logFile = (name) => inState("logs", `${name}.log`)
const database = inState("postgres")
const runFile = inState("run.json")

const options = () => {
  const known = new Set(["--reset", "--help"])
  const given = process.argv.slice(2)
  const strange = given.find((option) => !known.has(option))
  if (strange) throw new Failure(`npm start does not know ${strange}; it knows --reset and --help.`)
  return { reset: given.includes("--reset"), help: given.includes("--help") }
}

const forgetData = () => {
  if (process.env.DATABASE_URL)
    throw new Failure("--reset forgets the embedded database only; DATABASE_URL is yours: empty it yourself.")
  removeHome(database)
  for (const name of ["postgres.json", "demo.json", "migrated", "mails"])
    rmSync(inState(name), { recursive: true, force: true })
}

/** Nothing else may run here, and what a killed run left is ended. */
const takeOver = async (ports) => {
  const other = holderOf(runFile)
  if (other) throw new Failure(`Atrium already runs from this folder (process ${other}): end that one first.`)
  const left = await endLeftovers(runFile)
  if (left.length) say(dim(`  The last run was killed; ended what it left: ${left.join(", ")}.`))
  await requireFreePorts(ports)
  mkdirSync(inState("logs"), { recursive: true })
  keepListIn(runFile)
}

const connect = async () => {
  if (process.env.DATABASE_URL) {
    await step("Looking for the database of DATABASE_URL", () => requireDatabase(process.env.DATABASE_URL))
    return process.env.DATABASE_URL
  }
  const notes = []
  const settings = await step("Starting the embedded Postgres", () =>
    startPostgres(database, { log: logFile("postgres"), announce: (note) => notes.push(note) })
  )
  for (const note of notes) say(dim(`    ${note}`))
  await ensureDatabase(settings, "atrium")
  return urlOf(settings, "atrium")
}

const prepareData = async (ports) => {
  const shop = { ports, databaseUrl: await connect(), folder: stateFolder }
  await step("Migrating and planting the demo data", () => shops.migrateWhenChanged(shop, logFile("migrate")))
  return shop
}

const summary = (ports, begun) => {
  const urls = shops.urlsOf(ports)
  say(`
${green(bold("Atrium is running"))} ${dim(`after ${duration(Date.now() - begun)}`)}

  Storefront   ${bold(urls.storefront)}
  Admin        ${bold(`${urls.backend}/app`)}
  API          ${urls.backend}
  Mailbox      ${urls.mailbox}

  Logins       password ${bold("atrium-demo")}
    staff      admin@atrium.test            (Admin)
    customer   ravi@customers.atrium.test   (Storefront)

  Cards        4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined; any date to come, any CVC
  Keys         .atrium/demo.json      Logs   .atrium/logs

${dim("Ctrl-C ends it; the data stay. `npm start -- --reset` begins anew.")}
`)
}

/** Resolves when a person or the system asks to end, rejects when a part of the shop ends by itself. */
const untilTheEnd = (parts) =>
  Promise.race(
    parts.map(async (part) => {
      await part.ended
      throw new Failure(`The ${part.name} ended unexpectedly.`, { log: part.log })
    })
  )

const start = async () => {
  const begun = Date.now()
  const { reset, help } = options()
  if (help) return say(HELP)
  requireNode()
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  const ports = chosenPorts(process.env)
  say(`\n${bold("Atrium")}\n`)
  await takeOver(ports)
  if (reset) await step("Forgetting the data", forgetData)
  if (!isInstalled()) await step("Installing packages", install)
  requireDisk(0.5)
  const [shop] = await Promise.all([
    prepareData(ports),
    step("Building what changed", () => shops.build(logFile("build"))),
    step("Starting the mailbox", () =>
      shops.startMailbox({ ports, folder: stateFolder }, logFile("mailbox")).then(() => undefined)
    ),
  ])
  const parts = await Promise.all([
    step("Starting the backend", () => shops.startBackend(shop, logFile("backend"))),
    step("Starting the storefront", () => shops.startStorefront(shop, logFile("storefront"))),
  ])
  await step("Checking that the shop sells", () => shops.requireServices(shop))
  summary(ports, begun)
  return untilTheEnd(parts)
}

let ending = false
const end = async (code, error) => {
  if (ending) return
  ending = true
  if (error) explain(error)
  else say(dim("\nEnding …"))
  await stopAll()
  dropList()
  if (!error) say(dim("Ended. The data stay in .atrium."))
  process.exit(code)
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => end(0))
start().catch((error) => end(1, error))
