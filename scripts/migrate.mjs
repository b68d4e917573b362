// `npm run migrate`: brings the database of DATABASE_URL to this release, once, before its servers and workers start.
// Any number may run at the same time, from any machine: one migrates, the others wait and find everything done.
import { existsSync } from "node:fs"
import { constants } from "node:os"

import { Failure } from "./lib/failure.mjs"
import { requireNode } from "./lib/install.mjs"
import { migrateAlone } from "./lib/migration.mjs"
import { inRoot } from "./lib/paths.mjs"
import { stopAll } from "./lib/processes.mjs"
import { explain, silenceSteps, step } from "./lib/steps.mjs"

const migrate = () => {
  requireNode()
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  const { DATABASE_URL: url, ATRIUM_PLUGINS_FROM: from } = process.env
  if (!url) throw new Failure("DATABASE_URL must be set: it names the database to migrate.")
  const cwd = from === "source" ? inRoot("backend") : inRoot("backend", ".medusa", "server")
  if (!existsSync(cwd)) throw new Failure("The backend is not built: run `npm run build` first.")
  // Medusa's commands take an unset NODE_ENV for development, and would plant the demo's data.
  const env = { NODE_ENV: process.env.NODE_ENV || "production" }
  return step("Migrating the database", () => migrateAlone(url, { cwd, env }))
}

// A script that waits for this must not mistake an interrupted migration for a finished one.
for (const name of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(name, async () => {
    silenceSteps()
    await stopAll()
    process.exit(128 + constants.signals[name])
  })

try {
  await migrate()
} catch (error) {
  explain(error)
  process.exit(1)
}
