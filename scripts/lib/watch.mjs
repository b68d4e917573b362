import { once } from "node:events"
import { relative } from "node:path"

import { inRoot } from "./paths.mjs"

/** Admin pages are watched by Vite, and tests and generated files don't affect the backend. */
const IGNORED =
  /^admin\/|(^|\/)(node_modules|\.medusa|dist|__snapshots__)\/|\.spec\.tsx?$|\.fixtures\.tsx?$|~$|\.sw[px]$/

/** Whether a change to this file requires a restart of the backend. */
export const concernsBackend = (path) => /\.(ts|tsx|json)$/.test(path) && !IGNORED.test(path)

/** Calls `changed` once after each burst of changes in the folders. Returns a function that stops watching. */
export const watchFolders = async (folders, changed, quietMilliseconds = 120) => {
  // Imported here: `npm run dev` loads this file before anything is installed.
  const { watch } = await import("chokidar")
  let timer
  const watchers = folders.map((folder) => {
    const within = (path) => relative(inRoot(folder), path)
    const watcher = watch(inRoot(folder), {
      ignoreInitial: true,
      ignored: (path, stats) => (stats?.isFile() ? !concernsBackend(within(path)) : IGNORED.test(`${within(path)}/`)),
    })
    return watcher.on("all", (_event, path) => {
      if (!concernsBackend(within(path))) return
      clearTimeout(timer)
      timer = setTimeout(() => changed(`${folder}/${within(path)}`), quietMilliseconds)
    })
  })
  await Promise.all(watchers.map((watcher) => once(watcher, "ready")))
  return async () => {
    clearTimeout(timer)
    await Promise.all(watchers.map((watcher) => watcher.close()))
  }
}
