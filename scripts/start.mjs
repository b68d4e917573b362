// `npm start`: from a fresh clone to a running shop. Until the packages are there, only Node's own modules may be used.
import { Failure } from "./lib/failure.mjs"
import { stateFolder } from "./lib/paths.mjs"
import { begin, logFile, prepareData, runScript } from "./lib/session.mjs"
import * as shops from "./lib/shop.mjs"
import { bold, dim, duration, green, say, step } from "./lib/steps.mjs"

const HELP = `npm start                 runs the shop with its demo data
npm start -- --reset      forgets the data first
npm start -- --help

Variables, also from a file .env: DATABASE_URL (a Postgres of yours), ATRIUM_PORT_BACKEND, ATRIUM_PORT_STOREFRONT,
ATRIUM_PORT_MAILBOX, ATRIUM_PORT_SMTP, and those of .env.example.`

const options = () => {
  const known = new Set(["--reset", "--help"])
  const given = process.argv.slice(2)
  const strange = given.find((option) => !known.has(option))
  if (strange) throw new Failure(`npm start does not know ${strange}; it knows --reset and --help.`)
  return { reset: given.includes("--reset"), help: given.includes("--help") }
}

const summary = (ports, begun) => {
  const urls = shops.urlsOf(ports)
  say(`
${green(bold("Atrium is running"))} ${dim(`after ${duration(Date.now() - begun)}`)}

  Storefront   ${bold(urls.storefront)}
  Admin        ${bold(`${urls.backend}/app`)}
  API          ${urls.backend}
  Test inbox   ${urls.mailbox}

  Logins       password ${bold("atrium-demo")}
    staff      admin@atrium.test            (Admin)
    customer   ravi@customers.atrium.test   (Storefront)
    provider   asha@providers.atrium.test   (${urls.storefront}/provider)
    affiliate  maya@affiliates.atrium.test  (${urls.storefront}/affiliate, code MAYA10)

  Cards        4242 4242 4242 4242 pays, 4000 0000 0000 0002 is declined; any date to come, any CVC
  Keys         .atrium/demo.json      Logs   .atrium/logs

${dim("Ctrl-C ends it; the data stay. `npm start -- --reset` begins anew.")}
`)
}

/** Rejects when a process of the shop ends unexpectedly. */
const untilAPartEnds = (parts) =>
  Promise.race(
    parts.map(async (part) => {
      await part.ended
      throw new Failure(`The ${part.name} ended unexpectedly.`, { log: part.log })
    })
  )

runScript(async () => {
  const begun = Date.now()
  const { reset, help } = options()
  if (help) return say(HELP)
  const ports = await begin({ reset })
  const here = { ports, folder: stateFolder }
  // Migrating reads the TypeScript source, so it need not wait for the build.
  const [shop, , mailbox] = await Promise.all([
    prepareData(ports),
    step("Building what changed", () => shops.build(logFile("build"))),
    step("Starting the test inbox", () => shops.startMailbox(here, logFile("mailbox"))),
  ])
  const [backend, storefront] = await Promise.all([
    step("Starting the backend", () => shops.startBackend(shop, logFile("backend"))),
    step("Starting the storefront", () => shops.startStorefront(shop, logFile("storefront"))),
  ])
  await step("Checking that the shop sells", () => shops.requireServices(shop))
  summary(ports, begun)
  return untilAPartEnds([mailbox, backend, storefront])
})
