// The one skeleton of every plugin (ARCHITECTURE.md).
import { readdirSync } from "node:fs"
import { join } from "node:path"

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
  "storefront/": { entries: /^[a-z0-9-]+\.tsx?$/ },
  "migration-scripts/": { entries: /^[a-z0-9-]+\.ts$/ },
}

/** What a module may hold: its tables, and the service that Medusa makes of them. */
const MODULE = /^(models\/|migrations\/|service\.ts|index\.ts)$/

/** Entries of a folder; a spec may be beside anything. */
const list = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !/\.spec\.tsx?$/.test(name))

/** Files and folders of a plugin that the skeleton does not know; `src` is its source folder. */
export const strayed = (src) => {
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
