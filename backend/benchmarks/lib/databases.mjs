import { join } from "node:path"

import { inState } from "../../../scripts/lib/paths.mjs"
import { ensureDatabase, startPostgres, urlOf } from "../../../scripts/lib/postgres.mjs"

/** State of the benchmark: its Postgres, logs, and what is running. */
export const folder = inState("benchmark")
export const logFile = (name) => join(folder, `${name}.log`)

const connected = async (url, job) => {
  const { Client } = (await import("pg")).default
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await job(client)
  } finally {
    await client.end()
  }
}

/** Runs SQL on a server's database. */
export const onDatabase = ({ databaseUrl }, job) => connected(databaseUrl, job)

/** Starts the embedded Postgres unless there is one at `url`. Returns the URL of its `postgres` database. */
const adminUrl = async (url) => {
  if (url) return url
  const settings = await startPostgres(join(folder, "postgres"), { log: logFile("postgres") })
  await ensureDatabase(settings, "postgres")
  return urlOf(settings, "postgres")
}

/** Where the benchmark makes its databases; `end` drops those that were made. */
export const openDatabases = async (url) => {
  const admin = await adminUrl(url)
  const made = []
  return {
    make: async (purpose) => {
      const name = `atrium_benchmark_${process.pid}_${purpose}`
      made.push(name)
      await connected(admin, (client) => client.query(`CREATE DATABASE "${name}"`))
      const own = new URL(admin)
      own.pathname = `/${name}`
      return own.href
    },
    end: async () => {
      for (const name of made.splice(0))
        await connected(admin, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`))
    },
  }
}
