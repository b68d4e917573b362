import { existsSync, watch } from "node:fs"

import { inRoot } from "./paths.mjs"

/** Admin's pages are served by Vite, which watches them itself; tests and generated files change nothing that runs. */
const IGNORED =
  /^admin\/|(^|\/)(node_modules|\.medusa|dist|__snapshots__)\/|\.spec\.tsx?$|\.fixtures\.tsx?$|~$|\.sw[px]$/

/** Whether a change of this file asks for a new start of the backend. */
export const concernsBackend = (path) => /\.(ts|tsx|json)$/.test(path) && !IGNORED.test(path)

/** Calls `changed` once after a burst of changes below the folders has been quiet for a moment. */
export const watchFolders = (folders, changed, quietMilliseconds = 120) => {
  let timer
  const watchers = folders
    .filter((folder) => existsSync(inRoot(folder)))
    .map((folder) =>
      watch(inRoot(folder), { recursive: true }, (_event, name) => {
        if (!name || !concernsBackend(String(name))) return
        clearTimeout(timer)
        timer = setTimeout(() => changed(`${folder}/${name}`), quietMilliseconds)
      })
    )
  return () => watchers.forEach((watcher) => watcher.close())
}
