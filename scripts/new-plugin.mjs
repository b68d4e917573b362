// `npm run new-plugin -- invoices`: creates a plugin with the standard layout, one table, its routes and tests, ready
// to build. `--folder examples` creates it in examples/ instead of plugins/.
import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

import { Failure } from "./lib/failure.mjs"
import { inRoot, tool } from "./lib/paths.mjs"
import { pluginFiles } from "./lib/plugin-template.mjs"
import { linkPlugins } from "./link-plugins.mjs"

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const NEXT = (name, folder) => `
Created ${folder}/${name}. To use it in the application, update:

  1. npm install
  2. medusa-config.ts            plugin("${name}") in \`plugins\`
  3. backend/package.json        "@atrium/${name}": "0.1.0"
  4. .dependency-cruiser.cjs     "${name}": [] in ALLOWED_PLUGINS, with the lower plugins it may import
  5. backend/integration-tests/route-tables.ts   its routes
  6. ARCHITECTURE.md, README.md  a line in the list of plugins

Then run \`npm test\`.
`

/**
 * Creates a plugin in `folder` and returns the paths of its files. Throws a Failure for an invalid or existing name.
 */
export const writePlugin = (name, folder = "plugins") => {
  if (!NAME.test(name ?? ""))
    throw new Failure(
      `"${name ?? ""}" isn't a valid plugin name. Use lowercase words with hyphens, such as "order-notes".`
    )
  const target = inRoot(folder, name)
  if (existsSync(target)) throw new Failure(`${folder}/${name} already exists.`)
  const model = JSON.parse(readFileSync(inRoot("plugins/ledger/package.json"), "utf8"))
  const files = pluginFiles(name, model)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(target, path)), { recursive: true })
    writeFileSync(join(target, path), text)
  }
  // Long names need different line breaks. Files that git ignores are left as they are.
  execFileSync(process.execPath, [tool.oxfmt, "--no-error-on-unmatched-pattern", target])
  return Object.keys(files).map((path) => join(folder, name, path))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, flag, folder] = process.argv.slice(2)
  try {
    for (const path of writePlugin(name, flag === "--folder" ? folder : undefined)) process.stdout.write(`  ${path}\n`)
    // So that the plugin's tests run before the next `npm start` or `npm test`.
    if (!folder) linkPlugins()
    process.stdout.write(NEXT(name, folder ?? "plugins"))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}
