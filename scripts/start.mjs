// `npm start`: from a fresh clone to a running shop. Only built-in Node modules may be imported before the packages are
// installed.
import { addDemoRequests } from "./lib/demo-requests.mjs"
import { Failure } from "./lib/failure.mjs"
import { stateFolder } from "./lib/paths.mjs"
import { prepare, logFile, prepareData, runScript } from "./lib/session.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, duration, green, writeLine, step } from "./lib/steps.mjs"

const HELP = `npm start                 Run the shop with its demo data
npm start -- --reset      Delete the data first
npm start -- --help       Show this help

Environment variables, also from .env: DATABASE_URL (your own Postgres), ATRIUM_PORT_BACKEND, ATRIUM_PORT_STOREFRONT,
ATRIUM_PORT_MAILBOX, ATRIUM_PORT_SMTP, and the others in .env.example.`

const options = () => {
  const known = new Set(["--reset", "--help"])
  const passed = process.argv.slice(2)
  const unknown = passed.find((option) => !known.has(option))
  if (unknown) throw new Failure(`Unknown option ${unknown}. npm start accepts --reset and --help.`)
  return { reset: passed.includes("--reset"), help: passed.includes("--help") }
}

const printSummary = (ports, startedAt) => {
  const urls = shops.urlsOf(ports)
  writeLine(`
${green(bold("Atrium is running"))} ${dim(`after ${duration(Date.now() - startedAt)}`)}

  Storefront   ${bold(urls.storefront)}
  Admin        ${bold(`${urls.backend}/app`)}
  API          ${urls.backend}
  Test inbox   ${urls.mailbox}

  Logins       password ${bold("atrium-demo")}
    staff      admin@atrium.test            (Admin)
    customer   ravi@customers.atrium.test   (Storefront)
    provider   asha@providers.atrium.test   (${urls.storefront}/provider)
    affiliate  maya@affiliates.atrium.test  (${urls.storefront}/affiliate, code MAYA10)

  Cards        4242 4242 4242 4242 succeeds, 4000 0000 0000 0002 is declined; any future date, any CVC
  Keys         .atrium/demo.json      Logs   .atrium/logs

${dim("Press Ctrl-C to stop; your data is kept. `npm start -- --reset` starts over.")}
`)
}

/** Rejects when one of the shop's processes exits. */
const untilExit = (processes) =>
  Promise.race(
    processes.map(async ({ name, ended, log }) => {
      await ended
      throw new Failure(`The ${name} exited unexpectedly.`, { log })
    })
  )

runScript(async () => {
  const startedAt = Date.now()
  const { reset, help } = options()
  if (help) return writeLine(HELP)
  const ports = await prepare({ reset })
  const here = { ports, folder: stateFolder }
  // Migrating uses the TypeScript source, so it doesn't wait for the build.
  const [shop, , mailbox] = await Promise.all([
    prepareData(ports),
    step("Building changed packages", () => shops.build(logFile("build"))),
    step("Starting the test inbox", () => shops.startMailbox(here, logFile("mailbox"))),
  ])
  const [backend, storefront] = await Promise.all([
    step("Starting the backend", () => shops.startBackend(shop, logFile("backend"))),
    step("Starting the storefront", () => shops.startStorefront(shop, logFile("storefront"))),
  ])
  await step("Checking the catalog", () => shops.requireServices(shop))
  await step("Adding requests of the demo customer", () => addDemoRequests(shop, shops.urlsOf(ports).backend))
  printSummary(ports, startedAt)
  return untilExit([mailbox, backend, storefront])
})
