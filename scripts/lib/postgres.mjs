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

/** Nothing survives a power cut with these, and nothing waits for the disk: for tests only. */
const FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB"]
const SETTINGS = ["max_connections=200", "shared_buffers=128MB", "unix_socket_directories=", "logging_collector=off"]

/** The driver comes with the packages, so it is loaded after they are installed. */
const driver = async () => (await import("pg")).default

const isAlive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}

/** A pid is used again: only a process whose command names these data is this database. */
const isThisDatabase = (pid, data) => {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(`${data}\0`)
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(`-D ${data} `)
  } catch {
    return false
  }
}

/** After a kill the pid file is still there: its process is gone, is another program, or is a database left alone. */
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

const initialise = async (home, settings, log) => {
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
      failure: "The embedded database could not be set up.",
    })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

const remembered = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined)

const connected = async (settings, database, job) => {
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
    return await job(client)
  } finally {
    await client.end()
  }
}

/** One query on one of the server's databases. */
export const query = (settings, database, text, values = []) =>
  connected(settings, database, async (client) => (await client.query(text, values)).rows)

/** Makes `name` as a copy of `template`. Two copies at once would each see the other as a user of the template. */
export const copyDatabase = (settings, template, name) =>
  connected(settings, "postgres", async (client) => {
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

/** Medusa forces TLS on every host but the one called localhost. */
export const urlOf = ({ port, password }, database) => `postgres://postgres:${password}@localhost:${port}/${database}`

/**
 * Starts the embedded Postgres with its data in `folder`, setting it up the first time. `forgetful` trades safety for
 * speed. Returns port and password, which are remembered beside the data, and a note where the data had to go elsewhere.
 */
export const startPostgres = async (folder, { log, forgetful = false, announce = () => undefined }) => {
  const home = findHome(folder)
  if (home.note) announce(home.note)
  await clearStalePid(home.data)
  const file = `${folder}.json`
  const before = existsSync(join(home.data, "PG_VERSION")) ? remembered(file) : undefined
  const settings = {
    port: await freePort(before?.port, FIRST_PORT),
    password: before?.password ?? randomBytes(12).toString("hex"),
  }
  if (!before) await initialise(home, settings, log)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 })
  const flags = [...SETTINGS, ...(forgetful ? FORGETFUL : [])].flatMap((setting) => ["-c", setting])
  const options = ["-D", home.data, "-p", String(settings.port), "-c", "listen_addresses=localhost", ...flags]
  // SIGINT is Postgres's fast shutdown: open transactions are rolled back, nothing is lost.
  const database = launch("database", join(home.bin, "postgres"), options, {
    ...home.user,
    cwd: "/",
    log,
    stopSignal: "SIGINT",
    env: { LC_ALL: "C" },
  })
  await untilReady(database, () => accepts(settings), { seconds: 60, failure: "The embedded database did not start." })
  return settings
}

/** Creates a database unless it is there. */
export const ensureDatabase = async (settings, name) => {
  const [row] = await query(settings, "postgres", "SELECT 1 FROM pg_database WHERE datname = $1", [name])
  if (!row) await query(settings, "postgres", `CREATE DATABASE "${name.replaceAll('"', "")}"`)
}

/** Throws a Failure unless a database of the user's own answers. */
export const requireDatabase = async (url) => {
  const { Client } = await driver()
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.query("SELECT 1")
  } catch (error) {
    throw new Failure(`The database of DATABASE_URL does not answer: ${error.message || error.code}.`)
  } finally {
    await client.end().catch(() => undefined)
  }
}
