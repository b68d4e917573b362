// `npm run audit:verify`: verifies the hash chain of the audit log in the database at DATABASE_URL. Read-only, and safe
// to run while the shop is running. Exits with code 1 and reports the first invalid entry.
// `-- --head <seq>:<hash>`: also checks that the chain still contains an earlier head (from the nightly log line).
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { parseArgs } from "node:util"

import { Failure } from "./lib/failure.mjs"
import { requireNode } from "./lib/install.mjs"
import { inRoot } from "./lib/paths.mjs"
import { explain } from "./lib/steps.mjs"

const parseHead = (text) => {
  if (text === undefined) return undefined
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text)
  if (!match) throw new Failure("--head must be <number>:<hash>, as in the nightly log line.")
  return { seq: Number(match[1]), hash: match[2] }
}

const verify = async () => {
  requireNode()
  const { values } = parseArgs({ options: { head: { type: "string" } } })
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  if (!process.env.DATABASE_URL) throw new Failure("Set DATABASE_URL to the database to verify.")
  if (!existsSync(inRoot("plugins", "audit", ".medusa", "server")))
    throw new Failure("The backend isn't built. Run `npm run build` first.")
  const require = createRequire(inRoot("backend", "package.json"))
  const { openCliConnection, verifyChain } = require("@atrium/audit/use-cases")
  const knex = openCliConnection()
  try {
    return await verifyChain(knex, parseHead(values.head))
  } finally {
    await knex.destroy()
  }
}

try {
  const { ok, checked, head, pruned_through: pruned, unsealed, first_broken: broken } = await verify()
  console.log(`${checked} sealed entries are valid${pruned ? ` (entries up to ${pruned} were pruned)` : ""}.`)
  console.log(`Head: ${head.seq}:${head.hash}`)
  if (unsealed) console.log(`${unsealed} newer entries aren't sealed yet.`)
  if (!ok) {
    console.error(
      `The audit log was tampered with. Entry ${broken.seq} (ID ${broken.entry_id ?? "unknown"}): ${broken.problem}`
    )
    process.exit(1)
  }
} catch (error) {
  explain(error)
  process.exit(1)
}
