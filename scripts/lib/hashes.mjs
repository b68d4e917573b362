import { createHash } from "node:crypto"
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { join, relative } from "node:path"

import { root } from "./paths.mjs"

const SKIPPED = new Set(["node_modules", ".medusa", ".next", ".turbo", "dist", ".git"])

const filesBelow = (path) => {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]))
}

/** Hashes the contents of files and folders. `only` filters by path relative to the root. */
export const hashOf = (paths, only = /./) => {
  const hash = createHash("sha256")
  const files = paths.flatMap((path) => filesBelow(join(root, path)))
  for (const file of files
    .map((path) => relative(root, path))
    .filter((path) => only.test(path))
    .sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0")
  return hash.digest("hex")
}
