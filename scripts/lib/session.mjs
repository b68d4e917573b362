// Shared by `npm start` and `npm run dev`: exclusive use of the folder, the database, and a clean shutdown.
import { existsSync, mkdirSync, rmSync } from "node:fs"

import { deleteStoredFiles } from "./build-output.mjs"
import { Failure } from "./failure.mjs"
import { install, isInstalled, requireDisk, requireNode } from "./install.mjs"
import { endLeftovers, runningScript, stopTracking, trackProcessesIn } from "./leftovers.mjs"
import { inRoot, inState, stateFolder } from "./paths.mjs"
import { chosenPorts, requireFreePorts } from "./ports.mjs"
import { removeHome } from "./postgres-home.mjs"
import { ensureDatabase, requireDatabase, startPostgres, urlOf } from "./postgres.mjs"
import { stopAll } from "./processes.mjs"
import { migrateWhenChanged } from "./shop.mjs"
import { bold, dim, explain, writeLine, silenceSteps, step } from "./steps.mjs"

const database = inState("postgres")
const runFile = inState("run.json")

export const logFile = (name) => inState("logs", `${name}.log`)

const deleteData = () => {
  if (process.env.DATABASE_URL)
    throw new Failure("--reset only deletes the embedded database. Empty the database at DATABASE_URL yourself.")
  removeHome(database)
  for (const name of ["postgres.json", "demo.json", "migrated", "mails"])
    rmSync(inState(name), { recursive: true, force: true })
  deleteStoredFiles(inRoot("backend", ".medusa", "server"))
}

/** Checks Node, ports and disk space, stops leftovers of a killed run, and installs packages. Returns the ports. */
export const prepare = async ({ reset = false } = {}) => {
  requireNode()
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  const ports = chosenPorts(process.env)
  writeLine(`\n${bold("Atrium")}\n`)
  const other = runningScript(runFile)
  if (other) throw new Failure(`Atrium is already running in this folder (process ${other}). Stop it first.`)
  const leftovers = await endLeftovers(runFile)
  if (leftovers.length) writeLine(dim(`  Stopped processes left by an earlier run: ${leftovers.join(", ")}.`))
  await requireFreePorts(ports)
  mkdirSync(inState("logs"), { recursive: true })
  trackProcessesIn(runFile)
  if (reset) await step("Deleting the data", deleteData)
  if (!isInstalled()) await step("Installing packages", install)
  requireDisk(0.5)
  return ports
}

const connect = async () => {
  if (process.env.DATABASE_URL) {
    await step("Connecting to the database at DATABASE_URL", () => requireDatabase(process.env.DATABASE_URL))
    return process.env.DATABASE_URL
  }
  const notes = []
  const settings = await step("Starting the embedded Postgres", async () => {
    const started = await startPostgres(database, { log: logFile("postgres"), announce: (note) => notes.push(note) })
    await ensureDatabase(started, "atrium")
    return started
  })
  for (const note of notes) writeLine(dim(`    ${note}`))
  return urlOf(settings, "atrium")
}

/** Starts the database, migrates it and seeds the demo data. Returns the shop: ports, database URL and state folder. */
export const prepareData = async (ports) => {
  const shop = { ports, databaseUrl: await connect(), folder: stateFolder }
  await step("Migrating and seeding the demo data", () => migrateWhenChanged(shop, logFile("migrate")))
  return shop
}

/**
 * Runs a script until it finishes, fails or is stopped with Ctrl-C or SIGTERM, calls `atEnd`, and then stops all its
 * processes.
 */
export const runScript = (main, { atEnd = async () => undefined } = {}) => {
  let ending = false
  const end = async (code, error) => {
    if (ending) return
    ending = true
    silenceSteps()
    if (error) explain(error)
    else if (code !== undefined) writeLine(dim("\nStopping…"))
    await atEnd().catch(explain)
    await stopAll()
    stopTracking()
    if (!error && code !== undefined) writeLine(dim("Stopped. Data is kept in .atrium."))
    process.exit(code ?? 0)
  }
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, () => end(0))
  main().then(
    () => end(),
    (error) => end(1, error)
  )
}
