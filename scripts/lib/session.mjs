// What `npm start` and `npm run dev` have in common: they own the folder, bring up the database, and end cleanly.
import { existsSync, mkdirSync, rmSync } from "node:fs"

import { Failure } from "./failure.mjs"
import { install, isInstalled, requireDisk, requireNode } from "./install.mjs"
import { dropList, endLeftovers, holderOf, keepListIn } from "./leftovers.mjs"
import { inRoot, inState, stateFolder } from "./paths.mjs"
import { chosenPorts, requireFreePorts } from "./ports.mjs"
import { removeHome } from "./postgres-home.mjs"
import { ensureDatabase, requireDatabase, startPostgres, urlOf } from "./postgres.mjs"
import { stopAll } from "./processes.mjs"
import { migrateWhenChanged } from "./shop.mjs"
import { bold, dim, explain, say, silenceSteps, step } from "./steps.mjs"

const database = inState("postgres")
const runFile = inState("run.json")

export const logFile = (name) => inState("logs", `${name}.log`)

const forgetData = () => {
  if (process.env.DATABASE_URL)
    throw new Failure("--reset forgets the embedded database only; DATABASE_URL is yours: empty it yourself.")
  removeHome(database)
  for (const name of ["postgres.json", "demo.json", "migrated", "mails"])
    rmSync(inState(name), { recursive: true, force: true })
}

/** Checks Node, ports and disk, ends what a killed run left, installs what is missing. Returns the ports. */
export const begin = async ({ reset = false } = {}) => {
  requireNode()
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  const ports = chosenPorts(process.env)
  say(`\n${bold("Atrium")}\n`)
  const other = holderOf(runFile)
  if (other) throw new Failure(`Atrium already runs from this folder (process ${other}): end that one first.`)
  const left = await endLeftovers(runFile)
  if (left.length) say(dim(`  The last run was killed; ended what it left: ${left.join(", ")}.`))
  await requireFreePorts(ports)
  mkdirSync(inState("logs"), { recursive: true })
  keepListIn(runFile)
  if (reset) await step("Forgetting the data", forgetData)
  if (!isInstalled()) await step("Installing packages", install)
  requireDisk(0.5)
  return ports
}

const connect = async () => {
  if (process.env.DATABASE_URL) {
    await step("Looking for the database of DATABASE_URL", () => requireDatabase(process.env.DATABASE_URL))
    return process.env.DATABASE_URL
  }
  const notes = []
  const settings = await step("Starting the embedded Postgres", async () => {
    const started = await startPostgres(database, { log: logFile("postgres"), announce: (note) => notes.push(note) })
    await ensureDatabase(started, "atrium")
    return started
  })
  for (const note of notes) say(dim(`    ${note}`))
  return urlOf(settings, "atrium")
}

/** A running database with today's schema and the demo data. Returns the shop: ports, database, state folder. */
export const prepareData = async (ports) => {
  const shop = { ports, databaseUrl: await connect(), folder: stateFolder }
  await step("Migrating and planting the demo data", () => migrateWhenChanged(shop, logFile("migrate")))
  return shop
}

/** Runs a script until Ctrl-C, SIGTERM, its end or its failure; everything it started ends with it. */
export const runScript = (main) => {
  let ending = false
  const end = async (code, error) => {
    if (ending) return
    ending = true
    silenceSteps()
    if (error) explain(error)
    else if (code !== undefined) say(dim("\nEnding …"))
    await stopAll()
    dropList()
    if (!error && code !== undefined) say(dim("Ended. The data stay in .atrium."))
    process.exit(code ?? 0)
  }
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => end(0))
  main().then(
    () => end(),
    (error) => end(1, error)
  )
}
