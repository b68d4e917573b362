// .atrium/demo.json: what the demo data wrote about themselves. It can be lost, and it can be another database's.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { Failure } from "./failure.mjs"

const readKeys = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, "demo.json"), "utf8"))
  } catch (error) {
    // Half a file, from a full disk, is as good as none.
    if (error.code === "ENOENT" || error instanceof SyntaxError) return {}
    throw error
  }
}

/** The demo's keys and secrets. Throws a Failure when they are not there. */
export const demoKeys = ({ folder }) => {
  const keys = readKeys(folder)
  if (!keys.publishable_key)
    throw new Failure("The demo data are not complete: run `npm start -- --reset` to begin anew.", {
      log: join(folder, "logs", "migrate-scripts.log"),
    })
  return keys
}

/** Whether the keys in the folder are those of the shop's database. */
export const demoKeysHold = async ({ folder, databaseUrl }) => {
  const { publishable_key: key } = readKeys(folder)
  if (!key) return false
  const { Client } = (await import("pg")).default
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    const { rows: tables } = await client.query("SELECT to_regclass('api_key') IS NOT NULL AS made")
    if (!tables[0].made) return false
    const { rowCount } = await client.query("SELECT 1 FROM api_key WHERE token = $1 AND revoked_at IS NULL", [key])
    return rowCount === 1
  } finally {
    await client.end()
  }
}
