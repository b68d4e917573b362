// The standard layout of plugins (ARCHITECTURE.md).
import { readdirSync } from "node:fs"
import { join } from "node:path"

/** Allowed entries of `src/`. `true` allows anything inside; otherwise the names inside must match `entries`. */
const LAYOUT = {
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

/** Allowed entries of a module. */
const MODULE = /^(models\/|migrations\/|service\.ts|index\.ts)$/

/** Lists a folder's entries. Specs are allowed anywhere, so they are left out. */
const list = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .filter((name) => !/\.spec\.tsx?$/.test(name))

/** Returns the files and folders of a plugin's `src` folder that aren't part of the standard layout. */
export const unexpectedEntries = (src) => {
  const unexpected = []
  for (const entry of list(src)) {
    const rule = LAYOUT[entry]
    if (!rule) unexpected.push(entry)
    else if (rule.entries)
      unexpected.push(
        ...list(join(src, entry))
          .filter((name) => !rule.entries.test(name))
          .map((name) => entry + name)
      )
  }
  const modules = list(src).includes("modules/") ? list(join(src, "modules")) : []
  for (const module of modules)
    unexpected.push(
      ...list(join(src, "modules", module))
        .filter((name) => !MODULE.test(name))
        .map((name) => `modules/${module}${name}`)
    )
  return unexpected
}
