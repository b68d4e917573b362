// Builds, migrates and starts the parts of the shop, for `npm start` and the browser tests.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { linkPlugins } from "../link-plugins.mjs"
import { demoKeys, demoKeysAreValid } from "./demo-keys.mjs"
import { Failure } from "./failure.mjs"
import { hashOf } from "./hashes.mjs"
import { migrateAlone } from "./migration.mjs"
import { inRoot, root, tool } from "./paths.mjs"
import { responds, launch, run, untilReady } from "./processes.mjs"
import { definesSearch } from "./search-indexes.mjs"

export { demoKeys } from "./demo-keys.mjs"

/** Files that define the schema and the seeded data. */
const SCHEMA = /\/(migrations|models|links|migration-scripts|search)\/|^medusa-config|^package-lock/

export const urlsOf = (ports) => ({
  backend: `http://localhost:${ports.backend}`,
  storefront: `http://localhost:${ports.storefront}`,
  mailbox: `http://localhost:${ports.mailbox}`,
})

/**
 * Returns the environment of a shop in demo mode. The caller's ATRIUM_ variables override the defaults, and the shop's
 * `env` overrides everything.
 */
export const shopEnvironment = ({ ports, databaseUrl, folder, env = {} }) => {
  const urls = urlsOf(ports)
  return {
    ATRIUM_STOREFRONT_URL: urls.storefront,
    ATRIUM_BACKEND_URL: urls.backend,
    ATRIUM_SMTP_URL: `smtp://localhost:${ports.smtp}`,
    ATRIUM_REVALIDATION_SECRET: "atrium-demo-revalidation-secret-on-this-machine-only",
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("ATRIUM_"))),
    // Medusa treats an unset NODE_ENV as production, and `development` would serve Admin through Vite.
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

/** Environment to run from the TypeScript source, so that migrating doesn't have to wait for the build. */
export const fromSource = {
  ATRIUM_PLUGINS_FROM: "source",
  ATRIUM_DISABLE_ADMIN: "1",
  NODE_OPTIONS: "--conditions=atrium-source",
}

/** Migrates the schema and seeds the demo data. Medusa skips migrations and scripts that already ran. */
export const migrate = async (shop, log) => {
  linkPlugins()
  const env = { ...shopEnvironment(shop), ...fromSource }
  await migrateAlone(shop.databaseUrl, { cwd: inRoot("backend"), env, log, search: definesSearch(root) })
}

/** Seeds the demo data again: adds what is missing and writes the keys file. */
const reseed = (shop, log) =>
  run(process.execPath, [tool.medusa, "exec", "./src/migration-scripts/seed-demo-data.ts"], {
    name: "demo data",
    cwd: inRoot("backend"),
    env: { ...shopEnvironment(shop), ...fromSource },
    log,
    failure: "The demo data couldn't be seeded.",
  })

/** Migrates if the schema's sources or the database have changed since the last time. */
export const migrateWhenChanged = async (shop, log) => {
  const stamp = join(shop.folder, "migrated")
  const state = `${hashOf(["plugins", "examples", "backend/src", "medusa-config.ts", "package-lock.json"], SCHEMA)} ${shop.databaseUrl}`
  const same = readText(stamp) === state
  if (same && (await demoKeysAreValid(shop))) return "no changes"
  rmSync(stamp, { force: true })
  await migrate(shop, log)
  // The keys file is lost or belongs to another database.
  if (!(await demoKeysAreValid(shop))) await reseed(shop, log.replace(/\.log$/, "-keys.log"))
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

/** Excludes the plugins in examples/ unless `examples` is set. */
const buildFilters = (examples) => (examples ? [] : ["--filter=!./examples/*"])

/** Builds the packages that changed since the last build, with Turborepo. */
export const build = async (log, { examples = process.env.ATRIUM_EXAMPLES === "1" } = {}) => {
  const options = [
    tool.turbo,
    "run",
    "build",
    "--output-logs=new-only",
    "--log-order=grouped",
    ...buildFilters(examples),
  ]
  const env = { NODE_ENV: undefined, NODE_OPTIONS: undefined, TURBO_TELEMETRY_DISABLED: "1" }
  const output = await run(process.execPath, options, { name: "build", log, env, failure: "The build failed." })
  const [, cached, total] = /Cached:\s+(\d+) cached, (\d+) total/.exec(output) ?? []
  return cached === undefined ? "" : `built ${Number(total) - Number(cached)} of ${total} packages`
}

/** Starts the test inbox, which accepts every email and shows it on a web page. */
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
  await untilReady(mailbox, () => responds(`http://127.0.0.1:${ports.mailbox}/api/healthz`), {
    failure: "The test inbox failed to start.",
  })
  return mailbox
}

/** Starts the built backend and waits until it is ready. */
export const startBackend = async (shop, log) => {
  const { backend } = urlsOf(shop.ports)
  const process_ = launch(
    "backend",
    process.execPath,
    [tool.medusaOfBuild, "start", "-p", String(shop.ports.backend)],
    {
      cwd: inRoot("backend", ".medusa", "server"),
      env: shopEnvironment(shop),
      log,
    }
  )
  await untilReady(process_, () => responds(`${backend}/ready`), { failure: "The backend failed to start." })
  return process_
}

/** Starts the built storefront and waits for its home page. */
export const startStorefront = async (shop, log) => {
  const { storefront } = urlsOf(shop.ports)
  const process_ = launch("storefront", process.execPath, ["server.mjs", "-p", String(shop.ports.storefront)], {
    cwd: inRoot("storefront"),
    env: { ...shopEnvironment(shop), NODE_ENV: "production", ATRIUM_PUBLISHABLE_KEY: demoKeys(shop).publishable_key },
    log,
  })
  await untilReady(process_, () => responds(storefront), { failure: "The storefront failed to start." })
  return process_
}

/** Returns the number of services for sale. Throws a Failure when there are none, because the shop wasn't seeded. */
export const requireServices = async (shop) => {
  const response = await fetch(`${urlsOf(shop.ports).backend}/store/services?currency_code=inr&limit=1`, {
    headers: { "x-publishable-api-key": demoKeys(shop).publishable_key },
  })
  const { count = 0 } = response.ok ? await response.json() : {}
  if (!count)
    throw new Failure(
      "The shop is running but has no services. Run `npm start -- --reset` to seed the demo data again."
    )
  return `${count} services`
}
