// .atrium/demo.json: the keys the demo data was seeded with. It may be missing or belong to another database.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { Failure } from "./failure.mjs"

const readKeys = (folder) => {
  try {
    return JSON.parse(readFileSync(join(folder, "demo.json"), "utf8"))
  } catch (error) {
    // A truncated file, for example from a full disk, is treated as missing.
    if (error.code === "ENOENT" || error instanceof SyntaxError) return {}
    throw error
  }
}

/** Returns the demo's keys and secrets. Throws a Failure when they are missing. */
export const demoKeys = ({ folder }) => {
  const keys = readKeys(folder)
  if (!keys.publishable_key)
    throw new Failure("The demo data is incomplete. Run `npm start -- --reset` to start over.", {
      log: join(folder, "logs", "migrate-scripts.log"),
    })
  return keys
}

/** Whether the keys in the folder belong to the shop's database. */
export const demoKeysAreValid = async ({ folder, databaseUrl }) => {
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
