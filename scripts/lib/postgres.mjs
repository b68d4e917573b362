import { execFileSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { Failure } from "./failure.mjs"
import { pause } from "./leftovers.mjs"
import { freePort } from "./ports.mjs"
import { findHome } from "./postgres-home.mjs"
import { launch, run, untilReady } from "./processes.mjs"

const FIRST_PORT = 54329

/** Faster, but data is lost in a power failure. For tests only. */
const UNSAFE_SETTINGS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB"]
const SETTINGS = ["max_connections=200", "shared_buffers=128MB", "unix_socket_directories=", "logging_collector=off"]

/** Loaded dynamically, because the packages may not be installed yet. */
const driver = async () => (await import("pg")).default

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** Whether the process is this database. PIDs are reused, so its command line must contain the data folder. */
const isThisDatabase = (pid, data) => {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`${data}\0`)
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(`-D ${data} `)
  } catch {
    return false
  }
}

/** Removes the PID file of a killed database. Stops the database first if it is still running. */
export const clearStalePid = async (data) => {
  const file = join(data, "postmaster.pid")
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, "utf8").split("\n")[0])
  if (isAlive(pid) && isThisDatabase(pid, data)) {
    process.kill(pid, "SIGINT")
    for (let tries = 0; tries < 150 && isAlive(pid); tries += 1) await pause(100)
    if (isAlive(pid)) process.kill(pid, "SIGQUIT")
    for (let tries = 0; tries < 50 && isAlive(pid); tries += 1) await pause(100)
  }
  rmSync(file, { force: true })
}

const initialize = async (home, settings, log) => {
  for (const entry of readdirSync(home.data)) rmSync(join(home.data, entry), { recursive: true, force: true })
  const passwordFile = join(home.data, "..", `.password-${randomBytes(6).toString("hex")}`)
  writeFileSync(passwordFile, `${settings.password}\n`, { mode: 0o600 })
  if (home.user.uid !== undefined) chownSync(passwordFile, home.user.uid, home.user.gid)
  try {
    const options = ["--pgdata", home.data, "--auth=scram-sha-256", "--username=postgres", "--encoding=UTF8"]
    await run(join(home.bin, "initdb"), [...options, "--locale=C.UTF-8", "--no-sync", "--pwfile", passwordFile], {
      ...home.user,
      cwd: "/",
      log,
      name: "initdb",
      env: { LC_ALL: "C" },
      failure: "The embedded database couldn't be initialized.",
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

const readSettings = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined)

const withClient = async (settings, database, use) => {
  const { Client } = await driver()
  const { port, password } = settings
  const client = new Client({
    host: "localhost",
    port,
    user: "postgres",
    password,
    database,
    connectionTimeoutMillis: 5000,
  })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** Runs one query and returns its rows. */
export const query = (settings, database, text, values = []) =>
  withClient(settings, database, async (client) => (await client.query(text, values)).rows)

/**
 * Creates a database as a copy of `template`. Locked, because Postgres can't copy a template twice at the same time.
 */
export const copyDatabase = (settings, template, name) =>
  withClient(settings, "postgres", async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtext('atrium-test-clone'))")
    await client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`)
  })

const accepts = async (settings) => {
  try {
    await query(settings, "postgres", "SELECT 1")
    return true
  } catch {
    return false
  }
}

/** Returns a connection URL. The host must be "localhost", because Medusa requires TLS for every other. */
export const urlOf = ({ port, password }, database) => `postgres://postgres:${password}@localhost:${port}/${database}`

/**
 * Starts the embedded Postgres with its data in `folder`, initializing it the first time. `unsafe` trades durability
 * for speed. Returns the port and the password, which are stored in a file beside the data. Calls `announce` with a
 * note if the data had to be stored elsewhere.
 */
export const startPostgres = async (folder, { log, unsafe = false, announce = () => undefined }) => {
  const home = findHome(folder)
  if (home.note) announce(home.note)
  await clearStalePid(home.data)
  const file = `${folder}.json`
  const previous = existsSync(join(home.data, "PG_VERSION")) ? readSettings(file) : undefined
  const settings = {
    port: await freePort(previous?.port, FIRST_PORT),
    password: previous?.password ?? randomBytes(12).toString("hex"),
  }
  if (!previous) await initialize(home, settings, log)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 })
  const flags = [...SETTINGS, ...(unsafe ? UNSAFE_SETTINGS : [])].flatMap((setting) => ["-c", setting])
  const options = ["-D", home.data, "-p", String(settings.port), "-c", "listen_addresses=localhost", ...flags]
  // SIGINT is Postgres's fast shutdown, which rolls back open transactions.
  const database = launch("database", join(home.bin, "postgres"), options, {
    ...home.user,
    cwd: "/",
    log,
    stopSignal: "SIGINT",
    env: { LC_ALL: "C" },
  })
  await untilReady(database, () => accepts(settings), {
    seconds: 60,
    failure: "The embedded database failed to start.",
  })
  return settings
}

/** Creates a database unless it exists. */
export const ensureDatabase = async (settings, name) => {
  const [row] = await query(settings, "postgres", "SELECT 1 FROM pg_database WHERE datname = $1", [name])
  if (!row) await query(settings, "postgres", `CREATE DATABASE "${name.replaceAll('"', "")}"`)
}

/** Throws a Failure unless the database can be reached. */
export const requireDatabase = async (url) => {
  const { Client } = await driver()
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.query("SELECT 1")
  } catch (error) {
    throw new Failure(`Can't connect to the database at DATABASE_URL: ${error.message || error.code}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
