import { Failure } from "./failure.mjs"
import { tool } from "./paths.mjs"
import { run } from "./processes.mjs"

/** Key of the advisory lock during a migration. Arbitrary, but it must be the same in every release. */
const LOCK = 7_221_604_331

const LOCAL = new Set(["localhost", "127.0.0.1", "::1", ""])

// Medusa uses TLS for every host except localhost, unless the URL specifies otherwise.
const tlsOf = (url) => {
  const { hostname, searchParams } = new URL(url)
  return LOCAL.has(hostname) || searchParams.has("sslmode") ? undefined : { rejectUnauthorized: false }
}

const connect = async (url) => {
  const { Client } = (await import("pg")).default
  const client = new Client({
    connectionString: url,
    ssl: tlsOf(url),
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
  // The connection only holds the lock. If it breaks, closing it reports the error.
  client.on("error", () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new Failure(`Can't connect to the database at DATABASE_URL: ${error.message || error.code}.`)
  }
  return client
}

const command = (name, options, { cwd, env, log }) =>
  run(process.execPath, [tool.medusa, name, ...options], {
    name: "migrations",
    cwd,
    env,
    log,
    echo: !log,
    failure: "The database couldn't be migrated.",
  })

/**
 * Runs the steps of `medusa db:migrate` under a lock: a concurrent run waits and then finds nothing to do. The
 * migration scripts run separately, because `db:migrate` continues when one of them fails. Postgres releases the lock
 * when the connection ends, so a killed migration blocks nothing. `search: false` leaves out the search indexes, for which
 * Medusa starts the application once more.
 */
export const migrateAlone = async (url, { cwd, env = {}, log, search = true }) => {
  const client = await connect(url)
  try {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS mine", [LOCK])
    if (!rows[0].mine) await client.query("SELECT pg_advisory_lock($1)", [LOCK])
    const schema = ["--execute-safe-links", search ? "--execute-safe-search" : "--skip-search", "--skip-scripts"]
    await command("db:migrate", schema, { cwd, env, log })
    await command("db:migrate:scripts", [], { cwd, env, log: log?.replace(/\.log$/, "-scripts.log") })
    return rows[0].mine ? "" : "waited for another migration"
  } finally {
    await client.end()
  }
}
