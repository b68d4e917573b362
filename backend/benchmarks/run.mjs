// `npm run benchmark`: measures a shop of its own and records it in docs/benchmarks.md. It never gates anything. Each
// scenario is a file in scenarios/ that exports `title`, `about` and `run(shop, options)`, which returns tables of rows.
import { writeFileSync } from "node:fs"

import { Failure } from "../../scripts/lib/failure.mjs"
import { inRoot, tool } from "../../scripts/lib/paths.mjs"
import { run } from "../../scripts/lib/processes.mjs"
import { runScript } from "../../scripts/lib/session.mjs"
import { writeLine } from "../../scripts/lib/steps.mjs"
import { HELP, options } from "./lib/options.mjs"
import { openShop } from "./lib/shop.mjs"
import { markdown } from "./lib/table.mjs"
import * as catalog from "./scenarios/catalog.mjs"
import * as many from "./scenarios/many.mjs"

const SCENARIOS = { catalog, many }

const chosen = (only) => {
  if (only === undefined) return Object.values(SCENARIOS)
  const scenario = SCENARIOS[only]
  if (!scenario) throw new Failure(`There is no scenario ${only}; there is ${Object.keys(SCENARIOS).join(", ")}.`)
  return [scenario]
}

const measureAll = async (shop, scenarios, settings) => {
  const results = []
  for (const { title, about, run: measureOne } of scenarios)
    results.push({ title, about, tables: await measureOne(shop, settings) })
  return results
}

runScript(async () => {
  const settings = options()
  if (settings.help) return writeLine(HELP)
  const scenarios = chosen(settings.only)
  const shop = await openShop(settings)
  try {
    const text = markdown(await measureAll(shop, scenarios, settings), settings)
    writeLine(`\n${text}`)
    if (!settings.write) return undefined
    const file = inRoot("docs", "benchmarks.md")
    writeFileSync(file, text)
    await run(process.execPath, [tool.prettier, "--write", file], { name: "prettier" })
    return writeLine("Written to docs/benchmarks.md")
  } finally {
    await shop.end()
  }
})
