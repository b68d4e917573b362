import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"

/** Folders in which a shop that was started from its build stores files: public images, and private files. */
const STORED = ["static", "private-files"]

/** Empties the backend's build, but for the files that a shop has stored there: a new build must not lose them. */
export const clearBuild = (output) => {
  if (!existsSync(output)) return
  for (const name of readdirSync(output))
    if (!STORED.includes(name)) rmSync(join(output, name), { recursive: true, force: true })
}

/** Deletes the files that a shop has stored in its build. */
export const deleteStoredFiles = (output) => {
  for (const name of STORED) rmSync(join(output, name), { recursive: true, force: true })
}
