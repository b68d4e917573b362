// `npm run audit:verify`: checks the hash chain of the audit log in the database of DATABASE_URL, also while the shop
// runs, and changes nothing. Ends with code 1 and names the first entry that does not hold.
// `-- --head <seq>:<hash>`: also checks that the chain still contains a head noted earlier (the nightly log line).
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { parseArgs } from "node:util"

import { Failure } from "./lib/failure.mjs"
import { requireNode } from "./lib/install.mjs"
import { inRoot } from "./lib/paths.mjs"
import { explain } from "./lib/steps.mjs"

const headOf = (text) => {
  if (text === undefined) return undefined
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text)
  if (!found) throw new Failure("--head must be a number, a colon and a hash, as the nightly log line shows them.")
  return { seq: Number(found[1]), hash: found[2] }
}

const verify = async () => {
  requireNode()
  const { values } = parseArgs({ options: { head: { type: "string" } } })
  if (existsSync(inRoot(".env"))) process.loadEnvFile(inRoot(".env"))
  if (!process.env.DATABASE_URL) throw new Failure("DATABASE_URL must be set: it names the database to check.")
  if (!existsSync(inRoot("plugins", "audit", ".medusa", "server")))
    throw new Failure("The backend is not built: run `npm run build` first.")
  const require = createRequire(inRoot("backend", "package.json"))
  const { openCliConnection, verifyChain } = require("@atrium/audit/use-cases")
  const knex = openCliConnection()
  try {
    return await verifyChain(knex, headOf(values.head))
  } finally {
    await knex.destroy()
  }
}

try {
  const { ok, checked, head, pruned_through: pruned, unsealed, first_broken: broken } = await verify()
  console.log(`${checked} sealed entries hold${pruned ? `, after entry ${pruned}; older ones were pruned` : ""}.`)
  console.log(`Head: ${head.seq}:${head.hash}`)
  if (unsealed) console.log(`${unsealed} newer entries are not sealed yet.`)
  if (!ok) {
    console.error(
      `The audit log was tampered with. Entry ${broken.seq} (id ${broken.entry_id ?? "unknown"}): ${broken.problem}`
    )
    process.exit(1)
  }
} catch (error) {
  explain(error)
  process.exit(1)
}
