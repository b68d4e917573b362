// Every plugin has the same inside (ARCHITECTURE.md): this fails on a file or folder that the skeleton does not know.
import assert from "node:assert/strict"
import { readdirSync } from "node:fs"
import { join } from "node:path"
import { test } from "node:test"

import { inRoot } from "./lib/paths.mjs"

/** What `src/` may hold. `true`: any files and folders below; otherwise what its entries must look like. */
const SKELETON = {
  "contracts/": { entries: /^[a-z0-9-]+\.ts$/ },
  "domain/": { entries: /^([a-z0-9-]+\.tsx?|[a-z0-9-]+\/)$/ },
  "workflows/": { entries: /^([a-z0-9-]+\.ts|steps\/)$/ },
  "use-cases/": { entries: /^[a-z0-9-]+\.tsx?$/ },
  "data/": { entries: /^([a-z0-9-]+\.ts|core\/)$/ },
  "tx/": { entries: /^[a-z0-9-]+\.ts$/ },
  "extension-points.ts": true,
  "contributions.ts": true,
  "work.ts": true,
  "mail/": { entries: /^[a-z0-9-]+\.tsx?$|^__snapshots__\/$/ },
  "modules/": { entries: /^[a-z0-9-]+\/$/ },
  "api/": true,
  "admin/": { entries: /^(components|lib|routes|widgets|i18n)\/$|^tsconfig\.json$/ },
  "subscribers/": { entries: /^[a-z0-9-]+\.ts$/ },
  "jobs/": { entries: /^[a-z0-9-]+\.ts$/ },
  "links/": { entries: /^[a-z0-9-]+\.ts$/ },
  "providers/": { entries: /^[a-z0-9-]+\/$/ },
  "migration-scripts/": { entries: /^[a-z0-9-]+\.ts$/ },
}

/** What a module may hold: its tables, and the service that Medusa makes of them. */
const MODULE = /^(models\/|migrations\/|service\.ts|index\.ts)$/

/** What stands elsewhere, each with the reason why. */
const EXCEPTIONS = {}

/** Entries of a folder; a spec may be beside anything. */
const list = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !/\.spec\.tsx?$/.test(name))

const strayed = (plugin) => {
  const src = inRoot("plugins", plugin, "src")
  const stray = []
  for (const entry of list(src)) {
    const rule = SKELETON[entry]
    if (!rule) stray.push(entry)
    else if (rule.entries)
      stray.push(
        ...list(join(src, entry))
          .filter((name) => !rule.entries.test(name))
          .map((name) => entry + name)
      )
  }
  const modules = list(src).includes("modules/") ? list(join(src, "modules")) : []
  for (const module of modules)
    stray.push(
      ...list(join(src, "modules", module))
        .filter((name) => !MODULE.test(name))
        .map((name) => `modules/${module}${name}`)
    )
  return stray
}

for (const plugin of readdirSync(inRoot("plugins")))
  test(`${plugin} has the skeleton that every plugin has`, () => {
    const known = EXCEPTIONS[plugin] ?? {}
    assert.deepEqual(
      strayed(plugin).filter((path) => !known[path]),
      [],
      "not part of the skeleton in ARCHITECTURE.md"
    )
    for (const path of Object.keys(known)) assert.ok(strayed(plugin).includes(path), `${path} needs no exception`)
  })

test("no two migrations have one name", () => {
  // Medusa notes a migration by its name alone: of two, the second would never run.
  const names = [
    ...readdirSync(inRoot("plugins")).map((plugin) => inRoot("plugins", plugin, "src")),
    inRoot("backend/src"),
  ]
    .flatMap((src) => readdirSync(src, { recursive: true }).map(String))
    .filter((path) => /(^|\/)migrations\/[^/]+\.ts$/.test(path))
    .map((path) => path.split("/").at(-1))
  assert.ok(names.length > 20)
  assert.deepEqual(
    names.filter((name, place) => names.indexOf(name) !== place),
    []
  )
})
