// `npm run rotate-keys`: encrypts the sensitive columns of the database at DATABASE_URL with the newest key, the first of
// ATRIUM_ENCRYPTION_KEYS. Repeatable, and safe to run while the shop is running. Exits with code 1 when rows remain that no
// listed key decrypts.
import { existsSync } from "node:fs"

import { Failure } from "./lib/failure.mjs"
import { requireNode } from "./lib/install.mjs"
import { inRoot, tool } from "./lib/paths.mjs"
import { run } from "./lib/processes.mjs"
import { explain, step } from "./lib/steps.mjs"

const rotate = () => {
  requireNode()
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  const { DATABASE_URL: url, ATRIUM_PLUGINS_FROM: from } = process.env
  if (!url) throw new Failure("Set DATABASE_URL to the database whose columns are encrypted.")
  const source = from === "source"
  const cwd = source ? inRoot("backend") : inRoot("backend", ".medusa", "server")
  if (!existsSync(cwd)) throw new Failure("The backend isn't built. Run `npm run build` first.")
  // Medusa's commands treat an unset NODE_ENV as development, whose keys are published.
  const env = { NODE_ENV: process.env.NODE_ENV || "production" }
  const script = `./src/scripts/rotate-keys.${source ? "ts" : "js"}`
  return step("Encrypting with the newest key", () =>
    run(process.execPath, [tool.medusa, "exec", script], {
      name: "rotation",
      cwd,
      env,
      echo: true,
      failure: "Not every row could be encrypted with the newest key.",
    })
  )
}

try {
  await rotate()
} catch (error) {
  explain(error)
  process.exit(1)
}
