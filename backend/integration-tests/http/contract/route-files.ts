import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"

import { repositoryRoot } from "@atrium/test-kit"

const METHODS = /export\s+(?:const|async function|function)\s+(GET|POST|PUT|PATCH|DELETE)\b/g

/** Every handler in the repository as `METHOD /path`, read from the route files themselves. */
export const routeFiles = (): string[] => {
  const root = repositoryRoot()
  const apis = [
    join(root, "backend/src/api"),
    ...readdirSync(join(root, "plugins")).map((name) => join(root, "plugins", name, "src/api")),
  ]
  return apis.filter(existsSync).flatMap((api) =>
    readdirSync(api, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name === "route.ts")
      .flatMap((entry) => {
        const path = `/${relative(api, entry.parentPath)}`.replace(/\[(\w+)\]/g, ":$1")
        const source = readFileSync(join(entry.parentPath, entry.name), "utf8")
        return [...source.matchAll(METHODS)].map(([, method]) => `${method} ${path}`)
      })
  )
}
