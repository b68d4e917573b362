// `npm run build` of the storefront, at a low priority: no other build waits for it, so those that others wait for get the
// processors first, and the last of them, Admin's single-threaded bundler, leaves the rest to it.
import { spawnSync } from "node:child_process"
import { constants, setPriority } from "node:os"

import { tool } from "./lib/paths.mjs"

setPriority(constants.priority.PRIORITY_LOW)
const { status } = spawnSync(process.execPath, [tool.next, "build"], { stdio: "inherit" })
process.exit(status ?? 1)
