// The shop's parts, for `npm start` and for the browser tests alike: both run what was built.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { linkPlugins } from "../link-plugins.mjs"
import { demoKeys, demoKeysHold } from "./demo-keys.mjs"
import { Failure } from "./failure.mjs"
import { hashOf } from "./hashes.mjs"
import { migrateAlone } from "./migration.mjs"
import { inRoot, tool } from "./paths.mjs"
import { answers, launch, run, untilReady } from "./processes.mjs"

export { demoKeys } from "./demo-keys.mjs"

/** What the schema and the base data are made of. */
const SCHEMA = /\/(migrations|models|links|migration-scripts)\/|^medusa-config|^package-lock/

export const urlsOf = (ports) => ({
  backend: `http://localhost:${ports.backend}`,
  storefront: `http://localhost:${ports.storefront}`,
  mailbox: `http://localhost:${ports.mailbox}`,
})

/**
 * The environment of a shop in demo mode. What the caller's environment says about Atrium goes first, and what the shop
 * itself sets (`env`) before that.
 */
export const shopEnvironment = ({ ports, databaseUrl, folder, env = {} }) => {
  const urls = urlsOf(ports)
  return {
    ATRIUM_STOREFRONT_URL: urls.storefront,
    ATRIUM_BACKEND_URL: urls.backend,
    ATRIUM_SMTP_URL: `smtp://localhost:${ports.smtp}`,
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("ATRIUM_"))),
    // Unset means production to Medusa, and `development` would serve Admin through Vite.
    NODE_ENV: "demo",
    NODE_OPTIONS: "",
    DATABASE_URL: databaseUrl,
    PORT: String(ports.backend),
    ATRIUM_DEMO_FILE: join(folder, "demo.json"),
    MEDUSA_DISABLE_TELEMETRY: "true",
    NEXT_TELEMETRY_DISABLED: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    ...env,
  }
}

/** Reads the TypeScript source, so that migrating and building can go side by side. */
export const fromSource = {
  ATRIUM_PLUGINS_FROM: "source",
  ATRIUM_DISABLE_ADMIN: "1",
  NODE_OPTIONS: "--conditions=atrium-source",
}

/** Brings the schema up to date and plants the demo data. Medusa repeats nothing that it has done. */
export const migrate = async (shop, log) => {
  linkPlugins()
  const env = { ...shopEnvironment(shop), ...fromSource }
  await migrateAlone(shop.databaseUrl, { cwd: inRoot("backend"), env, log })
}

/** Plants the demo data once more: what is there stays, what is missing comes, and the keys are written down again. */
const plant = (shop, log) =>
  run(process.execPath, [tool.medusa, "exec", "./src/migration-scripts/seed-demo-data.ts"], {
    name: "demo data",
    cwd: inRoot("backend"),
    env: { ...shopEnvironment(shop), ...fromSource },
    log,
    failure: "The demo data could not be planted.",
  })

/** Migrates when the sources of the schema, or the database, are others than the last time. */
export const migrateWhenChanged = async (shop, log) => {
  const stamp = join(shop.folder, "migrated")
  const state = `${hashOf(["plugins", "examples", "backend/src", "medusa-config.ts", "package-lock.json"], SCHEMA)} ${shop.databaseUrl}`
  const same = readText(stamp) === state
  if (same && (await demoKeysHold(shop))) return "nothing new"
  rmSync(stamp, { force: true })
  await migrate(shop, log)
  // The data are there and their keys are lost, or are another database's.
  if (!(await demoKeysHold(shop))) await plant(shop, log.replace(/\.log$/, "-keys.log"))
  demoKeys(shop)
  writeFileSync(stamp, state, { mode: 0o600 })
  return ""
}

const readText = (file) => {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    if (error.code === "ENOENT") return undefined
    throw error
  }
}

/** The plugins in examples/ are built with `examples` alone: no shop needs them. */
const partsToBuild = (examples) => (examples ? [] : ["--filter=!./examples/*"])

/** Builds what changed since the last build; turbo knows what that is. */
export const build = async (log, { examples = process.env.ATRIUM_EXAMPLES === "1" } = {}) => {
  const options = [
    tool.turbo,
    "run",
    "build",
    "--output-logs=new-only",
    "--log-order=grouped",
    ...partsToBuild(examples),
  ]
  const env = { NODE_ENV: undefined, NODE_OPTIONS: undefined, TURBO_TELEMETRY_DISABLED: "1" }
  const output = await run(process.execPath, options, { name: "build", log, env, failure: "The build failed." })
  const [, cached, total] = /Cached:\s+(\d+) cached, (\d+) total/.exec(output) ?? []
  return cached === undefined ? "" : `${Number(total) - Number(cached)} of ${total} parts were new`
}

/** A test inbox that accepts every email and shows it on a page. */
export const startMailbox = async ({ ports, folder }, log) => {
  const mails = join(folder, "mails")
  mkdirSync(mails, { recursive: true })
  const options = [
    tool.maildev,
    "--smtp",
    String(ports.smtp),
    "--web",
    String(ports.mailbox),
    "--mail-directory",
    mails,
  ]
  const mailbox = launch("mailbox", process.execPath, [...options, "--ip", "127.0.0.1", "--web-ip", "127.0.0.1"], {
    log,
  })
  await untilReady(mailbox, () => answers(`http://127.0.0.1:${ports.mailbox}/api/healthz`), {
    failure: "The test inbox did not start.",
  })
  return mailbox
}

/** The built backend, answering /ready. */
export const startBackend = async (shop, log) => {
  const { backend } = urlsOf(shop.ports)
  const process_ = launch("backend", process.execPath, [tool.medusa, "start", "-p", String(shop.ports.backend)], {
    cwd: inRoot("backend", ".medusa", "server"),
    env: shopEnvironment(shop),
    log,
  })
  await untilReady(process_, () => answers(`${backend}/ready`), { failure: "The backend did not start." })
  return process_
}

/** The built storefront, answering its home page. */
export const startStorefront = async (shop, log) => {
  const { storefront } = urlsOf(shop.ports)
  const process_ = launch("storefront", process.execPath, [tool.next, "start", "-p", String(shop.ports.storefront)], {
    cwd: inRoot("storefront"),
    env: { ...shopEnvironment(shop), NODE_ENV: "production", ATRIUM_PUBLISHABLE_KEY: demoKeys(shop).publishable_key },
    log,
  })
  await untilReady(process_, () => answers(storefront), { failure: "The storefront did not start." })
  return process_
}

/** How many services the shop sells; a shop without any was not seeded. */
export const requireServices = async (shop) => {
  const response = await fetch(`${urlsOf(shop.ports).backend}/store/services?currency_code=inr&limit=1`, {
    headers: { "x-publishable-api-key": demoKeys(shop).publishable_key },
  })
  const { count = 0 } = response.ok ? await response.json() : {}
  if (!count)
    throw new Failure("The shop runs but sells nothing: run `npm start -- --reset` to plant the demo data anew.")
  return `${count} services`
}
