// `npm run migrate`: migrates the database at DATABASE_URL to this release. Run it before the release's servers and
// workers start. Concurrent runs are safe: one migrates, the others wait and then find nothing to do.
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
  if (!url) throw new Failure("Set DATABASE_URL to the database to migrate.")
  const cwd = from === "source" ? inRoot("backend") : inRoot("backend", ".medusa", "server")
  if (!existsSync(cwd)) throw new Failure("The backend isn't built. Run `npm run build` first.")
  // Medusa's commands treat an unset NODE_ENV as development and would seed the demo data.
  const env = { NODE_ENV: process.env.NODE_ENV || "production" }
  return step("Migrating the database", () => migrateAlone(url, { cwd, env }))
}

// Exit with an error code, so that callers don't mistake an interrupted migration for a completed one.
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
