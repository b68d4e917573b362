import { Failure } from "./failure.mjs"
import { tool } from "./paths.mjs"
import { run } from "./processes.mjs"

/** The number of the lock that a migration holds; any will do, as long as every release uses the same. */
const LOCK = 7_221_604_331

const LOCAL = new Set(["localhost", "127.0.0.1", "::1", ""])

// Medusa speaks TLS with every host that is not this machine, unless the URL says otherwise.
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
  // The connection is needed for its lock alone; if it broke, releasing the lock reports it.
  client.on("error", () => undefined)
  try {
    await client.connect()
  } catch (error) {
    throw new Failure(`The database of DATABASE_URL does not answer: ${error.message || error.code}.`)
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
    failure: "The database could not be migrated.",
  })

/**
 * Runs what `medusa db:migrate` consists of, alone: a concurrent run waits, and then finds nothing to do. The
 * scripts run separately, because `db:migrate` continues when one of them fails. The lock lives in Postgres and ends
 * with its connection, so a killed migration blocks nothing.
 */
export const migrateAlone = async (url, { cwd, env = {}, log }) => {
  const client = await connect(url)
  try {
    const { rows } = await client.query("SELECT pg_try_advisory_lock($1) AS mine", [LOCK])
    if (!rows[0].mine) await client.query("SELECT pg_advisory_lock($1)", [LOCK])
    const schema = ["--execute-safe-links", "--execute-safe-search", "--skip-scripts"]
    await command("db:migrate", schema, { cwd, env, log })
    await command("db:migrate:scripts", [], { cwd, env, log: log?.replace(/\.log$/, "-scripts.log") })
    return rows[0].mine ? "" : "after another one"
  } finally {
    await client.end()
  }
}
