import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Where Medusa looks for indexes: in the source of this repository's plugins, in the build of installed ones. */
const FOLDERS = ["src/search", ".medusa/server/src/search"]

/**
 * Whether anything that can run in the backend defines an index for Medusa's search: the backend, an example, or a package
 * that the backend depends on, as every plugin is.
 */
export const definesSearch = (root) => {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "backend", "package.json"), "utf8"))
  const installed = Object.keys(dependencies).flatMap((name) => [
    join(root, "node_modules", name),
    join(root, "backend", "node_modules", name),
  ])
  const examples = readdirSync(join(root, "examples")).map((name) => join(root, "examples", name))
  return [join(root, "backend"), ...examples, ...installed].some((path) =>
    FOLDERS.some((folder) => existsSync(join(path, folder)))
  )
}
